"""Instants in iCalendar: local time with a TZID, and the VTIMEZONE that gives it a meaning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from shared.domain.place import zone

FAR_BACK = timedelta(days=400)
"""How far before an event the change of offset is sought under which it begins."""
STEP = timedelta(days=6)
"""Shorter than any offset lasted: the shortest summer times had a week (Recife 2000)."""
FIXED_SINCE = "19700101T000000"
"""Onset written for an offset that has not changed for FAR_BACK."""
PURE_UTC = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "Zulu", "Etc/Zulu", "Universal"})


def utc_stamp(instant: datetime) -> str:
    """A UTC DATE-TIME (RFC 5545 section 3.3.5, form 2)."""
    return instant.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def instant_line(name: str, instant: datetime, zone_name: str) -> str:
    """A property that is an instant in the zone.

    A wall clock that occurs twice means its first occurrence (RFC 5545 section 3.3.5), so the
    second one is written in UTC.
    """
    local = instant.astimezone(zone(zone_name))
    if zone_name in PURE_UTC or local.fold:
        return f"{name}:{utc_stamp(instant)}"
    return f"{name};TZID={zone_name}:{local.strftime('%Y%m%dT%H%M%S')}"


def day_line(name: str, day: date) -> str:
    """A property that is a whole day."""
    return f"{name};VALUE=DATE:{day.strftime('%Y%m%d')}"


def zone_lines(zone_name: str, first: datetime, last: datetime) -> Iterator[str]:
    """A VTIMEZONE with the offsets in force from `first` to `last`; nothing for UTC.

    Before summer time stands the standard time that it ended: some programs take a zone's base from
    STANDARD alone (Microsoft, [MS-OXCICAL], TZOFFSETTO of STANDARD).
    """
    if zone_name in PURE_UTC:
        return
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{zone_name}"
    onsets = list(_changes(zone_name, first - FAR_BACK, last))
    before = [at for at in onsets if at <= first]
    if not before:
        yield from _observance(zone_name, first, first, FIXED_SINCE)
    summer = before and before[-1].astimezone(zone(zone_name)).dst()
    for at in (*before[-2 if summer else -1 :], *(at for at in onsets if at > first)):
        yield from _observance(zone_name, at - timedelta(seconds=1), at, None)
    yield "END:VTIMEZONE"


def _observance(zone_name: str, before: datetime, at: datetime, onset: str | None) -> Iterator[str]:
    """The offset in force from `at` on; its onset is told in the wall clock it ends."""
    there, here = before.astimezone(zone(zone_name)), at.astimezone(zone(zone_name))
    offset_from, offset_to = there.utcoffset(), here.utcoffset()
    assert offset_from is not None
    assert offset_to is not None
    kind = "DAYLIGHT" if here.dst() else "STANDARD"
    wall = (at.astimezone(UTC) + offset_from).strftime("%Y%m%dT%H%M%S")
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{onset or wall}"
    yield f"TZOFFSETFROM:{_offset(offset_from)}"
    yield f"TZOFFSETTO:{_offset(offset_to)}"
    yield f"TZNAME:{here.tzname()}"
    yield f"END:{kind}"


def _offset(offset: timedelta) -> str:
    seconds = int(abs(offset).total_seconds())
    sign = "-" if offset < timedelta(0) else "+"
    odd = f"{seconds % 60:02}" if seconds % 60 else ""
    return f"{sign}{seconds // 3600:02}{seconds // 60 % 60:02}{odd}"


def _changes(zone_name: str, since: datetime, until: datetime) -> Iterator[datetime]:
    """The instants in since < at <= until at which the zone's offset changes."""
    low = since.astimezone(UTC).replace(microsecond=0)
    end = until.astimezone(UTC)
    offset = _offset_at(zone_name, low)
    while low < end:
        high = min(low + STEP, end)
        was, offset = offset, _offset_at(zone_name, high)
        if was != offset:
            yield _find_change(zone_name, low, high)
        low = high


def _find_change(zone_name: str, low: datetime, high: datetime) -> datetime:
    """The first second in low < at <= high with the offset of `high`."""
    new = _offset_at(zone_name, high)
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        low, high = (low, middle) if _offset_at(zone_name, middle) == new else (middle, high)
    return high


def _offset_at(zone_name: str, instant: datetime) -> timedelta | None:
    return instant.astimezone(zone(zone_name)).utcoffset()
