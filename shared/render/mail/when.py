"""When a meeting is, in the words of a mail's language."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from babel.dates import format_date, get_datetime_format

from shared.domain.event import Event
from shared.domain.place import zone

ENGLISH_DAY = "EEEE d MMMM y"
DASH = "\N{EN DASH}"


def say_day(day: date, language: str) -> str:
    """A day with its weekday, such as "Tuesday 13 April 2027"."""
    pattern = ENGLISH_DAY if language == "en" else "full"
    return format_date(day, pattern, locale=_locale(language))


def say_instant(instant: datetime, zone_name: str, language: str) -> str:
    """An instant on the zone's wall clock, with the zone's name and offset."""
    local = instant.astimezone(zone(zone_name))
    return f"{_say_time(local, language)} ({zone_name}, {_offset(local)})"


def say_when(event: Event, language: str) -> str | None:
    """Dates, times and zone of the event; only dates where no time is known; None without any."""
    if event.span is None:
        return "; ".join(say_day(day, language) for day in event.dates) or None
    start, end = (instant.astimezone(zone(event.timezone)) for instant in event.span)
    offsets = dict.fromkeys((_offset(start), _offset(end)))
    return f"{_span(start, end, language)} ({event.timezone}, {'/'.join(offsets)})"


def _span(start: datetime, end: datetime, language: str) -> str:
    first = _say_time(start, language)
    if start == end:
        return first
    if start.date() == end.date():
        return f"{first}{DASH}{end:%H:%M}"
    return f"{first} {DASH} {_say_time(end, language)}"


def _say_time(local: datetime, language: str) -> str:
    """Day and time of the clock, joined as the language does (CLDR, dateTimeFormats)."""
    joined = str(get_datetime_format("medium", _locale(language)))
    return joined.format(f"{local:%H:%M}", say_day(local.date(), language))


def _locale(language: str) -> str:
    """A language as babel spells it."""
    return language.replace("-", "_")


def _offset(local: datetime) -> str:
    """The zone's offset such as UTC+2, UTC-3:30, UTC."""
    east = local.utcoffset() or timedelta()
    hours, minutes = divmod(abs(int(east.total_seconds())) // 60, 60)
    sign = "-" if east < timedelta() else "+"
    if minutes:
        return f"UTC{sign}{hours}:{minutes:02d}"
    return f"UTC{sign}{hours}" if hours else "UTC"
