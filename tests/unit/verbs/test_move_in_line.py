"""Moving in the line: the organiser's order holds, and the seats go by it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.domain.errors import Illegal, Missing
from shared.domain.gate import Gate
from shared.domain.journal import ChangeKind
from shared.domain.registration import State
from shared.ports import Ports
from shared.verbs.cancel import cancel
from shared.verbs.move_in_line import move_in_line
from shared.verbs.register import Origin, register
from tests.builders import EVENT, NOW, a_submission, an_event, an_id
from tests.fakes import FakeClock, put_event, some_ports


def meeting(waiting: int) -> tuple[Ports, list[str]]:
    """A hall of one seat and its line; the ids in the order of coming, the seated one first."""
    clock = FakeClock()
    ports = some_ports(clock=clock)
    put_event(ports, lambda _: an_event(capacity=1))
    return ports, [come(ports, number) for number in range(waiting + 1)]


def come(ports: Ports, number: int) -> str:
    said = a_submission(email=f"p{number}@example.org", name=f"P {number}")
    return register(ports, ports.store.event(EVENT), said, Origin("form")).registration or ""


def line(ports: Ports) -> list[str]:
    return [place.registration for place in ports.store.line(EVENT)]


@pytest.mark.parametrize(
    ("who", "position", "order"),
    [
        (3, 1, [3, 1, 2, 4]),
        (4, 2, [1, 4, 2, 3]),
        (1, 3, [2, 3, 1, 4]),
        (1, 4, [2, 3, 4, 1]),
        (2, 999, [1, 3, 4, 2]),
        (4, 1, [4, 1, 2, 3]),
    ],
)
def test_somebody_moves_to_a_place_and_the_others_keep_their_order(
    who: int, position: int, order: list[int]
) -> None:
    ports, people = meeting(4)
    moved = move_in_line(ports, EVENT, people[who], position)
    assert line(ports) == [people[number] for number in order]
    assert ports.store.registration(EVENT, people[who]) == moved
    assert ports.store.gate(EVENT) == Gate(EVENT, 1, 1, taken=1, waiting=4)


@pytest.mark.parametrize(("who", "position"), [(1, 1), (2, 2), (3, 3), (3, 9)])
def test_who_stands_there_already_does_not_move(who: int, position: int) -> None:
    ports, people = meeting(3)
    before = ports.store.registration(EVENT, people[who])
    assert move_in_line(ports, EVENT, people[who], position) == before
    assert ports.store.registration(EVENT, people[who]) == before


def test_a_move_is_told_in_the_journal_and_by_no_mail() -> None:
    ports, people = meeting(2)
    messages = ports.store.message_page(EVENT, None, 99)
    move_in_line(ports, EVENT, people[2], 1)
    told = [(c.registration, c.detail) for c in ports.store.changes(EVENT, NOW, NOW)
            if c.kind is ChangeKind.MOVED]  # fmt: skip
    assert told == [(people[2], "1")]
    assert ports.store.message_page(EVENT, None, 99) == messages


def test_the_next_seat_goes_to_whoever_was_moved_to_the_front() -> None:
    ports, people = meeting(3)
    move_in_line(ports, EVENT, people[3], 1)
    cancel(ports, EVENT, people[0])
    promoted = ports.store.registration(EVENT, people[3])
    assert promoted
    assert (promoted.state, promoted.line_key) == (State.CONFIRMED, None)
    assert line(ports) == [people[1], people[2]]


def test_whoever_comes_after_a_move_to_the_end_stands_behind() -> None:
    ports, people = meeting(2)
    move_in_line(ports, EVENT, people[1], 2)
    assert isinstance(ports.clock, FakeClock)
    ports.clock.at += timedelta(seconds=1)
    last = come(ports, 9)
    assert line(ports) == [people[2], people[1], last]


def test_somebody_moved_may_leave_the_line() -> None:
    ports, people = meeting(2)
    move_in_line(ports, EVENT, people[2], 1)
    cancel(ports, EVENT, people[2])
    assert line(ports) == [people[1]]
    assert ports.store.gate(EVENT).waiting == 1


def test_only_those_who_wait_are_moved() -> None:
    ports, people = meeting(1)
    with pytest.raises(Illegal):
        move_in_line(ports, EVENT, people[0], 1)
    with pytest.raises(Missing):
        move_in_line(ports, EVENT, an_id(999), 1)
