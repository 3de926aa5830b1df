"""What an organiser should look at before publishing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import time

from shared.domain.finding import WEEKDAYS
from shared.outline.days import Calendar, Printed
from shared.outline.programme import Diagnostic, EndSource, PrintedSession
from shared.outline.zones import ZoneFound

_EVENING, _SMALL_HOURS = time(18), time(6)


def infer_ends(sessions: Sequence[PrintedSession]) -> tuple[PrintedSession, ...]:
    """Give a session without a printed end the next later start of its day, marked as inferred."""
    starts: dict[int, time] = {}
    later: dict[int, time] = {}
    done: list[PrintedSession] = []
    for session in reversed(sessions):
        start = session.start
        if start is None:
            done.append(session)
            continue
        following = starts.get(session.day)
        if following is not None and following > start:
            later[session.day] = following
        end = later.get(session.day)
        if session.end is None and end is not None and end > start:
            session = replace(session, end=end, end_source=EndSource.INFERRED)
        starts[session.day] = start
        done.append(session)
    return tuple(reversed(done))


def is_reversed(start: time, end: time) -> bool:
    """Whether an end is a slip: not after its start, and not in the small hours of an evening."""
    return end <= start and not (start >= _EVENING and end <= _SMALL_HOURS)


def check_sessions(sessions: Sequence[PrintedSession]) -> Iterator[Diagnostic]:
    """Ends that are missing, inferred or reversed; sessions that overlap; gaps between them."""
    if not sessions:
        yield Diagnostic(None, "no_times", "The outline has no line that begins with a time.")
    busy: dict[int, PrintedSession] = {}
    for session in sessions:
        yield from _check_end(session)
        if session.start is None:
            continue
        before = busy.get(session.day)
        if before is not None:
            yield from _check_order(before, session)
        if before is None or _until(session) >= _until(before):
            busy[session.day] = session


def check_dates(
    sessions: Sequence[PrintedSession], calendar: Calendar, phrases: Sequence[Printed]
) -> Iterator[Diagnostic]:
    """Dates and years that are missing, weekdays that are wrong, days that nothing tells."""
    dates = calendar.dates
    yearless = next((one for one in sessions if one.month_day is not None), None)
    if yearless is not None:
        message = f"The year of {yearless.month_day} is printed nowhere."
        yield Diagnostic(yearless.line, "missing_year", message)
    elif not dates:
        yield Diagnostic(None, "no_date", "The outline prints no date.")
    unclear = next((one for one in sessions if one.date is None and one.month_day is None), None)
    if dates and unclear is not None:
        message = "Nothing says on which of the days this session is."
        yield Diagnostic(unclear.line, "day_unclear", message)
    for one in phrases:
        yield from _check_weekday(one, calendar)


def check_zone(zone: ZoneFound, country: str | None) -> Iterator[Diagnostic]:
    """A time zone that the place does not tell."""
    if zone.name is not None:
        return
    if zone.choices:
        message = f"{country} has several time zones and the city does not say which."
        yield Diagnostic(None, "ambiguous_zone", message)
    else:
        message = "The outline names no country whose time zone is known."
        yield Diagnostic(None, "no_zone", message)


def check_title(title: str | None) -> Iterator[Diagnostic]:
    """A meeting without a name."""
    if title is None:
        yield Diagnostic(None, "no_title", "The outline gives the meeting no title.")


def in_order(warnings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those about the whole outline first, then line by line."""
    return tuple(sorted(warnings, key=lambda one: one.line or 0))


def _check_end(session: PrintedSession) -> Iterator[Diagnostic]:
    if session.start is None:
        yield Diagnostic(session.line, "no_start", "No time is printed for this entry.")
    elif session.end_source is EndSource.INFERRED:
        message = f"No end is printed; {session.end:%H:%M}, when the next session starts, is taken."
        yield Diagnostic(session.line, "end_inferred", message)
    elif session.end is None:
        yield Diagnostic(session.line, "no_end", "No end is printed, and no later session follows.")
    elif is_reversed(session.start, session.end):
        message = f"The session starts at {session.start:%H:%M} but ends at {session.end:%H:%M}."
        yield Diagnostic(session.line, "reversed_range", message)


def _check_order(before: PrintedSession, session: PrintedSession) -> Iterator[Diagnostic]:
    """`before` is the session of that day that ends last so far."""
    over = _until(before)
    start, began = session.start or time.min, before.start or time.min
    if start > over:
        message = f"Nothing is printed between {over:%H:%M} and {start:%H:%M}."
        yield Diagnostic(session.line, "gap", message)
    elif start < began:
        message = f"The session starts before the one above it, at {start:%H:%M}."
        yield Diagnostic(session.line, "out_of_order", message)
    elif began < start < over < _until(session):
        message = f"At {start:%H:%M} another session goes on, to {over:%H:%M}."
        yield Diagnostic(session.line, "overlap", message)
    elif start == began and before.end is None:
        message = f"Another session starts at {start:%H:%M} too."
        yield Diagnostic(session.line, "same_time", message)


def _until(session: PrintedSession) -> time:
    """When a session is over: its end if that is a later one, or the last minute of the day."""
    start = session.start or time.min
    if session.end is None:
        return start
    if session.end > start:
        return session.end
    return start if is_reversed(start, session.end) else time.max


def _check_weekday(one: Printed, calendar: Calendar) -> Iterator[Diagnostic]:
    phrase = calendar.phrase(one.phrase, one.line)
    days = calendar.days_of(phrase)
    if phrase.weekday is None or not days or not phrase.settled:
        return
    real = days[0].weekday()
    if real != phrase.weekday:
        message = f"{days[0].isoformat()} is a {WEEKDAYS[real]}, not a {WEEKDAYS[phrase.weekday]}."
        yield Diagnostic(one.line, "weekday_mismatch", message)
