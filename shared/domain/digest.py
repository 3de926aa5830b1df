"""The digest: what changed since the last one, summed up for organisers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shared.domain.event import Event
from shared.domain.place import zone

LAST_DAYS = 3
"""On so many Monday-to-Friday days before the first day a digest goes out in any case."""
MOST_NAMES = 200
"""A digest names at most so many people under each heading; the rest is counted."""
MOST_FINDINGS = 5
MOST_INSTITUTIONS = 30


@dataclass(frozen=True)
class Person:
    """Somebody as a digest names them; `phone` where it is told since no mail arrives."""

    name: str
    institution: str | None
    detail: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class Heading:
    """People to whom the same happened: the first MOST_NAMES of them, and how many in all."""

    count: int
    people: tuple[Person, ...] = ()


@dataclass(frozen=True)
class InstitutionLine:
    """Where one institution stands: its people, and what became of those it was asked to send."""

    name: str
    confirmed: int
    waiting: int
    invited: int = 0
    registered: int = 0
    declined: int = 0
    silent: int = 0


@dataclass(frozen=True)
class RejectedBy:
    """How many deliveries of a sender were not genuine, and when the last one came."""

    sender: str
    count: int
    last_at: datetime


@dataclass(frozen=True)
class Standing:
    """Where an event stands when a digest is made, beside what has changed."""

    confirmed: int
    waiting: int
    institutions: tuple[InstitutionLine, ...] = ()
    more_institutions: int = 0
    findings: tuple[str, ...] = ()
    more_findings: int = 0
    quarantined: int = 0
    more_quarantined: bool = False
    rejected: tuple[RejectedBy, ...] = ()
    nearly_full: bool = False


@dataclass(frozen=True)
class Digest:
    """One morning's digest. `capacity` None means without limit; `until` is the UTC cut.

    A `brief` one is the sign of life after a quiet week. `quarantined` counts deliveries that could
    not be read, `findings` are what is to be mended in the draft.
    """

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
    more_institutions: int = 0
    findings: tuple[str, ...] = ()
    more_findings: int = 0
    quarantined: int = 0
    more_quarantined: bool = False
    rejected: tuple[RejectedBy, ...] = ()
    nearly_full: bool = False
    brief: bool = False

    @property
    def has_invitations(self) -> bool:
        """Whether any institution named was asked to send somebody."""
        return any(line.invited for line in self.institutions)

    @property
    def has_news(self) -> bool:
        """Whether anything changed since the last digest."""
        headings = (
            *(self.left, self.new, self.pending, self.declined, self.waitlisted, self.moved),
            *(self.promoted, self.substituted, self.corrected, self.undelivered),
        )
        return bool(self.releases) or any(heading.count for heading in headings)

    @property
    def places_left(self) -> int | None:
        """Free seats; None without a limit."""
        return None if self.capacity is None else max(0, self.capacity - self.confirmed)


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
