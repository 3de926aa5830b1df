"""Who reads the digest and when: each reader's windows tile the time, and no instant comes twice.

A reader is known by a hash of the address, so that a schedule names nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from shared.domain.address import normalise_address
from shared.domain.due import Cut, DigestReader, DigestSchedule
from shared.domain.errors import Invalid
from shared.domain.event import DigestChoice, Event, Every
from shared.domain.gate import Gate
from shared.domain.message import recipient_key
from shared.domain.place import instant_of, zone

DAYS_AFTER = 7
"""Changes up to a week after the last day still reach the organisers."""
WEEK = timedelta(days=7)
MOMENT = timedelta(microseconds=1)
MONDAY = 0
NO_CHOICE = DigestChoice()


@dataclass(frozen=True)
class Reader:
    """Somebody who gets the digest: the address as it was first given, how often and when."""

    key: str
    address: str
    every: Every
    hour: int


def same_address(text: str) -> str:
    """The form in which two recipients are the same, whatever stands in the settings."""
    try:
        return normalise_address(text)
    except Invalid:
        return text.strip().casefold()


def reader_key(event_id: str, address: str) -> str:
    """What a reader is called in schedules, message keys and tokens."""
    return recipient_key(f"{event_id} {same_address(address)}")


def readers_of(event: Event) -> tuple[Reader, ...]:
    """Whoever gets the digest, each once; not those who chose never to."""
    everybody = (_read(event, address) for address in event.digest.recipients)
    found: dict[str, Reader] = {}
    for one in everybody:
        found.setdefault(one.key, one)
    return tuple(one for one in found.values() if one.every is not Every.NEVER)


def _read(event: Event, address: str) -> Reader:
    rules, same = event.digest, same_address(address)
    chosen = (choice for one, choice in rules.choices.items() if same_address(one) == same)
    choice = next(chosen, NO_CHOICE)
    hour = rules.hour if choice.hour is None else choice.hour
    return Reader(reader_key(event.id, address), address, choice.every or rules.every, hour)


def leave(event: Event, key: str) -> Event:
    """The event of which that reader gets no digest any more; nobody of that key: the same."""
    gone = next((one for one in readers_of(event) if one.key == key), None)
    if gone is None:
        return event
    same = same_address(gone.address)
    kept = {a: one for a, one in event.digest.choices.items() if same_address(a) != same}
    choices = {**kept, gone.address: DigestChoice(Every.NEVER)}
    return replace(event, digest=replace(event.digest, choices=choices))


def next_due(event: Event, reader: Reader, after: datetime) -> datetime | None:
    """The first instant later than `after` at which a reader's digest is due.

    At the reader's local hour, every day or every Monday, until a week after the event's last day;
    then None. An hour that does not exist means the next instant, one that is twice the first.
    """
    if not event.dates:
        return None
    day = after.astimezone(zone(event.timezone)).date()
    last = max(event.dates) + timedelta(days=DAYS_AFTER)
    for candidate in (day + timedelta(days=ahead) for ahead in range(WEEK.days + 1)):
        if reader.every is Every.WEEK and candidate.weekday() != MONDAY:
            continue
        at = instant_of(candidate, time(reader.hour), event.timezone)
        if at > after and candidate <= last:
            return at
    return None


def plan_digests(event: Event, now: datetime) -> DigestSchedule:
    """The schedule of an event that begins at `now`."""
    return enlist(DigestSchedule(event.id, None, now), event, now)


def enlist(schedule: DigestSchedule, event: Event, after: datetime) -> DigestSchedule:
    """The schedule with the event's readers as they are now; those who are not any more are gone.

    A digest that is due by `after` stays so, and every other is planned anew. A new reader begins
    where the last digest to anybody ended.
    """
    known = {one.key: one for one in adopt(schedule, event).readers}
    start = max(after, schedule.since)
    rows = []
    for one in readers_of(event):
        row = known.get(one.key) or DigestReader(one.key, None, schedule.since, schedule.since)
        overdue = row.due_at is not None and row.due_at <= after
        due = row.due_at if overdue else next_due(event, one, max(start, row.since))
        rows.append(replace(row, due_at=due))
    return _settle(replace(schedule, readers=tuple(rows)))


def adopt(schedule: DigestSchedule, event: Event) -> DigestSchedule:
    """The schedule of a table from before readers had windows of their own: all have its one."""
    if schedule.readers or schedule.due_at is None:
        return schedule
    due, since = schedule.due_at, schedule.since
    rows = tuple(DigestReader(one.key, due, since, since) for one in readers_of(event))
    return replace(schedule, readers=rows)


def hurry(schedule: DigestSchedule, now: datetime) -> DigestSchedule:
    """The schedule with a digest due to everybody at once, but where one is overdue already.

    At once is later than any digest before: no instant comes twice.
    """
    at = max(now, schedule.since + MOMENT)
    rows = tuple(
        one if one.due_at is None or one.due_at <= at else replace(one, due_at=at)
        for one in schedule.readers
    )
    return _settle(replace(schedule, readers=rows, full_at=at))


def go_on(
    schedule: DigestSchedule, event: Event, cut: Cut, mailed: Collection[str]
) -> DigestSchedule:
    """The schedule after the digests due by the cut; `mailed` are the keys of who got one."""
    after = {one.key: one for one in readers_of(event)}
    rows = []
    for row in schedule.readers:
        if row.due_at is None or row.due_at > cut.at:
            rows.append(row)
            continue
        due = next_due(event, after[row.key], cut.at) if row.key in after else None
        last = cut.at if row.key in mailed else row.mailed_at
        rows.append(replace(row, due_at=due, since=cut.at, mailed_at=last))
    cuts = (Cut(schedule.since, schedule.told), *schedule.cuts)
    moved = replace(schedule, readers=tuple(rows), since=cut.at, told=cut.told, cuts=cuts)
    return _settle(moved)


def due_now(schedule: DigestSchedule) -> tuple[DigestReader, ...]:
    """The readers whose digest is due at the schedule's instant."""
    at = schedule.due_at
    if at is None:
        return ()
    return tuple(one for one in schedule.readers if one.due_at is not None and one.due_at <= at)


def is_sign_due(event: Event, reader: DigestReader, at: datetime) -> bool:
    """Whether a reader has heard nothing for seven days by the event's calendar."""
    local = zone(event.timezone)
    return at.astimezone(local).date() - reader.mailed_at.astimezone(local).date() >= WEEK


def is_nearly_full(gate: Gate, capacity: int | None) -> bool:
    """Whether nine places of ten are taken, or more."""
    return bool(capacity) and gate.taken * 10 >= (capacity or 0) * 9


def look_of(event: Event, now: datetime) -> datetime | None:
    """When the timer is to look at the gate after seats have moved; None: it need not."""
    rules = event.digest
    return now if rules.at_full and rules.recipients and event.capacity else None


def _settle(schedule: DigestSchedule) -> DigestSchedule:
    """Due when the first reader's is; of the cuts only those that are somebody's last."""
    lasts = {one.since for one in schedule.readers} - {schedule.since}
    cuts = {cut.at: cut for cut in schedule.cuts if cut.at in lasts}
    due = _first(one.due_at for one in schedule.readers)
    return replace(schedule, due_at=due, cuts=tuple(cuts.values()))


def _first(instants: Iterator[datetime | None]) -> datetime | None:
    return min((at for at in instants if at is not None), default=None)
