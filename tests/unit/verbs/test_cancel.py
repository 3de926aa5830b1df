"""Cancelling and promoting: a seat is given back exactly once, and to the first in the line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.domain.entry import Method
from shared.domain.errors import Missing
from shared.domain.gate import Gate
from shared.domain.message import Message
from shared.domain.registration import State
from shared.ports import Ports
from shared.verbs.cancel import cancel
from shared.verbs.register import Origin, register
from shared.verbs.revise import revise
from tests.builders import EVENT, a_submission
from tests.fakes import put_event, some_ports


def fill(ports: Ports, capacity: int, people: int) -> list[str]:
    event = put_event(ports, lambda one: replace(one, capacity=capacity))
    ids = []
    for number in range(people):
        said = a_submission(email=f"p{number}@example.org", name=f"P {number}", institution="LAS")
        ids.append(register(ports, event, said, Origin("form")).registration or "")
    return ids


def messages(ports: Ports, registration: str) -> list[Message]:
    page = ports.store.message_page(EVENT, None, 100).items
    return [one for one in page if one.registration == registration]


def state(ports: Ports, registration: str) -> State:
    found = ports.store.registration(EVENT, registration)
    assert found
    return found.state


def test_a_seat_given_back_goes_to_the_first_in_the_line_with_a_live_entry() -> None:
    ports = some_ports()
    first, second, third = fill(ports, 1, 3)
    cancel(ports, EVENT, first)
    assert [state(ports, one) for one in (first, second, third)] == [
        State.CANCELLED,
        State.CONFIRMED,
        State.WAITLISTED,
    ]
    assert ports.store.gate(EVENT) == Gate(EVENT, 1, 1, taken=1, waiting=1)
    promoted = messages(ports, second)[-1]
    assert (promoted.kind, promoted.method) == ("promoted", Method.REQUEST)
    [counted] = ports.store.tallies(EVENT, "")
    assert (counted.taken, counted.waiting) == (1, 1)


def test_a_seat_with_nobody_waiting_is_free_again() -> None:
    ports = some_ports()
    [only] = fill(ports, 3, 1)
    left = cancel(ports, EVENT, only)
    assert ports.store.gate(EVENT) == Gate(EVENT, 3, 1, taken=0, waiting=0)
    cancelled = messages(ports, only)[-1]
    assert (cancelled.method, cancelled.entry) == (Method.CANCEL, left.entry)
    assert (left.entry.sequence, left.entry.live) == (1, False)


def test_cancelling_twice_gives_the_same_answer_and_one_seat() -> None:
    ports = some_ports()
    first, second = fill(ports, 2, 2)
    assert cancel(ports, EVENT, first) == cancel(ports, EVENT, first)
    assert ports.store.gate(EVENT).taken == 1
    assert state(ports, second) is State.CONFIRMED


def test_somebody_who_only_waits_leaves_the_line_without_a_calendar_part() -> None:
    ports = some_ports()
    _, waiting = fill(ports, 1, 2)
    cancel(ports, EVENT, waiting)
    assert ports.store.gate(EVENT) == Gate(EVENT, 1, 1, taken=1, waiting=0)
    assert list(ports.store.line(EVENT)) == []
    assert messages(ports, waiting)[-1].method is None


def test_a_hall_that_shrank_promotes_nobody_until_it_has_room() -> None:
    ports = some_ports()
    first, second, third = fill(ports, 2, 3)
    revise(ports, EVENT, lambda event: replace(event, capacity=1))
    cancel(ports, EVENT, first)
    assert state(ports, third) is State.WAITLISTED
    cancel(ports, EVENT, second)
    assert state(ports, third) is State.CONFIRMED


def test_a_hall_that_grows_serves_the_line_before_any_newcomer() -> None:
    ports = some_ports()
    ids = fill(ports, 1, 4)
    revise(ports, EVENT, lambda event: replace(event, capacity=3))
    assert [state(ports, one) for one in ids] == [
        *[State.CONFIRMED] * 3,
        State.WAITLISTED,
    ]
    gate = ports.store.gate(EVENT)
    assert (gate.limit, gate.taken, gate.waiting) == (3, 3, 1)


def test_somebody_unknown_cannot_be_cancelled() -> None:
    ports = some_ports()
    put_event(ports)
    with pytest.raises(Missing):
        cancel(ports, EVENT, "nobody")
