"""The days of a programme: which lines head one, and which date and number each has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from shared.outline.clock import Sureness, find_times
from shared.outline.dates import (
    DatePhrase,
    DayLabel,
    find_dates,
    find_day_label,
    settle_readings,
    year_elsewhere,
)
from shared.outline.folding import fold
from shared.outline.reference import reference_of
from shared.outline.rows import Row
from shared.outline.words_of_parts import is_part_of_day, is_programme_noun

_LONGEST_HEADING = 160
_MOST_WORDS_BEFORE = 6
_MOST_WORDS_AFTER = 12
_SEPARATORS = ":,;-\u2013—|([/•·"
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class DayMark:
    """A line over the entries of a day: its number, weekday, date, or several of them.

    `pure`: it says the day and nothing else, or the day before all else.
    """

    line: int
    number: int | None = None
    weekday: int | None = None
    phrase: DatePhrase | None = None
    pure: bool = False

    def joined(self, other: DayMark) -> DayMark:
        """This heading with what a second one right under it adds."""
        return DayMark(
            self.line,
            self.number if self.number is not None else other.number,
            self.weekday if self.weekday is not None else other.weekday,
            self.phrase or other.phrase,
            self.pure or other.pure,
        )

    def adds_to(self, other: DayMark) -> bool:
        """Whether both speak of one day: each says what the other does not."""
        same = self.phrase and other.phrase and self.phrase.month_day == other.phrase.month_day
        pairs = ((self.number, other.number), (self.weekday, other.weekday))
        agree = all(one is None or two is None or one == two for one, two in pairs)
        return agree and bool(same or not (self.phrase and other.phrase))


@dataclass(frozen=True)
class Printed:
    """A date somewhere in the text; `prose`: in a sentence, where it may be any date."""

    line: int
    phrase: DatePhrase
    prose: bool = False


def read_day(row: Row, languages: Sequence[str] = ()) -> DayMark | None:
    """The day that a line heads; None for a line that says something else."""
    text = _without_hours(row.text)
    if not text or len(text) > _LONGEST_HEADING or reference_of(text):
        return None
    label = _label_of(text, languages)
    phrases = [one for one in dates_of_heading(text, languages) if not one.aside]
    days = {one.month_day for one in phrases}
    if len(days) > 1 or (phrases and not phrases[0].single):
        return None
    if not phrases:
        if label is None or not _heads(text[label.last :], row):
            return None
        return DayMark(row.line, label.number, label.weekday, pure=True)
    phrase = phrases[0]
    start = label.last if label and label.last <= phrase.first else 0
    if not _may_stand_before(text[start : phrase.first]):
        return None
    if not _may_stand_after(text[phrase.last :], row):
        return None
    number = label.number if label else None
    alone = not _WORD.search(text[: phrase.first] + text[phrase.last :])
    pure = alone or number is not None or phrase.weekday is not None
    return DayMark(row.line, number, phrase.weekday, phrase, pure)


def dates_of_heading(text: str, languages: Sequence[str] = ()) -> tuple[DatePhrase, ...]:
    """The dates of a line; in `Day 1 - 12 May` the number of the day is no part of one."""
    label = _label_of(text, languages)
    cut = label.last if label is not None and label.number is not None else 0
    return tuple(
        replace(one, first=one.first + cut, last=one.last + cut)
        for one in find_dates(text[cut:], languages)
    )


def _label_of(text: str, languages: Sequence[str]) -> DayLabel | None:
    """The number or weekday that a line begins with; `den 28 augusti` has a date and no number,
    though `den` is a day in another language.
    """
    label = find_day_label(text)
    if label is None or label.number is None:
        return label
    rest = find_dates(text[label.last :], languages)
    torn = not rest or rest[0].whole_month
    dated = any(one.first < label.last < one.last for one in find_dates(text, languages))
    return None if torn and dated else label


def _without_hours(text: str) -> str:
    """A heading without the hours of its day: `Monday (14:00 - 17:00)`."""
    kept, at = "", 0
    for span in find_times(text):
        firm = span.sure is not Sureness.WEAK
        if (span.end is not None and firm) or text[span.first : span.last].strip("([").count(":"):
            kept += text[at : span.first] + " "
            at = span.last
    text = " ".join((kept + text[at:]).split())
    return re.sub(r"\s?[(\[][\s;,&|/-]*[)\]]", "", text).strip(" -\u2013—;,:|")


def _heads(rest: str, row: Row) -> bool:
    """Whether what follows `Monday` or `Day 2` leaves it a heading."""
    bare = rest.strip()
    if not bare or bare[0] in _SEPARATORS or is_part_of_day(bare) or row.level:
        return len(bare.split()) <= _MOST_WORDS_AFTER and bare[-1:] not in {".", "!", "?"}
    return False


def _may_stand_before(text: str) -> bool:
    bare = text.strip()
    words = len(_WORD.findall(bare))
    if not words:
        return True
    closed = bare[-1] in _SEPARATORS
    if is_programme_noun(bare) or is_part_of_day(bare):
        return True
    return words <= _MOST_WORDS_BEFORE if closed else words <= 2 and not bare[0].islower()


def _may_stand_after(text: str, row: Row) -> bool:
    bare = text.strip()
    words = len(bare.split())
    if not bare or is_part_of_day(bare) or row.level:
        return words <= 2 * _MOST_WORDS_AFTER
    ends = bare[-1] in ".!?" and words > 4
    if bare[0] in _SEPARATORS + ".":
        return words <= _MOST_WORDS_AFTER and not ends
    return words <= 8 and not ends and not bare[0].islower()


@dataclass
class Calendar:
    """All dates of the event in order, and the number and date of each heading."""

    dates: tuple[date, ...] = ()
    year: int | None = None
    settled: dict[tuple[int, int], DatePhrase] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def place(self, mark: DayMark | None, running: int) -> tuple[int, date | None, str | None]:
        """Number, date and, where no year is known, month and day of a heading.

        `running` counts the headings so far: the number of one that says nothing else.
        """
        if mark is None:
            return running, self.dates[0] if len(self.dates) == 1 and running == 1 else None, None
        if mark.phrase is not None:
            return self._by_date(mark, running)
        if mark.number is not None:
            return self._by_number(mark.number)
        return self._by_weekday(mark, running)

    def phrase(self, one: DatePhrase, line: int) -> DatePhrase:
        """A phrase with its reading chosen."""
        return self.settled.get((line, one.first), one)

    def _by_date(self, mark: DayMark, running: int) -> tuple[int, date | None, str | None]:
        assert mark.phrase is not None
        phrase = self.phrase(mark.phrase, mark.line)
        days = self.days_of(phrase)
        if days and days[0] in self.dates:
            number = mark.number or self.dates.index(days[0]) + 1
            return number, days[0], None
        if phrase.month_day in self.order:
            number = mark.number or self.order.index(phrase.month_day) + 1
            return number, None, phrase.month_day if phrase.settled else None
        return running, None, None

    def _by_number(self, number: int) -> tuple[int, date | None, str | None]:
        """`Day 2` has a date only where several are printed."""
        if 1 <= number <= len(self.dates) and len(self.dates) > 1:
            return number, self.dates[number - 1], None
        if not self.dates and 1 <= number <= len(self.order) and len(self.order) > 1:
            return number, None, self.order[number - 1]
        only = number == 1 and len(self.dates) == 1
        return max(number, 1), self.dates[0] if only else None, None

    def _by_weekday(self, mark: DayMark, running: int) -> tuple[int, date | None, str | None]:
        same = [n for n, day in enumerate(self.dates) if day.weekday() == mark.weekday]
        if len(same) == 1:
            return same[0] + 1, self.dates[same[0]], None
        return running, None, None

    def days_of(self, phrase: DatePhrase) -> tuple[date, ...]:
        """The days of a phrase in the year that it or the rest of the text prints."""
        return phrase.days(self.year) if phrase.year is None else phrase.days()


def make_calendar(
    heads: Sequence[Printed], others: Sequence[Printed], years: Iterable[int] = ()
) -> Calendar:
    """The calendar of a text: `heads` are the dates of headings, entries and the text's head."""
    everything = sorted([*heads, *others], key=lambda one: (one.line, one.phrase.first))
    chosen = settle_readings([one.phrase for one in everything])
    settled = {
        (one.line, one.phrase.first): phrase for one, phrase in zip(everything, chosen, strict=True)
    }
    calendar = Calendar((), year_elsewhere(chosen, years), settled)
    named = {(one.line, one.phrase.first) for one in heads if not one.prose}
    in_heads = {id(one) for one in heads}
    counted = [one for one in everything if not settled[one.line, one.phrase.first].aside]
    firm = (
        [one for one in counted if (one.line, one.phrase.first) in named]
        or [one for one in counted if id(one) in in_heads]
        or _only_one(counted)
    )
    found: set[date] = set()
    bare: list[str] = []
    for one in firm:
        phrase = settled[one.line, one.phrase.first]
        if phrase.whole_month or not phrase.settled:
            continue
        days = calendar.days_of(phrase)
        found |= set(days)
        if not days and phrase.month_day:
            bare.append(phrase.month_day)
    calendar.dates = tuple(sorted(found))
    calendar.order = list(dict.fromkeys(bare))
    return calendar


def _only_one(printed: Sequence[Printed]) -> list[Printed]:
    """The one date of a text that prints a single one, wherever it stands; in a sentence only with
    its weekday, for else it may be that of a foundation or a resolution.
    """
    days = {one.phrase.month_day for one in printed}
    sure = [one for one in printed if not one.prose or one.phrase.weekday is not None]
    return sure if len(days) == 1 else []


def part_of_day_only(text: str) -> bool:
    """Whether a line only names a part of the day: `MORNING`, `TARDE: Convivencia`."""
    return is_part_of_day(fold(text).split(":")[0])
