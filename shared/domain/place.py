"""Where a meeting is, whom to ask, and when it is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from shared.domain.errors import Invalid
from shared.domain.text import fold

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Location:
    """The place as printed; every part may be missing."""

    text: str | None = None
    venue: str | None = None
    room: str | None = None
    city: str | None = None
    country: str | None = None


@dataclass(frozen=True)
class Contact:
    """The person or desk that answers questions."""

    name: str | None = None
    post: str | None = None
    organisation: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class Hall:
    """From when until when the meeting has its hall on each day: minutes since midnight by the
    local clock, 0 <= opens < closes <= 1440.
    """

    opens: int
    closes: int

    @property
    def opens_at(self) -> str:
        """When the hall opens, as HH:MM."""
        return _clock(self.opens)

    @property
    def closes_at(self) -> str:
        """When the hall is given back, as HH:MM; 24:00 is the end of the day."""
        return _clock(self.closes)

    def times_on(self, day: date, zone_name: str) -> tuple[datetime, datetime]:
        """The UTC instants of a day from which and until which the hall is there."""
        return _instant(day, self.opens, zone_name), _instant(day, self.closes, zone_name)


def _instant(day: date, minutes: int, zone_name: str) -> datetime:
    later, minutes = divmod(minutes, 24 * 60)
    clock = time(minutes // 60, minutes % 60)
    return instant_of(day + timedelta(days=later), clock, zone_name)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def place_line(location: Location) -> str:
    """The place as one line: as printed, and whatever part of it that does not say."""
    line = (location.text or "").rstrip(" .")
    for part in (location.venue, location.room, location.city, location.country):
        if part and fold(part) not in fold(line):
            line = f"{line}, {part}" if line else part
    return line


def zone(name: str) -> ZoneInfo:
    """The IANA zone of that name. Raises Invalid naming `timezone`."""
    # Loaded here: whoever only hands out what was rendered before meets no zone.
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise Invalid.at("timezone", f"{name} is not an IANA time zone.") from unknown


def instant_of(day: date, clock: time, zone_name: str) -> datetime:
    """The UTC instant of a local wall clock.

    A wall clock that does not exist means the first instant after the gap; one that occurs
    twice means the first (fold 0).
    """
    local = datetime.combine(day, clock, tzinfo=zone(zone_name))
    instant = local.astimezone(UTC)
    there = instant.astimezone(local.tzinfo).replace(tzinfo=None)
    missing = there - local.replace(tzinfo=None)
    return _end_of_gap(local, instant) if missing > timedelta(0) else instant


def _end_of_gap(local: datetime, instant: datetime) -> datetime:
    """The first instant after the gap in which `local` falls."""
    assert local.tzinfo is not None
    before, after = local.replace(fold=0).utcoffset(), local.replace(fold=1).utcoffset()
    assert before is not None
    assert after is not None
    low, high = instant - abs(before - after), instant
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        jumped = middle.astimezone(local.tzinfo).utcoffset() == max(before, after)
        low, high = (low, middle) if jumped else (middle, high)
    return high.replace(microsecond=0)
