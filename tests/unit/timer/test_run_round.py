"""A round of mails: everybody of its audience, each once, however often it is begun again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from functions.timer.run_due import run_due
from functions.timer.run_round import PAGE
from shared.adapters.memory import MemoryStore
from shared.domain.errors import StoreUnavailable
from shared.domain.message import Message, MessageKind
from shared.domain.registration import State
from shared.domain.round import Audience
from shared.domain.writes import Add, Put, Write
from shared.ports import Ports
from tests.builders import EVENT, NOW, a_registration, an_id
from tests.fakes import FakeClock, put_event, some_ports
from tests.round_builders import a_round


class DyingStore(MemoryStore):
    """A store whose process dies right after a commit, when told so."""

    def __init__(self) -> None:
        super().__init__()
        self.left: int | None = None

    def commit(self, writes: Sequence[Write], token: str) -> None:
        super().commit(writes, token)
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                self.left = None
                raise StoreUnavailable


def a_hall(store: MemoryStore, **people: State) -> Ports:
    """Ports of an event at which these people are."""
    ports = some_ports(store, FakeClock())
    put_event(ports)
    for number, (name, state) in enumerate(people.items()):
        person = a_registration(id=an_id(number), name=name, state=state)
        store.commit([Put(person)], f"person-{number}")
    return ports


def many(count: int) -> dict[str, State]:
    """So many people with a place."""
    return {f"person_{number}": State.CONFIRMED for number in range(count)}


def messages(ports: Ports) -> list[Message]:
    """Every message of the event."""
    return list(ports.store.message_page(EVENT, None, 5000).items)


def test_everybody_with_a_place_is_written_to_once_page_by_page() -> None:
    ports = a_hall(MemoryStore(), **many(PAGE * 2 + 3))
    ports.store.commit([Add(a_round())], "begin")
    assert run_due(ports) == {"round": 3}
    assert len({one.registration for one in messages(ports)}) == PAGE * 2 + 3
    assert len(messages(ports)) == PAGE * 2 + 3
    done = ports.store.round(EVENT, a_round().id)
    assert done is not None
    assert (done.told, done.due_at, done.after) == (PAGE * 2 + 3, None, "")
    assert run_due(ports) == {}


def test_who_is_not_of_the_audience_hears_nothing() -> None:
    people = {"ana": State.CONFIRMED, "bor": State.WAITLISTED, "cene": State.CANCELLED}
    ports = a_hall(MemoryStore(), **people)
    waiting = a_round(audience=Audience(states=(State.WAITLISTED, State.CANCELLED)))
    ports.store.commit([Add(waiting)], "begin")
    run_due(ports)
    assert [one.registration for one in messages(ports)] == [an_id(1), an_id(2)]


def test_institutions_and_walk_ins_can_be_written_to_alone() -> None:
    ports = a_hall(MemoryStore(), ana=State.CONFIRMED, bor=State.CONFIRMED)
    house = a_registration(id=an_id(8), institution_id="lake", source="walk_in")
    ports.store.commit([Put(house)], "house")
    of_house = a_round(audience=Audience(institutions=("lake",)))
    walk_ins = a_round(id=an_id(71), audience=Audience(walk_in=True))
    ports.store.commit([Add(of_house), Add(walk_ins)], "begin")
    run_due(ports)
    assert [one.registration for one in messages(ports)] == [an_id(8), an_id(8)]


def test_a_message_names_the_round_that_says_it_and_the_person_knows_of_it() -> None:
    ports = a_hall(MemoryStore(), ana=State.CONFIRMED)
    ports.store.commit([Add(a_round())], "begin")
    run_due(ports)
    (message,) = messages(ports)
    assert message.key == f"{an_id(0)}-{a_round().id}-message"
    assert (message.kind, message.facts) == (MessageKind.MESSAGE, {"round": a_round().id})
    person = ports.store.registration(EVENT, an_id(0))
    assert person is not None
    assert person.mail is not None
    assert (person.mail.key, person.mail.kind) == (message.key, "message")


@pytest.mark.parametrize("commits", range(8))
def test_a_process_that_dies_anywhere_writes_to_nobody_twice(commits: int) -> None:
    store = DyingStore()
    ports = a_hall(store, **many(6))
    store.commit([Add(a_round())], "begin")
    store.left = commits
    run_due(ports)
    store.left = None
    run_due(ports)
    assert sorted(one.registration or "" for one in messages(ports)) == [an_id(n) for n in range(6)]
    done = store.round(EVENT, a_round().id)
    assert done is not None
    assert done.due_at is None


def test_a_round_that_is_not_due_yet_waits() -> None:
    ports = a_hall(MemoryStore(), ana=State.CONFIRMED)
    later = a_round(due_at=NOW.replace(year=NOW.year + 1))
    ports.store.commit([Add(later)], "begin")
    assert run_due(ports) == {}
    assert messages(ports) == []
