"""A release that was taken away: nothing that it alone said can be read any more."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shared.adapters.memory import MemoryStore
from shared.domain.agenda import Delta, Release, Rendition, Revision
from shared.domain.errors import Missing, Refused
from shared.domain.event import EventTranslation
from shared.domain.place import Location
from shared.domain.session import Session, SessionTranslation, Status
from tests.builders import a_speaker, some_sessions
from tests.edge.agenda.published import JSON, PATH, Readers, published

WORD = "Quicksilver"
OPENING, WATER, COFFEE, CLOSING = some_sessions()
SECRETS: dict[str, tuple[Session, ...]] = {
    "title": (OPENING, replace(WATER, title=f"{WORD} across borders"), COFFEE, CLOSING),
    "room": (OPENING, replace(WATER, room=f"{WORD} Hall"), COFFEE, CLOSING),
    "description": (OPENING, replace(WATER, description=WORD), COFFEE, CLOSING),
    "speaker": (OPENING, replace(WATER, speakers=(a_speaker(name=WORD),)), COFFEE, CLOSING),
    "translation": (
        *(OPENING, WATER, COFFEE),
        replace(CLOSING, translations=(SessionTranslation("fr", WORD),)),
    ),
    "a session of its own": (*some_sessions(), replace(COFFEE, id="x", title=WORD, room=WORD)),
    "a session that moves": (
        *(OPENING, WATER, CLOSING),
        replace(COFFEE, title=WORD, start=COFFEE.start + timedelta(minutes=5)),
    ),
    "what is called off": (OPENING, replace(WATER, title=WORD), COFFEE, CLOSING),
}
AFTER = {"what is called off": (OPENING, replace(WATER, status=Status.CANCELLED), COFFEE, CLOSING)}


def stored_words(store: MemoryStore) -> Iterator[str]:
    """Everything that there is of agendas, as text."""
    for rows in store._lists.values():
        for one in rows.values():
            if isinstance(one, Rendition | Delta):
                yield gzip.decompress(one.body).decode()
            elif isinstance(one, Release | Revision):
                yield repr(one)


def count_word(readers: Readers) -> int:
    store: Any = readers.store
    return sum(WORD in text for text in stored_words(store.kept))


def with_a_secret(secret: str) -> Readers:
    """Three releases; the word stood in the second one only."""
    readers = published()
    readers.clock.advance(hours=1)
    readers.publish(SECRETS[secret])
    readers.clock.advance(hours=1)
    readers.revise(location=Location(city="Batumi"))
    readers.publish(AFTER.get(secret, some_sessions()))
    readers.revise(title="Workshop on basins")
    return readers


@pytest.mark.parametrize("secret", SECRETS)
def test_nothing_that_only_it_said_is_kept_anywhere(secret: str) -> None:
    readers = with_a_secret(secret)
    assert count_word(readers) > 0
    readers.redact(2)
    assert count_word(readers) == 0


@pytest.mark.parametrize("secret", SECRETS)
def test_who_reads_by_changes_still_knows_everything(secret: str) -> None:
    readers = with_a_secret(secret)
    whole = readers.get().json()
    readers.redact(2)
    for since, kept in ((1, some_sessions()), (2, SECRETS[secret])):
        answer = readers.get(f"{JSON}?since={since}").json()
        assert answer["complete"] is False
        assert set(answer["removed"]) == {one.id for one in kept} - ids_of(whole)
        known = {one["id"]: one for one in answer["sessions"]}
        assert [known.get(one["id"], one) for one in whole["sessions"]] == whole["sessions"]
    assert changed_since(readers, 3) == set()


def ids_of(document: dict[str, Any]) -> set[str]:
    return {one["id"] for one in document["sessions"]}


def changed_since(readers: Readers, release: int) -> set[str]:
    return ids_of(readers.get(f"{JSON}?since={release}").json())


@pytest.mark.parametrize("secret", SECRETS)
def test_the_feed_of_changes_goes_on_without_it(secret: str) -> None:
    readers = with_a_secret(secret)
    readers.redact(2)
    feed = readers.get(f"{PATH}/changes.atom")
    assert feed.status == 200
    assert b"Release 1" in feed.body
    assert b"Release 2" not in feed.body
    assert WORD.encode() not in feed.body


def test_a_session_that_is_called_off_after_it_is_still_told_to_be() -> None:
    readers = with_a_secret("what is called off")
    readers.redact(2)
    assert b"is cancelled" in readers.get(f"{PATH}/changes.atom").body


def test_the_release_is_gone_and_the_present_one_has_a_new_revision() -> None:
    readers = with_a_secret("title")
    before = readers.get().json()
    readers.redact(2)
    for name in ("json", "txt", "ics"):
        answer = readers.get(f"{PATH}/agenda.{name}?release=2")
        assert (answer.status, answer.json()["detail"]) == (410, "This release is shown no more.")
        assert readers.get(f"{PATH}/agenda.{name}?release=1").status == 200
        assert readers.get(f"{PATH}/agenda.{name}?release=3").status == 200
    assert readers.get().json() == {**before, "revision": before["revision"] + 1}


def test_a_language_that_only_it_had_is_forgotten_too() -> None:
    readers = published(lambda event: replace(event, translations=(EventTranslation("de", "W"),)))
    readers.publish(SECRETS["translation"])
    readers.publish(some_sessions())
    readers.redact(2)
    assert readers.get(f"{JSON}?lang=fr").status == 400
    assert count_word(readers) == 0


def test_a_release_before_a_long_history_is_forgotten_whole() -> None:
    readers = with_a_secret("title")
    for number in range(30):
        readers.revise(title=f"Workshop {number}")
    readers.redact(2)
    assert count_word(readers) == 0


def test_a_second_time_changes_nothing() -> None:
    readers = with_a_secret("title")
    readers.redact(2)
    before = readers.get().body
    readers.redact(2)
    assert readers.get().body == before


def test_two_that_follow_each_other_may_both_be_taken_away() -> None:
    readers = with_a_secret("title")
    readers.redact(1)
    readers.redact(2)
    assert [readers.get(f"{JSON}?release={n}").status for n in (1, 2, 3)] == [410, 410, 200]
    assert readers.get(f"{JSON}?since=1").json()["removed"] == []
    assert count_word(readers) == 0


def test_the_present_one_and_an_unknown_one_cannot_be_taken_away() -> None:
    readers = with_a_secret("title")
    with pytest.raises(Refused) as refused:
        readers.redact(3)
    assert refused.value == Refused("current")
    with pytest.raises(Missing):
        readers.redact(4)
