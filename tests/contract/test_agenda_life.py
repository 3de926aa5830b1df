"""Publishing, changing and taking back, and what readers get meanwhile, in every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from shared.domain.event import EventTranslation, Visibility
from shared.domain.session import Status
from shared.ports import Store
from tests.builders import a_session, some_sessions
from tests.edge.agenda.published import JSON, PATH, Readers

OPENING, WATER, COFFEE, CLOSING = some_sessions()
LATER = replace(COFFEE, start=COFFEE.start + timedelta(minutes=5))


def ids_of(readers: Readers, query: str) -> list[str]:
    return [one["id"] for one in readers.get(f"{JSON}?{query}").json()["sessions"]]


def test_three_releases_settings_and_one_that_is_taken_away(store: Store) -> None:
    readers = Readers(lambda event: replace(event, visibility=Visibility.PUBLIC), store=store)
    assert readers.get().status == 404
    readers.publish()
    readers.publish((OPENING, WATER, LATER))
    readers.publish((OPENING, LATER))
    readers.revise(status=Status.POSTPONED, translations=(EventTranslation("fr", "Atelier"),))
    first = readers.get(f"{JSON}?release=1").body
    readers.redact(2)
    readers.redact(2)
    assert readers.get(f"{JSON}?release=2").status == 410
    assert readers.get(f"{JSON}?release=1").body == first
    told = readers.get(f"{JSON}?since=1").json()
    assert (told["complete"], told["removed"]) == (False, ["closing", "water-sharing"])
    assert ids_of(readers, "since=2") == []
    assert ids_of(readers, "lang=fr") == ["opening", "coffee"]
    assert readers.get(f"{PATH}/changes.atom?lang=fr").status == 200
    assert [one["id"] for one in readers.get("/agenda").json()["events"]] == ["river-basins"]
    readers.revise(visibility=Visibility.UNLISTED)
    assert readers.get("/agenda").json()["events"] == []


def test_many_sessions_in_many_languages_are_published_and_taken_back(store: Store) -> None:
    tongues = tuple(EventTranslation(f"a{one}", "Taller") for one in "abcdefghijk")
    readers = Readers(lambda event: replace(event, translations=tongues), store=store)
    sessions = tuple(
        a_session(id=f"s{n}", title=f"Session {n}", start=OPENING.start + timedelta(minutes=n))
        for n in range(60)
    )
    readers.publish(sessions)
    readers.publish(sessions[1:])
    readers.redact(1)
    assert len(ids_of(readers, "lang=ak")) == 59
    assert readers.get(f"{JSON}?since=1&lang=aa").json()["removed"] == ["s0"]
