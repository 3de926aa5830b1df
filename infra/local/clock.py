"""The one clock that every function of the local stack reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from shared.domain.place import instant_of, zone

DAYS_BEFORE = 14
OPENING_HOUR = time(9)


def _real_now() -> datetime:
    return datetime.now(UTC)


class LocalClock:
    """Real time and an offset: it can be set, and runs on from there."""

    def __init__(self, real: Callable[[], datetime] = _real_now) -> None:
        self._real = real
        self._offset = timedelta(0)

    def now(self) -> datetime:
        """The present UTC instant of the stack."""
        return self._real() + self._offset

    def set_to(self, instant: datetime) -> None:
        """Make it that instant now."""
        self._offset = instant - self._real()

    def reach(self, instant: datetime) -> None:
        """Go on to that instant; it stays where it is when it is past already."""
        if instant > self.now():
            self.set_to(instant)


def starting_instant(first_day: date, zone_name: str, now: datetime) -> datetime:
    """When a stack for a meeting starts: now, but in good time before a meeting that is past.

    That is 09:00 in the event's zone, fourteen days before its first day.
    """
    if first_day >= now.astimezone(zone(zone_name)).date():
        return now
    return instant_of(first_day - timedelta(days=DAYS_BEFORE), OPENING_HOUR, zone_name)
