"""Approval: somebody who asked holds no seat until an organiser says yes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.domain.errors import Illegal, Refused
from shared.domain.event import RegistrationRules
from shared.domain.gate import Gate
from shared.domain.registration import State
from shared.ports import Ports
from shared.verbs.approve import approve, decline
from shared.verbs.cancel import cancel
from shared.verbs.register import Origin, Registered, register
from tests.builders import EVENT, a_submission
from tests.fakes import put_event, some_ports


def ask(capacity: int = 20, waitlist: bool = True, people: int = 1) -> tuple[Ports, list[str]]:
    ports = some_ports()
    rules = RegistrationRules(approval=True, waitlist=waitlist)
    event = put_event(ports, lambda one: replace(one, capacity=capacity, registration=rules))
    asked = []
    for number in range(people):
        said = a_submission(email=f"p{number}@example.org", name=f"P {number}")
        result = register(ports, event, said, Origin("form"))
        assert result == Registered("pending", result.registration, None)
        asked.append(result.registration or "")
    return ports, asked


def kinds(ports: Ports) -> list[str]:
    return sorted(message.kind for message in ports.store.message_page(EVENT, None, 99).items)


def test_who_asks_is_told_so_and_holds_no_seat() -> None:
    ports, _ = ask()
    assert ports.store.gate(EVENT) == Gate(EVENT, 20, 1, taken=0, waiting=0)
    assert [(one.taken, one.waiting) for one in ports.store.tallies(EVENT, "")] == [(0, 0)]
    assert kinds(ports) == ["pending"]


def test_an_approved_person_has_a_seat_and_an_entry_and_approving_again_changes_nothing() -> None:
    ports, [one] = ask()
    approved = approve(ports, EVENT, one)
    assert (approved.state, approved.entry.sequence) == (State.CONFIRMED, 0)
    assert approve(ports, EVENT, one) == approved
    assert ports.store.gate(EVENT).taken == 1
    assert kinds(ports) == ["approved", "pending"]


def test_an_approval_beyond_the_hall_waits_in_the_line() -> None:
    ports, [one, two] = ask(capacity=1, people=2)
    approve(ports, EVENT, one)
    assert approve(ports, EVENT, two).state is State.WAITLISTED
    cancel(ports, EVENT, one)
    found = ports.store.registration(EVENT, two)
    assert found
    assert found.state is State.CONFIRMED


def test_an_approval_beyond_the_hall_without_a_line_is_refused_and_stays_pending() -> None:
    ports, [one] = ask(capacity=0, waitlist=False)
    with pytest.raises(Refused):
        approve(ports, EVENT, one)
    found = ports.store.registration(EVENT, one)
    assert found
    assert found.state is State.PENDING


def test_a_declined_person_is_told_once_and_may_ask_again() -> None:
    ports, [one] = ask()
    declined = decline(ports, EVENT, one)
    assert decline(ports, EVENT, one) == declined
    with pytest.raises(Illegal):
        approve(ports, EVENT, one)
    event = ports.store.event(EVENT)
    again = register(ports, event, a_submission(email="p0@example.org", name="P 0"), Origin("form"))
    assert again == Registered("pending", one, None)
    assert kinds(ports) == ["declined", "pending", "pending"]


def test_somebody_confirmed_cannot_be_declined() -> None:
    ports, [one] = ask()
    approve(ports, EVENT, one)
    with pytest.raises(Illegal):
        decline(ports, EVENT, one)


def test_an_organiser_who_registers_somebody_needs_no_approval() -> None:
    ports, _ = ask(people=0)
    event = ports.store.event(EVENT)
    assert register(ports, event, a_submission(), Origin("organiser")).outcome == "confirmed"
