"""Reminders: their instants by the event's wall clock, what is due, and what would lie."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from shared.domain.due import DueItem, DueKind
from shared.domain.event import Event, RegistrationRules
from shared.domain.place import zone
from shared.domain.reminder import Anchor, Reminded, Reminder
from shared.domain.reminder_plan import (
    GRACE,
    begin_reminder,
    due_reminders,
    next_reminder,
    plan_reminders,
    reminder_instants,
    reminds_in_vain,
)
from shared.domain.round import RoundKind
from shared.domain.session import Status
from tests.builders import EVENT, NOW, an_event

DAY = Reminder(24)
HOUR = timedelta(hours=1)
START = datetime(2027, 3, 15, 5, 0, tzinfo=UTC)
CLOSES = datetime(2027, 3, 10, 14, 0, tzinfo=UTC)
TO_SILENT = Reminder(48, Anchor.CLOSING, Reminded.SILENT)


def in_zone(name: str, start: str, **changes: Any) -> Event:
    """An event that starts at that wall clock of a zone and takes two hours."""
    begins = datetime.fromisoformat(start).replace(tzinfo=zone(name)).astimezone(UTC)
    return an_event(timezone=name, span=(begins, begins + 2 * HOUR), **changes)


def walls(event: Event) -> list[str]:
    """When the reminders go out, by the event's clock."""
    local = zone(event.timezone)
    return [one.at.astimezone(local).isoformat() for one in reminder_instants(event)]


def test_a_day_before_is_the_same_wall_clock_also_when_clocks_change_that_night() -> None:
    spring = in_zone("Europe/Belgrade", "2027-03-28T09:00", reminders=(DAY,))
    autumn = in_zone("Europe/Belgrade", "2027-10-31T09:00", reminders=(DAY,))
    assert walls(spring) == ["2027-03-27T09:00:00+01:00"]
    assert walls(autumn) == ["2027-10-30T09:00:00+02:00"]
    assert spring.starts_at
    assert reminder_instants(spring)[0].at == spring.starts_at - 23 * HOUR


def test_a_wall_clock_that_does_not_exist_or_comes_twice_still_has_one_instant() -> None:
    hour = Reminder(1)
    skipped = in_zone("Europe/Belgrade", "2027-03-28T03:30", reminders=(hour,))
    at_the_jump = in_zone("Europe/Belgrade", "2027-03-28T03:00", reminders=(hour,))
    twice = in_zone("Europe/Belgrade", "2027-10-31T03:30", reminders=(hour,))
    no_day = in_zone("Pacific/Apia", "2011-12-31T09:00", reminders=(DAY,))
    assert walls(skipped) == ["2027-03-28T03:00:00+02:00"]
    assert walls(at_the_jump) == ["2027-03-28T01:00:00+01:00"]
    assert walls(twice) == ["2027-10-31T02:30:00+02:00"]
    assert walls(no_day) == ["2011-12-31T00:00:00+14:00"]


def test_an_event_of_days_alone_starts_at_midnight() -> None:
    event = an_event(span=None, dates=(date(2027, 3, 16), date(2027, 3, 15)), reminders=(DAY,))
    assert walls(event) == ["2027-03-14T00:00:00+04:00"]


def test_reminders_stand_in_order_and_never_after_the_start() -> None:
    rules = RegistrationRules(closes_at=CLOSES)
    late = Reminder(1, Anchor.CLOSING)
    event = an_event(reminders=(DAY, TO_SILENT, late), registration=rules)
    assert [one.reminder for one in reminder_instants(event)] == [TO_SILENT, late, DAY]
    after_start = an_event(reminders=(late,))  # closes with the last session
    assert reminder_instants(after_start) == ()


def test_the_silent_are_not_reminded_when_registration_has_closed() -> None:
    silent = Reminder(24, to=Reminded.SILENT)
    closed = an_event(reminders=(silent,), registration=RegistrationRules(closes_at=CLOSES))
    assert reminder_instants(closed) == ()
    assert len(reminder_instants(an_event(reminders=(silent,)))) == 1


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.POSTPONED])
def test_a_meeting_that_is_off_or_postponed_has_none(status: Status) -> None:
    assert reminder_instants(an_event(reminders=(DAY,), status=status)) == ()


def test_a_meeting_without_a_date_has_none() -> None:
    assert reminder_instants(an_event(reminders=(DAY,), span=None, dates=())) == ()


def test_the_next_one_is_later_than_the_instant() -> None:
    event = an_event(reminders=(DAY, Reminder(2)))
    first, second = reminder_instants(event)
    assert next_reminder(event, first.at - HOUR) == first
    assert next_reminder(event, first.at) == second
    assert next_reminder(event, second.at) is None


def test_what_passed_within_the_hour_is_still_planned_and_nothing_older() -> None:
    event = an_event(reminders=(DAY,))
    (only,) = reminder_instants(event)
    item = DueItem(EVENT, DueKind.REMINDER, only.at)
    assert plan_reminders(event, only.at + GRACE - timedelta(seconds=1)) == item
    assert plan_reminders(event, only.at + GRACE) is None


def test_of_several_that_were_missed_only_the_last_goes_out() -> None:
    event = an_event(reminders=(DAY, Reminder(48), Reminder(48, to=Reminded.SILENT)))
    since = START - 72 * HOUR
    due = due_reminders(event, since, START - 2 * HOUR)
    assert {one.reminder for one in due} == {DAY, Reminder(48, to=Reminded.SILENT)}
    assert due_reminders(event, since, START) == ()


def test_a_round_is_named_after_the_reminder_and_what_it_reminds_of() -> None:
    event = an_event(reminders=(DAY,))
    (planned,) = reminder_instants(event)
    begun = begin_reminder(event, planned, NOW)
    assert begun.id == "20270315t050000-24-start-registered"
    assert (begun.kind, begun.due_at) == (RoundKind.REMINDER, NOW)
    assert begun.facts == {
        "of": "start", "anchor": START.isoformat(), "silent": "", "programme": "yes"
    }  # fmt: skip


def test_only_the_last_days_reminder_to_those_who_come_has_the_programme() -> None:
    assert DAY.has_programme
    assert Reminder(2).has_programme
    others = (Reminder(25), Reminder(24, Anchor.CLOSING), Reminder(24, to=Reminded.SILENT))
    assert [one.has_programme for one in others] == [False, False, False]


def test_a_reminder_lies_once_the_meeting_has_begun_moved_or_is_off() -> None:
    event = an_event(reminders=(DAY,))
    facts = begin_reminder(event, reminder_instants(event)[0], NOW).facts
    assert not reminds_in_vain(event, facts, START - HOUR)
    assert reminds_in_vain(event, facts, START)
    moved = an_event(span=(START + HOUR, START + 3 * HOUR))
    assert reminds_in_vain(moved, facts, START - HOUR)
    assert reminds_in_vain(an_event(status=Status.POSTPONED), facts, NOW)


def test_by_hand_the_silent_are_reminded_until_registration_closes() -> None:
    facts = {"silent": "yes"}
    event = an_event(registration=RegistrationRules(closes_at=CLOSES))
    assert not reminds_in_vain(event, facts, CLOSES - HOUR)
    assert reminds_in_vain(event, facts, CLOSES)
