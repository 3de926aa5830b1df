"""Published releases: taken away over HTTP, and two organisers who publish at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from functions.agenda.app import app as agenda
from functions.organiser.app import app as organiser
from shared.domain.agenda import Draft
from shared.ports import Store
from tests.edge.calling import Called, call
from tests.edge.organiser.conftest import Desk, errors_of

EVENT = "/events/river-basins"
DRAFT, PUBLISH = f"{EVENT}/draft", f"{EVENT}/publish"


def read(desk: Desk) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The draft's sessions, and the header that names the draft."""
    answer = desk.ask("GET", DRAFT)
    return answer.json()["sessions"], {"If-Match": answer.headers["etag"]}


def rename(desk: Desk, title: str) -> None:
    sessions, tag = read(desk)
    answer = desk.ask("PUT", DRAFT, {"sessions": [{**sessions[0], "title": title}]}, tag)
    assert answer.status == 200


def readers_get(desk: Desk, query: str = "") -> Called:
    agenda.use(desk.ports)
    return call(agenda, "GET", f"/agenda/river-basins/agenda.json{query}")


@pytest.fixture
def twice(desk: Desk) -> Desk:
    """A desk that has published two releases."""
    desk.ask("POST", PUBLISH)
    rename(desk, "Opened anew")
    assert desk.ask("POST", PUBLISH).json()["release"] == 2
    return desk


def test_a_release_is_taken_away_once_and_for_all(twice: Desk) -> None:
    assert readers_get(twice, "?release=1").status == 200
    for _ in range(2):
        answer = twice.ask("DELETE", f"{EVENT}/releases/1")
        assert (answer.status, answer.body) == (204, b"")
    assert readers_get(twice, "?release=1").status == 410
    assert readers_get(twice).json()["sessions"][0]["title"] == "Opened anew"


def test_who_took_it_away_is_written_down_once(twice: Desk) -> None:
    for _ in range(2):
        twice.ask("DELETE", f"{EVENT}/releases/1")
    (entry,) = (
        one
        for one in twice.ports.store.entry_page("river-basins", None, 50).items
        if one.what == "release_redacted"
    )
    assert (entry.who, entry.detail) == (twice.chief.organiser, "1")


def test_the_release_that_readers_see_stays(twice: Desk) -> None:
    answer = twice.ask("DELETE", f"{EVENT}/releases/2")
    assert answer.status == 409
    assert answer.json()["detail"] == (
        "This is the release that readers see; publish another one first."
    )
    assert readers_get(twice).json()["release"] == 2


@pytest.mark.parametrize("number", ["3", "0", "-1", "one", "1.0", "%D9%A1", "9" * 20])
def test_a_release_that_there_is_not_is_not_found(twice: Desk, number: str) -> None:
    answer = twice.ask("DELETE", f"{EVENT}/releases/{number}")
    assert (answer.status, answer.json()["detail"]) == (404, "There is no such release.")


def test_before_the_first_release_there_is_none(desk: Desk) -> None:
    assert desk.ask("DELETE", f"{EVENT}/releases/1").status == 404


def test_who_has_nothing_to_do_with_the_event_takes_nothing_away(twice: Desk) -> None:
    stranger = twice.employ(3, "another-event")
    assert twice.ask("DELETE", f"{EVENT}/releases/1", who=stranger).status in (403, 404)
    assert readers_get(twice, "?release=1").status == 200


def test_a_draft_that_has_changed_since_it_was_read_is_not_published(desk: Desk) -> None:
    _, tag = read(desk)
    rename(desk, "Opened anew")
    assert desk.ask("POST", PUBLISH, headers=tag).status == 412
    assert readers_get(desk).status == 404
    assert desk.ask("POST", PUBLISH, headers=read(desk)[1]).json()["release"] == 1


def test_two_who_publish_one_draft_both_hear_of_one_release(desk: Desk) -> None:
    _, tag = read(desk)
    answers = [desk.ask("POST", PUBLISH, headers=tag) for _ in range(2)]
    assert [one.json()["release"] for one in answers] == [1, 1]
    assert answers[1].json()["changes"]["added"] == []


def test_a_draft_in_more_languages_than_an_agenda_can_have_is_refused(desk: Desk) -> None:
    sessions, tag = read(desk)
    spoken = [
        {**one, "translations": {f"{first}{last}": {"title": "T"} for last in "bcdefghijklmno"}}
        for one, first in zip(sessions, "abcd", strict=True)
    ]
    assert errors_of(desk.ask("PUT", DRAFT, {"sessions": spoken}, tag)) == ["sessions"]


class SlowStore:
    """A store in which somebody else acts between two reads of the draft."""

    def __init__(self, store: Store, meanwhile: Callable[[], None]) -> None:
        self._store = store
        self._meanwhile = meanwhile
        self._reads = 0

    def draft(self, event_id: str) -> Draft | None:
        self._reads += 1
        if self._reads == 2:
            self._meanwhile()
        return self._store.draft(event_id)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def test_a_draft_that_changes_while_it_is_being_published_is_not_published(desk: Desk) -> None:
    _, tag = read(desk)
    plain = desk.ports

    def somebody_else() -> None:
        organiser.use(plain)
        rename(desk, "Opened anew")
        assert desk.ask("POST", PUBLISH).json()["release"] == 1

    slow: Any = SlowStore(plain.store, somebody_else)
    organiser.use(replace(plain, store=slow))
    answer = desk.ask("POST", PUBLISH, headers=tag)
    assert answer.status == 412
    assert answer.json()["detail"] == "The draft has changed meanwhile; read it again."
    assert readers_get(desk).json()["sessions"][0]["title"] == "Opened anew"
    assert readers_get(desk).json()["revision"] == 1
