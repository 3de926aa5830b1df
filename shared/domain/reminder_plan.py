"""When an event's reminders are sent, and whether one still tells the truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from shared.domain.due import DueItem, DueKind
from shared.domain.event import Event
from shared.domain.place import instant_of, zone
from shared.domain.reminder import Anchor, Reminded, Reminder
from shared.domain.round import Audience, Round, RoundKind
from shared.domain.session import Status

GRACE = timedelta(hours=1)
"""A reminder that is set, or moved, to an instant which passed less than this ago is still sent."""


@dataclass(frozen=True)
class Planned:
    """A reminder, the instant at which it is sent, and the instant that it reminds of."""

    at: datetime
    reminder: Reminder
    anchor: datetime

    @property
    def round_id(self) -> str:
        """The same for the same reminder of the same instant, so that none is sent twice."""
        one = self.reminder
        return f"{self.anchor.astimezone(UTC):%Y%m%dt%H%M%S}-{one.before_hours}-{one.of}-{one.to}"


def reminder_instants(event: Event) -> tuple[Planned, ...]:
    """All reminders of an event, earliest first; each before the meeting starts.

    A meeting that is cancelled or postponed has none, and neither has one without a date. Who has
    not answered is not reminded when registration has closed.
    """
    if event.status is not Status.SCHEDULED or event.starts_at is None:
        return ()
    planned = [_plan(event, one) for one in event.reminders]
    kept = [one for one in planned if one and one.at < _latest(event, one.reminder.to)]
    return tuple(sorted(kept, key=lambda one: (one.at, one.round_id)))


def next_reminder(event: Event, after: datetime) -> Planned | None:
    """The first reminder later than an instant."""
    return next((one for one in reminder_instants(event) if one.at > after), None)


def due_reminders(event: Event, since: datetime, now: datetime) -> tuple[Planned, ...]:
    """What is to be sent of since <= at <= now; of several to the same people about the same only
    the last, and none when the meeting has started.
    """
    last: dict[tuple[Anchor, Reminded], Planned] = {}
    for one in reminder_instants(event):
        if since <= one.at <= now < _latest(event, one.reminder.to):
            last[one.reminder.of, one.reminder.to] = one
    return tuple(last.values())


def plan_reminders(event: Event, now: datetime) -> DueItem | None:
    """When the timer has to look at the reminders of an event as it is since `now`."""
    following = next_reminder(event, now - GRACE)
    return DueItem(event.id, DueKind.REMINDER, following.at) if following else None


def begin_reminder(event: Event, planned: Planned, now: datetime) -> Round:
    """The round that sends a reminder."""
    one = planned.reminder
    silent = one.to is Reminded.SILENT
    return Round(
        event=event.id,
        id=planned.round_id,
        kind=RoundKind.SILENT if silent else RoundKind.REMINDER,
        at=now,
        audience=Audience(),
        due_at=now,
        facts={
            "of": one.of.value,
            "anchor": planned.anchor.isoformat(),
            "silent": "yes" if silent else "",
            "programme": "yes" if one.has_programme else "",
        },
    )


def reminders_back(before: Event, after: Event, now: datetime) -> tuple[Planned, ...]:
    """Those due by now that a change of the event makes true again: whose round was begun when they
    were true before, goes on.
    """
    there = reminder_instants(before)
    passed = due_reminders(after, datetime.min.replace(tzinfo=UTC), now)
    return tuple(one for one in passed if one not in there)


def resume_round(of: Round, now: datetime) -> Round:
    """A round gone through once more: who has the mail does not get it again."""
    return replace(of, after="", due_at=now, version=of.version + 1)


def reminds_in_vain(event: Event, facts: Mapping[str, str], now: datetime) -> bool:
    """Whether a reminder with these facts would lie: the meeting has begun, is off or postponed, or
    what it reminds of is at another instant by now. A moved meeting has reminders of its own.
    """
    to = Reminded.SILENT if facts.get("silent") else Reminded.REGISTERED
    if event.status is not Status.SCHEDULED or event.starts_at is None:
        return True
    if now >= _latest(event, to):
        return True
    anchor = facts.get("anchor")
    if not anchor:  # sent by hand, and about nothing but the meeting itself
        return False
    return _anchor(event, Anchor(facts["of"])) != datetime.fromisoformat(anchor)


def _anchor(event: Event, of: Anchor) -> datetime | None:
    return event.starts_at if of is Anchor.START else event.closes_at


def _latest(event: Event, to: Reminded) -> datetime:
    """Before which instant these people can be reminded."""
    assert event.starts_at is not None
    closes_at = event.closes_at if to is Reminded.SILENT else None
    return min(event.starts_at, closes_at) if closes_at else event.starts_at


def _plan(event: Event, reminder: Reminder) -> Planned | None:
    anchor = _anchor(event, reminder.of)
    if anchor is None:
        return None
    wall = anchor.astimezone(zone(event.timezone)).replace(tzinfo=None)
    wall -= timedelta(hours=reminder.before_hours)
    at = instant_of(wall.date(), wall.time(), event.timezone)
    if at >= anchor:  # the wall clock jumped over that hour: so many hours of waiting, then
        at = anchor - timedelta(hours=reminder.before_hours)
    return Planned(at, reminder, anchor)
