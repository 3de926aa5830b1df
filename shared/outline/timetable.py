"""The timed lines of a programme, each with its day and the lines that belong to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from shared.outline.clock import NoSuchTime, TimedLine, read_clock
from shared.outline.dates import DatePhrase, read_date, read_day_label
from shared.outline.kinds import kind_of
from shared.outline.lines import DASHES, Line
from shared.outline.people import presenters_in
from shared.outline.programme import Diagnostic, PrintedSession

_LIKE_A_RANGE = re.compile(rf"\d{{1,2}}[h:.]\d\d\s?[{DASHES}]\s?\d")
_LONGEST_TEXT = 2000  # characters of one wrapped text; a bracket left open must not swallow more
_LONGEST_BRACKET = 300


@dataclass(frozen=True)
class DayHeading:
    """A line over the sessions of a day: its number, its date, or both."""

    number: int | None
    phrase: DatePhrase | None


@dataclass
class _Entry:
    timed: TimedLine
    line: int
    heading: DayHeading | None
    below: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class _Days:
    """All dates in order; the numbers of the days by MM-DD, with a year and without."""

    dates: tuple[date, ...]
    dated: Mapping[str, list[int]]
    yearless: Mapping[str, int]


@dataclass(frozen=True)
class Timetable:
    """Sessions in the order of the text, all dates printed, and what could not be read."""

    sessions: tuple[PrintedSession, ...]
    dates: tuple[date, ...]
    phrases: tuple[tuple[int, DatePhrase], ...]
    warnings: tuple[Diagnostic, ...]


def read_timetable(lines: Sequence[Line]) -> Timetable:
    """Read every timed line and date of the head and the programme."""
    walk = _Walk()
    for line in lines:
        walk.take(line)
    dates = tuple(sorted({day for _, phrase in walk.phrases for day in phrase.days}))
    days = _number_days(dates, [phrase for _, phrase in walk.phrases])
    sessions = tuple(_session(entry, days) for entry in walk.entries)
    return Timetable(sessions, dates, tuple(walk.phrases), tuple(walk.warnings))


class _Walk:
    """Line after line: what was the last heading, which session is open."""

    def __init__(self) -> None:
        self.entries: list[_Entry] = []
        self.phrases: list[tuple[int, DatePhrase]] = []
        self.warnings: list[Diagnostic] = []
        self._heading: DayHeading | None = None
        self._open: _Entry | None = None
        self._after_blank = False

    def take(self, line: Line) -> None:
        """Give the next line its place."""
        if line.text and not self._take_time(line) and not self._take_date(line):
            self._take_text(line)
        self._after_blank = not line.text

    def _take_time(self, line: Line) -> bool:
        try:
            timed = read_clock(line.text)
        except NoSuchTime:
            timed = None
            if _LIKE_A_RANGE.match(line.text):
                message = "This line begins like a time, but the clock has no such time."
                self.warnings.append(Diagnostic(line.number, "unreadable_line", message))
        if timed is None:
            return False
        self._open = _Entry(timed, line.number, self._heading)
        self.entries.append(self._open)
        return True

    def _take_date(self, line: Line) -> bool:
        phrase, number = read_date(line.text), read_day_label(line.text)
        if phrase is not None and (not self.entries or phrase.heads_a_day):
            self.phrases.append((line.number, phrase))
        over_a_day = phrase if phrase is not None and phrase.heads_a_day else None
        if number is None and over_a_day is None:
            return False
        if over_a_day is not None or not self._heading_is_fresh():
            self._heading = DayHeading(number, over_a_day)
        self._open = None
        return True

    def _heading_is_fresh(self) -> bool:
        used = self.entries[-1].heading if self.entries else None
        return self._heading is not None and self._heading is not used

    def _take_text(self, line: Line) -> None:
        """A line belongs to the session above it; after a gap only if it is set in or a bullet."""
        if self._after_blank and not line.indented and line.bullet is None:
            self._open = None
        if self._open is not None:
            self._open.below.append(line)


def _session(entry: _Entry, days: _Days) -> PrintedSession:
    texts, items = _texts(entry)
    title = texts[0] if texts else None
    told = [presenters_in(text) for text in texts[1:]]
    number, day, month_day = _day_of(entry.heading, days)
    return PrintedSession(
        day=number,
        date=day,
        month_day=month_day,
        start=entry.timed.start,
        end=entry.timed.end,
        end_source=entry.timed.end_source,
        title=title,
        kind=kind_of(title),
        speakers=tuple(speaker for _, speakers in told for speaker in speakers),
        items=tuple(items),
        description="\n".join(text for text, _ in told) or None,
        line=entry.line,
    )


def _texts(entry: _Entry) -> tuple[list[str], list[str]]:
    """The texts of a session, wrapped lines joined, and its bullets."""
    texts = [entry.timed.rest] if entry.timed.rest else []
    items: list[str] = []
    last = texts
    for line in entry.below:
        if line.bullet is not None:
            last = items
            items.append(line.bullet)
        elif last and _goes_on(last[-1], line.text):
            last[-1] += " " + line.text
        else:
            last = texts
            texts.append(line.text)
    return texts, items


def _goes_on(text: str, following: str) -> bool:
    """Whether a line is the rest of a wrapped one: brackets are open, or it begins small."""
    if len(text) <= _LONGEST_BRACKET and text.count("(") > text.count(")"):
        return True
    return len(text) <= _LONGEST_TEXT and following[0].islower() and text[-1] not in ".!?"


def _number_days(dates: tuple[date, ...], phrases: Sequence[DatePhrase]) -> _Days:
    dated: dict[str, list[int]] = {}
    for number, day in enumerate(dates, 1):
        dated.setdefault(f"{day:%m-%d}", []).append(number)
    yearless = dict.fromkeys(phrase.month_day for phrase in phrases if phrase.year is None)
    return _Days(dates, dated, {printed: number for number, printed in enumerate(yearless, 1)})


def _day_of(heading: DayHeading | None, days: _Days) -> tuple[int, date | None, str | None]:
    """Number, date and, where no year is known, month and day."""
    if heading is None:
        return 1, days.dates[0] if len(days.dates) == 1 else None, None
    if heading.phrase is None:
        return _day_by_number(heading.number or 1, days)
    month_day = heading.phrase.month_day
    same = days.dated.get(month_day, [])
    if heading.phrase.days:
        same = [bisect_left(days.dates, heading.phrase.days[0]) + 1]
    if len(same) == 1:
        return same[0], days.dates[same[0] - 1], None
    return days.yearless[month_day], None, month_day


def _day_by_number(number: int, days: _Days) -> tuple[int, date | None, str | None]:
    """`Day 2` has a date only where several are printed."""
    known = len(days.dates) > 1 and number <= len(days.dates)
    return number, days.dates[number - 1] if known else None, None
