"""The digest: what changed since the last one, summed up for organisers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from shared.domain.event import Event
from shared.domain.place import instant_of, zone

LAST_DAYS = 3
"""On so many Monday-to-Friday days before the first day a digest goes out in any case."""
DAYS_AFTER = 7
"""Changes up to a week after the last day still reach the organisers."""
MOST_NAMES = 200
"""A digest names at most so many people under each heading; the rest is counted."""


@dataclass(frozen=True)
class Person:
    """Somebody as a digest names them."""

    name: str
    institution: str | None
    detail: str | None = None


@dataclass(frozen=True)
class Heading:
    """People to whom the same happened: the first MOST_NAMES of them, and how many in all."""

    count: int
    people: tuple[Person, ...] = ()


@dataclass(frozen=True)
class InstitutionLine:
    """Where one institution stands."""

    name: str
    confirmed: int
    waiting: int


@dataclass(frozen=True)
class Digest:
    """One morning's digest. `capacity` None means without limit; `until` is the UTC cut."""

    title: str
    timezone: str
    until: datetime
    capacity: int | None
    confirmed: int
    waiting: int
    left: Heading
    new: Heading
    pending: Heading
    declined: Heading
    waitlisted: Heading
    moved: Heading
    promoted: Heading
    corrected: Heading
    undelivered: Heading
    releases: tuple[int, ...]
    institutions: tuple[InstitutionLine, ...]
    substituted: Heading = Heading(0)

    @property
    def has_news(self) -> bool:
        """Whether anything changed since the last digest."""
        headings = (
            *(self.left, self.new, self.pending, self.declined, self.waitlisted, self.moved),
            *(self.promoted, self.substituted, self.corrected, self.undelivered),
        )
        return bool(self.releases) or any(heading.count for heading in headings)

    @property
    def headline(self) -> str:
        """The sentence that stands alone when the digest is forwarded."""
        places = "" if self.capacity is None else f" of {self.capacity}"
        return (
            f"{self.confirmed}{places} confirmed, {self.waiting} waiting, "
            f"{self.left.count} cancelled"
        )

    @property
    def places_left(self) -> int | None:
        """Free seats; None without a limit."""
        return None if self.capacity is None else max(0, self.capacity - self.confirmed)


def next_digest_at(event: Event, after: datetime) -> datetime | None:
    """The first instant later than `after` at which the event's digest is due.

    One a day at the event's local hour, until a week after its last day; then None.
    """
    if not event.dates or not event.digest.recipients:
        return None
    day = after.astimezone(zone(event.timezone)).date()
    last = max(event.dates) + timedelta(days=DAYS_AFTER)
    for candidate in (day, day + timedelta(days=1)):
        at = instant_of(candidate, time(event.digest.hour), event.timezone)
        if at > after and candidate <= last:
            return at
    return None


def is_last_day(event: Event, at: datetime) -> bool:
    """Whether `at` falls on one of the last three Monday-to-Friday days before the first day."""
    today = at.astimezone(zone(event.timezone)).date()
    return today in last_working_days(min(event.dates))


def last_working_days(first_day: date) -> tuple[date, ...]:
    """The last three Monday-to-Friday days before `first_day`, latest first."""
    days: list[date] = []
    day = first_day
    while len(days) < LAST_DAYS:
        day -= timedelta(days=1)
        if day.weekday() < 5:
            days.append(day)
    return tuple(days)


def utc(instant: str) -> datetime:
    """An ISO 8601 instant as UTC."""
    return datetime.fromisoformat(instant).astimezone(UTC)
