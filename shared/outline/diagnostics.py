"""What an organiser should look at before publishing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time

from shared.outline.clock import TimedLine
from shared.outline.dates import DatePhrase, weekday_name
from shared.outline.programme import Diagnostic, EndSource, PrintedSession
from shared.outline.zones import ZoneFound


def infer_ends(sessions: Sequence[PrintedSession]) -> tuple[PrintedSession, ...]:
    """Give a session without a printed end the next later start of its day, marked as inferred."""
    starts: dict[int, time] = {}
    later: dict[int, time] = {}
    done: list[PrintedSession] = []
    for session in reversed(sessions):
        following = starts.get(session.day)
        if following is not None and following > session.start:
            later[session.day] = following
        end = later.get(session.day)
        if session.end is None and end is not None and end > session.start:
            session = replace(session, end=end, end_source=EndSource.INFERRED)
        starts[session.day] = session.start
        done.append(session)
    return tuple(reversed(done))


def check_sessions(sessions: Sequence[PrintedSession]) -> Iterator[Diagnostic]:
    """Ends that are missing, inferred or reversed; sessions that overlap; gaps between them."""
    if not sessions:
        yield Diagnostic(None, "no_times", "The outline has no line that begins with a time.")
    busy: dict[int, PrintedSession] = {}
    for session in sessions:
        yield from _check_end(session)
        before = busy.get(session.day)
        if before is not None:
            yield from _check_order(before, session)
        if before is None or _until(session) >= _until(before):
            busy[session.day] = session


def check_dates(
    sessions: Sequence[PrintedSession],
    dates: Sequence[date],
    phrases: Sequence[tuple[int, DatePhrase]],
) -> Iterator[Diagnostic]:
    """Dates and years that are missing, weekdays that are wrong, days that nothing tells."""
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
    for line, phrase in phrases:
        yield from _check_weekday(line, phrase)


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
    if session.end_source is EndSource.INFERRED:
        message = f"No end is printed; {session.end:%H:%M}, when the next session starts, is taken."
        yield Diagnostic(session.line, "end_inferred", message)
    elif session.end is None:
        yield Diagnostic(session.line, "no_end", "No end is printed, and no later session follows.")
    elif TimedLine(session.start, session.end, "").reversed:
        message = f"The session starts at {session.start:%H:%M} but ends at {session.end:%H:%M}."
        yield Diagnostic(session.line, "reversed_range", message)


def _check_order(before: PrintedSession, session: PrintedSession) -> Iterator[Diagnostic]:
    """`before` is the session of that day that ends last so far."""
    over = _until(before)
    if session.start > over:
        message = f"Nothing is printed between {over:%H:%M} and {session.start:%H:%M}."
        yield Diagnostic(session.line, "gap", message)
    elif session.start < before.start:
        message = f"The session starts before the one above it, at {session.start:%H:%M}."
        yield Diagnostic(session.line, "out_of_order", message)
    elif before.start < session.start < over < _until(session):
        message = f"At {session.start:%H:%M} another session goes on, to {over:%H:%M}."
        yield Diagnostic(session.line, "overlap", message)


def _until(session: PrintedSession) -> time:
    """When a session is over: its end if that is a later one, or the last minute of the day."""
    if session.end is None:
        return session.start
    if session.end > session.start:
        return session.end
    slip = TimedLine(session.start, session.end, "").reversed
    return session.start if slip else time.max


def _check_weekday(line: int, phrase: DatePhrase) -> Iterator[Diagnostic]:
    if phrase.weekday is None or not phrase.days:
        return
    real = phrase.days[0].weekday()
    if real != phrase.weekday:
        printed = weekday_name(phrase.weekday)
        message = f"{phrase.days[0].isoformat()} is a {weekday_name(real)}, not a {printed}."
        yield Diagnostic(line, "weekday_mismatch", message)
