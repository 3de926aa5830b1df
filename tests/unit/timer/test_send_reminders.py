"""Reminders that are due: begun once, planned anew when the event moves, none of what is off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from functions.timer.run_due import run_due
from functions.timer.send_reminders import send_reminders
from shared.adapters.memory import MemoryStore
from shared.domain.due import Due, DueKind
from shared.domain.errors import GateRefused, Stale
from shared.domain.event import RegistrationRules
from shared.domain.invitation import Invitation, InvitationState, decline_invitation
from shared.domain.message import Message, MessageKind
from shared.domain.registration import State
from shared.domain.reminder import Anchor, Reminded, Reminder
from shared.domain.session import Status
from shared.domain.writes import Put, Replace, Write
from shared.ports import Ports
from shared.verbs.create_event import create_event
from shared.verbs.publish import publish
from shared.verbs.remind_silent import ATTEMPTS
from shared.verbs.revise import revise
from tests.builders import EVENT, a_registration, an_event, an_id, an_invitation, some_sessions
from tests.fakes import FakeClock, put_event, some_ports

DAY = Reminder(24)
HOUR = timedelta(hours=1)
SPAN = an_event().span
assert SPAN
START = SPAN[0]
TO_SILENT = Reminder(48, to=Reminded.SILENT)


def a_meeting(*reminders: Reminder, store: MemoryStore | None = None) -> tuple[Ports, FakeClock]:
    """Ports of an event with these reminders, with one person confirmed and one waiting."""
    clock = FakeClock()
    ports = some_ports(store, clock)
    put_event(ports)
    people = (State.CONFIRMED, State.WAITLISTED)
    for number, state in enumerate(people):
        ports.store.commit([Put(a_registration(id=an_id(number), state=state))], f"p{number}")
    change(ports, reminders=reminders)
    return ports, clock


def change(ports: Ports, **changes: Any) -> None:
    revise(ports, EVENT, lambda event: replace(event, **changes))


def move(ports: Ports, by: timedelta) -> None:
    change(ports, span=(START + by, START + by + HOUR))


def tick_at(ports: Ports, clock: FakeClock, at: datetime) -> list[Message]:
    """The reminders that a tick at that instant writes."""
    before = {one.key for one in reminders(ports)}
    clock.at = at
    run_due(ports)
    return [one for one in reminders(ports) if one.key not in before]


def reminders(ports: Ports) -> list[Message]:
    page = ports.store.message_page(EVENT, None, 5000)
    return [one for one in page.items if one.kind is MessageKind.REMINDER]


def planned(ports: Ports) -> datetime | None:
    item = ports.store.due_item(EVENT, DueKind.REMINDER)
    return item.due_at if item else None


def test_a_reminder_goes_once_to_whoever_has_a_place_and_carries_no_calendar_entry() -> None:
    ports, clock = a_meeting(DAY)
    assert tick_at(ports, clock, START - 24 * HOUR - timedelta(minutes=1)) == []
    (message,) = tick_at(ports, clock, START - 24 * HOUR)
    assert (message.registration, message.method, message.entry) == (an_id(0), None, None)
    assert message.key == f"{an_id(0)}-20270315t050000-24-start-registered-reminder"
    assert tick_at(ports, clock, START - 23 * HOUR) == []
    assert planned(ports) is None


def test_each_reminder_is_planned_after_the_one_before_it() -> None:
    ports, clock = a_meeting(DAY, Reminder(168))
    assert planned(ports) == START - 168 * HOUR
    assert len(tick_at(ports, clock, START - 168 * HOUR)) == 1
    assert planned(ports) == START - 24 * HOUR
    assert len(tick_at(ports, clock, START - 24 * HOUR)) == 1


def test_a_tick_that_comes_late_still_sends_until_the_meeting_starts() -> None:
    ports, clock = a_meeting(DAY)
    assert len(tick_at(ports, clock, START - HOUR)) == 1
    ports, clock = a_meeting(DAY)
    assert tick_at(ports, clock, START) == []
    assert planned(ports) is None


def test_what_has_passed_when_it_is_set_is_sent_within_the_hour_only() -> None:
    for late, sent in ((timedelta(minutes=59), 1), (HOUR, 0)):
        ports, clock = a_meeting()
        clock.at = START - 24 * HOUR + late
        change(ports, reminders=(DAY,))
        assert len(tick_at(ports, clock, clock.at)) == sent


def test_a_meeting_that_moves_is_reminded_of_anew_and_one_that_does_not_never_twice() -> None:
    ports, clock = a_meeting(DAY)
    assert len(tick_at(ports, clock, START - 24 * HOUR)) == 1
    change(ports, contact_phone=True)
    assert tick_at(ports, clock, START - 24 * HOUR + timedelta(minutes=5)) == []
    move(ports, 72 * HOUR)
    assert planned(ports) == START + 48 * HOUR
    assert len(tick_at(ports, clock, START + 48 * HOUR)) == 1
    assert len(reminders(ports)) == 2


def test_a_meeting_that_moves_back_is_not_reminded_of_twice() -> None:
    ports, clock = a_meeting(DAY)
    assert len(tick_at(ports, clock, START - 24 * HOUR)) == 1
    move(ports, HOUR)
    change(ports, span=SPAN)
    assert tick_at(ports, clock, clock.at) == []


def test_another_setting_does_not_lose_what_a_tick_is_late_for() -> None:
    ports, clock = a_meeting(DAY)
    clock.at = START - 20 * HOUR
    change(ports, contact_phone=True)
    assert len(tick_at(ports, clock, clock.at)) == 1


def test_a_new_zone_or_another_day_plans_anew() -> None:
    ports, _ = a_meeting(DAY)
    change(ports, span=None)
    assert planned(ports) == datetime.fromisoformat("2027-03-14T00:00+04:00")
    change(ports, timezone="Europe/Belgrade")
    assert planned(ports) == datetime.fromisoformat("2027-03-14T00:00+01:00")


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.POSTPONED])
def test_a_meeting_that_is_off_or_postponed_reminds_nobody(status: Status) -> None:
    ports, clock = a_meeting(DAY)
    change(ports, status=status)
    assert planned(ports) is None
    assert tick_at(ports, clock, START - 24 * HOUR) == []
    change(ports, status=Status.SCHEDULED)
    assert len(tick_at(ports, clock, clock.at)) == 1


def test_an_event_is_made_with_its_reminders_planned() -> None:
    ports = some_ports()
    create_event(ports, an_event(reminders=(DAY,)), some_sessions(), None)
    event = ports.store.event(EVENT)
    assert event.starts_at
    assert planned(ports) == event.starts_at - 24 * HOUR


def test_publishing_other_times_plans_anew() -> None:
    ports, _ = a_meeting(DAY)
    before = planned(ports)
    move(ports, 240 * HOUR)
    publish(ports, EVENT)  # the draft's own times
    assert planned(ports) == before


class MovingStore(MemoryStore):
    """A store in which somebody moves the event right before the next commit, when told so."""

    ports: Ports | None = None

    def commit(self, writes: Sequence[Write], token: str) -> None:
        ports, self.ports = self.ports, None
        if ports:
            move(ports, 72 * HOUR)
        super().commit(writes, token)


def test_a_tick_does_not_undo_what_an_organiser_plans_at_that_very_moment() -> None:
    store = MovingStore()
    ports, clock = a_meeting(DAY, store=store)
    clock.at, store.ports = START - 24 * HOUR, ports
    with pytest.raises(GateRefused):
        send_reminders(ports, Due(DueKind.REMINDER, EVENT, "", clock.at))
    assert planned(ports) == START + 48 * HOUR
    assert tick_at(ports, clock, clock.at) == []


def test_of_a_meeting_called_off_while_the_round_goes_on_nobody_more_hears() -> None:
    ports, clock = a_meeting(DAY)
    clock.at = START - 24 * HOUR
    assert send_reminders(ports, Due(DueKind.REMINDER, EVENT, "", clock.at))
    change(ports, status=Status.CANCELLED)
    assert tick_at(ports, clock, clock.at) == []


def invite(ports: Ports, number: int, **changes: Any) -> None:
    sent = {"sent_at": ports.clock.now(), "round": 1}
    guest = an_invitation(id=an_id(number), **sent | changes)
    ports.store.commit([Put(guest)], f"invite-{number}")


def test_who_was_invited_and_is_silent_is_reminded_with_their_own_link_once() -> None:
    ports, clock = a_meeting(TO_SILENT)
    invite(ports, 5)
    invite(ports, 6, sent_at=None)
    invite(ports, 7, state=InvitationState.REGISTERED)
    invite(ports, 8, revoked=True)
    (message,) = tick_at(ports, clock, START - 48 * HOUR)
    assert message.to
    assert (message.to.address, message.registration) == ("meret.aalders@example.org", None)
    assert message.facts["invitation"] == an_id(5)
    assert message.key == f"{an_id(5)}-20270315t050000-48-start-silent-reminder"
    guest = ports.store.invitation(EVENT, an_id(5))
    assert guest
    assert (guest.reminded_at, guest.state) == (clock.at, InvitationState.INVITED)


def test_pages_of_silent_guests_are_reminded_each_once() -> None:
    closes = START - 72 * HOUR
    ports, clock = a_meeting(Reminder(2, Anchor.CLOSING, Reminded.SILENT))
    change(ports, registration=RegistrationRules(closes_at=closes))
    for number in range(120):
        invite(ports, number + 10)
    told = tick_at(ports, clock, closes - 2 * HOUR)
    assert len({one.facts["invitation"] for one in told}) == len(told) == 120


class AnsweringStore(MemoryStore):
    """A store in which a guest declines right before the next commit, when told so."""

    guest: str | None = None

    def commit(self, writes: Sequence[Write], token: str) -> None:
        guest, self.guest = self.guest, None
        found = guest and self.invitation(EVENT, guest)
        if found:
            declined = decline_invitation(found, found.created_at)
            super().commit([Replace(declined)], "declines")
        super().commit(writes, token)


def test_who_answers_at_that_very_moment_is_not_reminded() -> None:
    store = AnsweringStore()
    ports, clock = a_meeting(TO_SILENT, store=store)
    invite(ports, 5)
    clock.at = START - 48 * HOUR
    assert send_reminders(ports, Due(DueKind.REMINDER, EVENT, "", clock.at))
    store.guest = an_id(5)
    assert tick_at(ports, clock, clock.at) == []


class BusyStore(MemoryStore):
    """A store in which others are quicker with an invitation so many times."""

    busy = 0

    def commit(self, writes: Sequence[Write], token: str) -> None:
        if self.busy and any(isinstance(getattr(one, "noun", None), Invitation) for one in writes):
            self.busy -= 1
            raise Stale(Invitation.__name__)
        super().commit(writes, token)


def test_a_guest_whose_invitation_is_busy_is_reminded_all_the_same() -> None:
    store = BusyStore()
    ports, clock = a_meeting(TO_SILENT, store=store)
    invite(ports, 5)
    store.busy = ATTEMPTS
    assert len(tick_at(ports, clock, START - 48 * HOUR)) == 1
