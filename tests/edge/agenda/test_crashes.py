"""A process may die before any of its commits: readers have the old agenda whole or the new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from shared.adapters.memory import MemoryStore
from shared.domain.errors import Stale
from shared.domain.event import EventTranslation, Visibility
from shared.domain.session import Status
from shared.domain.writes import Write
from shared.verbs.publish import publish
from tests.builders import EVENT, some_sessions
from tests.edge.agenda.published import JSON, PATH, Readers

OPENING, WATER, COFFEE, CLOSING = some_sessions()
ADDRESSES = (
    *(f"{PATH}/agenda.{name}" for name in ("json", "html", "txt", "ics")),
    *(f"{PATH}/{name}" for name in ("schedule.xml", "schedule.json", "manifest.webmanifest")),
    *(f"{PATH}/changes.atom", f"{PATH}/sessions/opening", f"{PATH}/sessions/opening.ics"),
    *(f"{JSON}?release=1", f"{JSON}?release=2", f"{JSON}?since=1", f"{JSON}?kind=break"),
    *(f"{JSON}?lang=fr", f"{PATH}/changes.atom?lang=fr", "/agenda"),
)
FOREVER = 10**9


class Death(BaseException):
    """The process is no more."""


class MortalStore(MemoryStore):
    """A store whose process dies at the commit after `left` more; others may come in between."""

    def __init__(self) -> None:
        super().__init__()
        self.left = FOREVER
        self.meanwhile: Callable[[], None] | None = None

    def commit(self, writes: Sequence[Write], token: str) -> None:
        if not self.left:
            raise Death
        self.left -= 1
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile and len(writes) > 1:
            meanwhile()
        elif meanwhile:
            self.meanwhile = meanwhile
        super().commit(writes, token)


def three_releases(store: MortalStore) -> Readers:
    """Of which the second is another than the others, with a fourth in the draft."""
    french = (EventTranslation("fr", "Atelier"),)
    settled: dict[str, Any] = {"translations": french, "visibility": Visibility.PUBLIC}
    readers = Readers(lambda event: replace(event, **settled), store=store)
    readers.publish()
    for sessions in ((OPENING, CLOSING), some_sessions()):
        readers.clock.advance(minutes=1)
        readers.publish(sessions)
    readers.clock.advance(minutes=1)
    readers.edit((OPENING, replace(WATER, title="Shared water"), CLOSING))
    return readers


def shown(readers: Readers) -> dict[str, tuple[int, bytes]]:
    """What each address answers."""
    answers = {path: readers.get(path) for path in ADDRESSES}
    return {path: (one.status, one.body) for path, one in answers.items()}


ACTS: dict[str, Callable[[Readers], Any]] = {
    "publish": lambda readers: publish(readers.ports, EVENT),
    "revise": lambda readers: readers.revise(title="Workshop on basins"),
    "revise into another zone": lambda readers: readers.revise(timezone="Asia/Tokyo"),
    "revise away from the list": lambda readers: readers.revise(visibility=Visibility.UNLISTED),
    "redact": lambda readers: readers.redact(2),
}


def die_in(act: Callable[[Readers], Any], readers: Readers, store: MortalStore, left: int) -> bool:
    """Whether the process died when it had that many commits left."""
    store.left = left
    try:
        act(readers)
    except Death:
        return True
    finally:
        store.left = FOREVER
    return False


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_crash_anywhere_shows_the_old_or_the_new_and_the_same_call_completes_it(
    act: Callable[[Readers], Any],
) -> None:
    spared = three_releases(MortalStore())
    old = shown(spared)
    act(spared)
    new = shown(spared)
    assert {status for status, _ in new.values()} <= {200, 410}
    for left in count():
        store = MortalStore()
        readers = three_releases(store)
        if not die_in(act, readers, store, left):
            break
        assert shown(readers) in (old, new)
        act(readers)
        assert shown(readers) == new
    assert left >= 2


def test_a_first_publish_that_dies_shows_nothing_and_then_everything() -> None:
    for left in count():
        store = MortalStore()
        readers = Readers(store=store)
        if not die_in(ACTS["publish"], readers, store, left):
            break
        assert readers.get().status == 404
        assert readers.get("/agenda").json() == {"events": [], "next": None}
        readers.publish()
        assert readers.get().json()["release"] == 1
    assert left >= 2


@pytest.mark.parametrize("before", [0, 1])
def test_who_publishes_between_another_s_reads_and_writes_loses_nothing(before: int) -> None:
    store = MortalStore()
    readers = Readers(store=store)
    for _ in range(before):
        readers.publish()
        readers.edit((OPENING, WATER, CLOSING))

    def somebody_else() -> None:
        publish(readers.ports, EVENT)
        readers.edit((OPENING, CLOSING))

    store.meanwhile = somebody_else
    pointer, changes = publish(readers.ports, EVENT)
    assert (pointer.release, pointer.revision) == (before + 2, before + 2)
    assert "water-sharing" in changes.removed
    assert [one["id"] for one in readers.get().json()["sessions"]] == ["opening", "closing"]
    assert readers.get(f"{JSON}?release={before + 1}").status == 200


@pytest.mark.parametrize("before", [0, 1])
def test_two_who_publish_one_draft_at_once_make_one_release(before: int) -> None:
    store = MortalStore()
    readers = Readers(store=store)
    for _ in range(before):
        readers.publish()
        readers.edit((OPENING, WATER, CLOSING))
    store.meanwhile = lambda: ACTS["publish"](readers)
    pointer, _ = publish(readers.ports, EVENT)
    assert (pointer.release, pointer.revision) == (before + 1, before + 1)


def test_who_publishes_what_they_read_is_told_when_somebody_else_saved_meanwhile() -> None:
    store = MortalStore()
    readers = Readers(store=store)
    readers.publish()
    readers.edit((OPENING, WATER, CLOSING))

    def somebody_else() -> None:
        readers.edit((OPENING, CLOSING))
        publish(readers.ports, EVENT)

    store.meanwhile = somebody_else
    with pytest.raises(Stale) as stale:
        publish(readers.ports, EVENT, if_match_version=2)
    assert stale.value == Stale("Draft")
    assert [one["id"] for one in readers.get().json()["sessions"]] == ["opening", "closing"]


def test_settings_and_a_release_at_once_are_both_kept() -> None:
    store = MortalStore()
    readers = Readers(store=store)
    readers.publish()
    readers.edit((OPENING, CLOSING))
    store.meanwhile = lambda: readers.revise(status=Status.POSTPONED)
    publish(readers.ports, EVENT)
    answer = readers.get().json()
    assert (answer["event"]["status"], answer["release"], answer["revision"]) == ("postponed", 2, 3)
    store.meanwhile = lambda: readers.publish((CLOSING,))
    readers.revise(status=Status.SCHEDULED)
    answer = readers.get().json()
    assert (answer["event"]["status"], answer["release"], answer["revision"]) == ("scheduled", 3, 5)
    assert [one["id"] for one in answer["sessions"]] == ["closing"]


def test_a_release_published_while_another_is_taken_away_is_kept() -> None:
    store = MortalStore()
    readers = three_releases(store)
    store.meanwhile = lambda: ACTS["publish"](readers)
    readers.redact(2)
    assert readers.get(f"{JSON}?release=2").status == 410
    answer = readers.get().json()
    assert (answer["release"], answer["sessions"][1]["title"]) == (4, "Shared water")
