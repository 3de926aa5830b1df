"""Allotment: what the provider lets the whole stack send, leased batch by batch.

Two limits hold (Amazon SES developer guide, "Managing your sending limits"): sends in a second and
sends in any 24 hours, a window that rolls. The second is kept by giving every send a turn of its
own, one after the other. The 24 hours are kept by counting each hour and forgetting it only when
its last send is a day old: the rule is exact, and the row stays small whatever is sent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count, islice

PATIENCE = timedelta(seconds=10)
"""How far ahead a turn may lie: a batch of ten at one a second is worth waiting for."""
LEARNT_FOR = timedelta(hours=1)
"""How long limits are believed before they are asked for again."""
HOUR = timedelta(hours=1)
DAY = timedelta(hours=24)
SPREAD = timedelta(hours=6)
"""Over how long those are spread who must come back, and how far ahead they look at most: limits
that were raised meanwhile are used within half a day."""


@dataclass(frozen=True)
class SendLimits:
    """What the provider allows: sends a second, sends in 24 hours (None: as many as one likes),
    and how many it has counted in the 24 hours past, whoever sent them.
    """

    per_second: int | None = None
    per_day: int | None = None
    sent: int = 0


@dataclass(frozen=True)
class HourCount:
    """How many sends were leased in the hour that began at `since`."""

    since: datetime
    sends: int


@dataclass(frozen=True)
class Allotment:
    """The one row of leased sends.

    `free_at` is the next turn, `planned_at` the last instant that somebody was told to come back
    at. `limits` are those learnt last (None: never), `asked_at` is when they were asked for, and
    `others` how many sends of the day are not ours.
    """

    free_at: datetime | None = None
    planned_at: datetime | None = None
    hours: tuple[HourCount, ...] = ()
    limits: SendLimits | None = None
    asked_at: datetime | None = None
    others: int = 0
    version: int = 1


@dataclass(frozen=True)
class Lease:
    """What became of a wish: the instants at which sends may go, and those at which the rest may
    ask again; together as many as were wanted. `allotment` is the row after it.
    """

    allotment: Allotment
    turns: tuple[datetime, ...]
    later: tuple[datetime, ...]


def is_to_learn(allotment: Allotment, now: datetime) -> bool:
    """Whether the limits must be asked for (again)."""
    return allotment.asked_at is None or now - allotment.asked_at >= LEARNT_FOR


def learn_limits(allotment: Allotment, limits: SendLimits | None, now: datetime) -> Allotment:
    """The row that knows the limits; None, when they could not be had, leaves those known before.

    What the provider counted beyond our own sends belongs to others who share the account.
    """
    if limits is None:
        return replace(allotment, asked_at=now)
    others = max(0, limits.sent - _count(_within_a_day(allotment.hours, now)))
    return replace(allotment, limits=limits, others=others, asked_at=now)


def lease(allotment: Allotment, wanted: int, now: datetime) -> Lease:
    """Lease up to `wanted` sends.

    No half-open second holds more turns than `per_second`, no 24 hours more than `per_day`; a clock
    that goes back is granted nothing twice. Limits that were never learnt hold nobody back: a
    guess (the sandbox's 200 a day) would stop a stack for a right that it lacks, and what the
    provider refuses comes back unharmed.
    """
    limits = allotment.limits or SendLimits()
    hours = _within_a_day(allotment.hours, now)
    turns = _turns(allotment, limits, min(wanted, _left_of_day(allotment, limits, hours)), now)
    if turns:
        hours = _count_in(hours, turns)
    free_at = turns[-1] + _pace(limits) if turns else allotment.free_at
    after = replace(allotment, hours=hours, free_at=free_at, version=allotment.version + 1)
    later = _plan(after, limits, wanted - len(turns), now)
    return Lease(replace(after, planned_at=later[-1]) if later else after, turns, later)


def _turns(
    allotment: Allotment, limits: SendLimits, most: int, now: datetime
) -> tuple[datetime, ...]:
    """The next turns, none of them further ahead than PATIENCE."""
    first, pace = _first_turn(allotment, limits, now), _pace(limits)
    turns = (first + number * pace for number in range(most))
    return tuple(turn for turn in turns if turn - now <= PATIENCE)


def _first_turn(allotment: Allotment, limits: SendLimits, now: datetime) -> datetime:
    if limits.per_second is None and limits.per_day is None:
        return now
    return max(now, allotment.free_at or now)


def _pace(limits: SendLimits) -> timedelta:
    """The time from one turn to the next: rounded up, so that a second never holds one more."""
    return timedelta(microseconds=-(-1_000_000 // (limits.per_second or 1_000_000)))


def _left_of_day(allotment: Allotment, limits: SendLimits, hours: tuple[HourCount, ...]) -> int:
    if limits.per_day is None:
        return 2**31
    return max(0, limits.per_day - allotment.others - _count(hours))


def _within_a_day(hours: tuple[HourCount, ...], now: datetime) -> tuple[HourCount, ...]:
    """The hours whose last send may be less than a day old."""
    return tuple(one for one in hours if now < one.since + HOUR + DAY)


def _count(hours: tuple[HourCount, ...]) -> int:
    return sum(one.sends for one in hours)


def _count_in(hours: tuple[HourCount, ...], turns: tuple[datetime, ...]) -> tuple[HourCount, ...]:
    """The turns counted in the hour of the last of them: too late rather than too early."""
    since = turns[-1].astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    if hours and hours[-1].since >= since:
        last = hours[-1]
        return (*hours[:-1], replace(last, sends=last.sends + len(turns)))
    return (*hours, HourCount(since, len(turns)))


def _plan(after: Allotment, limits: SendLimits, number: int, now: datetime) -> tuple[datetime, ...]:
    """When each of those who had no turn may ask again: one behind the other, at the pace at which
    sends are to be had, so that they do not all come at once to be refused again.
    """
    is_full = _left_of_day(after, limits, after.hours) == 0
    start = min(_free_at(after, now) if is_full else after.free_at or now, now + SPREAD)
    pace = DAY / max(1, limits.per_day or 1) if is_full else _pace(limits)
    first = start if after.planned_at is None else max(start, after.planned_at + pace)
    room = SPREAD // pace + 1
    offset = (first - start) // pace
    places = ((offset + number) % room for number in count())
    return tuple(start + place * pace for place in islice(places, number))


def _free_at(after: Allotment, now: datetime) -> datetime:
    """When a day that is full has room again: an hour of it is forgotten, or limits are learnt."""
    forgotten = [one.since + HOUR + DAY for one in after.hours[:1]]
    learnt = [after.asked_at + LEARNT_FOR] if after.others and after.asked_at else []
    return max(now, min([*forgotten, *learnt], default=now + LEARNT_FOR))
