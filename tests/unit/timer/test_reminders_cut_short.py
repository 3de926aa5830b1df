"""A round of reminders cut short: it goes on when the meeting is back, to each person once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from functions.mailer.send_message import read_pending, send_message
from functions.timer.run_due import run_due
from functions.timer.run_round import PAGE, run_round
from functions.timer.send_reminders import send_reminders
from shared.domain.due import Due, DueKind
from shared.domain.message import Message, MessageKind
from shared.domain.reminder import Reminded, Reminder
from shared.domain.session import Status
from shared.domain.writes import Add, Put
from tests.builders import EVENT, a_registration, an_id, an_invitation
from tests.changing import Meeting

HOUR = timedelta(hours=1)
DAY, WEEK = Reminder(24), Reminder(168)
SILENT = Reminder(24, to=Reminded.SILENT)
PEOPLE = [an_id(number) for number in range(PAGE + 30)]


def a_meeting(*reminders: Reminder) -> Meeting:
    """More people than one page holds, invited or with a place, a minute before a day before."""
    meeting = Meeting(lambda event: replace(event, capacity=None))
    meeting.revise(reminders=reminders)
    for number, one in enumerate(PEOPLE):
        mail = f"p{number}@example.org"
        meeting.store.commit([Add(a_registration(id=one, mail=None, email=mail))], f"p-{one}")
        guest = an_invitation(id=one, address=mail, sent_at=meeting.clock.at, round=1)
        meeting.store.commit([Put(guest)], f"guest-{one}")
    return meeting


def begin(meeting: Meeting, before: Reminder = DAY) -> None:
    """The round begun, its first page written."""
    starts_at = meeting.event.starts_at
    assert starts_at
    meeting.clock.at = starts_at - before.before_hours * HOUR
    assert send_reminders(meeting.ports, Due(DueKind.REMINDER, EVENT, "", meeting.clock.at))
    due = [one for one in meeting.store.due(meeting.clock.at, 999) if one.kind is DueKind.ROUND]
    assert run_round(meeting.ports, due[0])


def deliver(meeting: Meeting) -> None:
    for one in letters(meeting):
        pending = read_pending(meeting.ports, EVENT, one.key)
        if pending:
            send_message(meeting.ports, pending, meeting.clock.at)


def letters(meeting: Meeting) -> list[Message]:
    return meeting.letters(MessageKind.REMINDER)


def told(meeting: Meeting) -> list[str]:
    """Whom a reminder was sent to."""
    owners = (one.registration or one.key.partition("-")[0] for one in letters(meeting)
              if one.state == "sent")  # fmt: skip
    return sorted(owners)


AWAY: dict[str, dict[str, Any]] = {
    "postponed": {"status": Status.POSTPONED},
    "cancelled": {"status": Status.CANCELLED},
    "moved": {"moved": 48},
}


def leave(meeting: Meeting, moved: int = 0, **changes: Any) -> None:
    span = meeting.event.span
    assert span
    if moved:
        changes["span"] = tuple(one + moved * HOUR for one in span)
    meeting.revise(**changes)


@pytest.mark.parametrize("away", AWAY.values(), ids=AWAY)
@pytest.mark.parametrize("reminder", [DAY, SILENT], ids=["registered", "silent"])
@pytest.mark.parametrize("minutes", [1, 300])
@pytest.mark.parametrize("at_once", [True, False], ids=["sent", "waiting"])
def test_who_was_not_reminded_yet_is_when_the_meeting_is_back(
    away: dict[str, Any], reminder: Reminder, minutes: int, at_once: bool
) -> None:
    meeting = a_meeting(reminder)
    span = meeting.event.span
    begin(meeting)
    if at_once:
        deliver(meeting)
    leave(meeting, **away)
    deliver(meeting)
    meeting.wait(minutes)
    deliver(meeting)
    assert len(told(meeting)) == (PAGE if at_once else 0)
    meeting.revise(status=Status.SCHEDULED, span=span)
    meeting.wait(3)
    deliver(meeting)
    assert told(meeting) == sorted(PEOPLE)
    meeting.revise(status=Status.POSTPONED)
    meeting.revise(status=Status.SCHEDULED)
    meeting.wait(3)
    deliver(meeting)
    assert told(meeting) == sorted(PEOPLE)


def test_who_came_after_the_round_began_is_not_reminded_by_it() -> None:
    meeting = a_meeting(DAY)
    begin(meeting)
    meeting.wait(3)
    meeting.register(500)
    meeting.revise(status=Status.POSTPONED)
    meeting.wait(60)
    meeting.revise(status=Status.SCHEDULED)
    meeting.wait(3)
    assert {one.registration for one in letters(meeting)} == set(PEOPLE)


def test_of_a_round_of_long_ago_nothing_more_comes_once_a_later_one_has_begun() -> None:
    meeting = a_meeting(WEEK, DAY)
    begin(meeting, WEEK)
    deliver(meeting)
    leave(meeting, **AWAY["postponed"])
    meeting.wait(3)
    starts_at = meeting.event.starts_at
    assert starts_at
    meeting.clock.at = starts_at - 23 * HOUR - timedelta(minutes=30)
    meeting.revise(status=Status.SCHEDULED)
    meeting.wait(3)
    deliver(meeting)
    assert len(told(meeting)) == PAGE + len(PEOPLE)


def test_nobody_is_reminded_of_a_meeting_that_has_begun_when_it_is_back() -> None:
    meeting = a_meeting(DAY)
    begin(meeting)
    leave(meeting, **AWAY["postponed"])
    meeting.wait(3)
    starts_at = meeting.event.starts_at
    assert starts_at
    meeting.clock.at = starts_at + timedelta(minutes=1)
    meeting.revise(status=Status.SCHEDULED)
    run_due(meeting.ports)
    assert len(letters(meeting)) == PAGE


def test_a_round_that_went_to_its_end_is_left_alone_by_other_settings() -> None:
    meeting = a_meeting(DAY)
    begin(meeting)
    meeting.wait(3)
    meeting.revise(reminders=(WEEK, DAY))
    done = meeting.store.round(EVENT, letters(meeting)[0].key[27:-9])
    meeting.revise(contact_phone=True)
    meeting.wait(3)
    assert done
    assert meeting.store.round(EVENT, done.id) == done
