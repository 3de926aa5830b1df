"""Dates, weekdays and numbers of days in a line, in all languages of the calendar's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shared.outline.calendar_words import ordinals, weekday_names
from shared.outline.date_forms import Found, PrintedDay, Reading, find_forms
from shared.outline.date_tokens import Token, read_tokens
from shared.outline.folding import fold
from shared.outline.wordbook import any_of, read_words

_ASIDE = re.compile(rf"(?<!\w){any_of(read_words('days')['aside'])}(?!\w)")
_UNTIL = re.compile(rf"(?<!\w){any_of(read_words('days')['until'])}\s*\Z")
_LONGEST_ASIDE = 80
_WEEKDAY_BEFORE = re.compile(r"w\.?[,:;]?\(?-?[ob]{0,2}\Z")
_WEEKDAY_AFTER = re.compile(r"[,.]?(\(?)-?w\.?(\)?)")
_ERA = re.compile(r"s?\.?e\.?|\.(?=[^nxyd]|\Z)|s")
_YEAR = re.compile(r"(?<![\w.,/-])(?:19|20|21)\d\d(?![\w/]|[.,]\d)")
_LABEL_START = re.compile(r"[\W_]{0,6}(?:(?:session|\w+)[ :]{1,2})?")
_TITLE_AFTER = "q"


@dataclass(frozen=True)
class DatePhrase:
    """A date or range in a line: `text[first:last]`, its weekday included.

    `readings` has several where day and month cannot be told apart or a month's name is that of
    two languages; `weekday` (Monday 0) is that of the first day; `aside` says that the words
    around it make it the date of a version or a deadline, not of the event.
    """

    first: int
    last: int
    readings: tuple[Reading, ...]
    weekday: int | None = None
    aside: bool = False

    @property
    def start(self) -> PrintedDay:
        """The first day, as the likeliest reading has it."""
        return self.readings[0].first

    @property
    def end(self) -> PrintedDay:
        """The last day, as the likeliest reading has it."""
        return self.readings[0].last

    @property
    def year(self) -> int | None:
        """The printed year of the first day."""
        return self.start.year

    @property
    def settled(self) -> bool:
        """Whether there is but one reading."""
        return len(self.readings) == 1

    @property
    def whole_month(self) -> bool:
        """Whether no day is printed: `May 2026`."""
        return self.start.day is None

    @property
    def single(self) -> bool:
        """Whether it is one day."""
        return not self.whole_month and self.start == self.end

    @property
    def month_day(self) -> str | None:
        """The first day as MM-DD; None for a month alone."""
        return f"{self.start.month:02}-{self.start.day:02}" if self.start.day else None

    def days(self, year: int | None = None) -> tuple[date, ...]:
        """Every day of it, with a year found elsewhere where none is printed; else none."""
        return days_of(self.readings[0], year)


@dataclass(frozen=True)
class DayLabel:
    """`Day 2`, `Premier jour`, `Montag` at the beginning of a line: `text[:last]`."""

    last: int
    number: int | None
    weekday: int | None


def days_of(reading: Reading, year: int | None = None) -> tuple[date, ...]:
    """Every day of a reading; none without a year or a day, or where that year has it not."""
    first, last = reading.first, reading.last
    start_year = first.year or year
    if start_year is None or first.day is None or last.day is None:
        return ()
    end_year = last.year or start_year + ((last.month, last.day) < (first.month, first.day))
    try:
        start, end = date(start_year, first.month, first.day), date(end_year, last.month, last.day)
    except ValueError:
        return ()
    if reading.pair:
        return (start, end)
    return tuple(start + timedelta(days=n) for n in range((end - start).days + 1))


def find_dates(text: str, languages: Sequence[str] = ()) -> tuple[DatePhrase, ...]:
    """All dates of a line in order. `languages` settle what a month's name means (guess_languages).

    Linear in the length of the line; never raises.
    """
    tokens = read_tokens(text, languages)
    shape = "".join(token.kind for token in tokens)
    folded = fold(text)
    found = (
        _phrase(folded, tokens, shape, one)
        for one in find_forms(tokens, languages)
        if not _is_numbered_name(text, tokens, one)
    )
    return tuple(found)


def find_day_label(text: str) -> DayLabel | None:
    """The number or weekday that a line begins with; None for any other line.

    The rest of the line says whether it heads a day: `Monday morning`, `Day 2: 6 May`.
    """
    folded = fold(text)
    start = len(folded) - len(folded.lstrip(" \t*#-_([>•·"))
    for at in (start, _after_a_word(folded, start)):
        label = _numbered_day(folded, at) if at is not None else None
        if label is not None:
            return label
    return _named_day(folded, start)


def settle_readings(phrases: Sequence[DatePhrase]) -> tuple[DatePhrase, ...]:
    """Choose between readings by the weekday, else by the days that the other phrases print.

    `Monday, 4/5/2026` is 4 May; beside `3 May 2026`, `4/5/2026` is 4 May. What nothing tells
    stays with its readings.
    """
    known = {day for one in phrases if one.settled and not one.aside for day in one.days()}
    by_weekday = [_by_weekday(one) for one in phrases]
    known |= {day for one in by_weekday if one.settled and not one.aside for day in one.days()}
    return tuple(one if one.settled else _by_neighbours(one, known) for one in by_weekday)


def find_years(text: str) -> tuple[int, ...]:
    """The years of a line that stand alone or in a date."""
    return tuple(int(match[0]) for match in _YEAR.finditer(fold(text)))


def year_elsewhere(phrases: Sequence[DatePhrase], years: Iterable[int] = ()) -> int | None:
    """The year of phrases without one; None where the text does not tell it.

    A date of the event that has its year and these days tells it. Otherwise one of `years`, found
    anywhere else (`updated 30 May 2023`), counts only if some phrase prints a weekday, every
    weekday is right in that year, and in no other of them.
    """
    bare = [one for one in phrases if one.year is None and not one.aside and not one.whole_month]
    dated = [one for one in phrases if one.year is not None and not one.aside]
    spans = {day for one in dated for day in one.days()}
    same = {day.year for day in spans if any(f"{day:%m-%d}" == one.month_day for one in bare)}
    if same:
        return same.pop() if len(same) == 1 else None
    told = [one for one in bare if one.weekday is not None]
    candidates = {*years, *(one.year for one in phrases if one.year is not None)}
    fitting = [year for year in candidates if told and all(_fits(one, year) for one in told)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(phrase: DatePhrase, year: int) -> bool:
    days = phrase.days(year)
    return bool(days) and days[0].weekday() == phrase.weekday


def _by_weekday(phrase: DatePhrase) -> DatePhrase:
    if phrase.settled or phrase.weekday is None:
        return phrase
    days = ((one, days_of(one)) for one in phrase.readings)
    right = tuple(one for one, told in days if told and told[0].weekday() == phrase.weekday)
    return replace(phrase, readings=right) if right else phrase


def _by_neighbours(phrase: DatePhrase, known: set[date]) -> DatePhrase:
    near = {day + timedelta(days=n) for day in known for n in (-1, 0, 1)}
    right = tuple(one for one in phrase.readings if near.intersection(days_of(one)))
    return replace(phrase, readings=right) if len(right) == 1 else phrase


def _phrase(folded: str, tokens: Sequence[Token], shape: str, found: Found) -> DatePhrase:
    first, last = found.first, found.last
    if era := _ERA.match(shape, last):
        last = era.end() if found.readings[0].first.year or era[0] == "s" else last
    before = _WEEKDAY_BEFORE.search(shape, max(0, first - 8), first)
    weekday = None
    if before:
        weekday, first = _weekday(tokens[before.start()]), before.start()
    elif (after := _WEEKDAY_AFTER.match(shape, last)) and shape[
        after.end() : after.end() + 1
    ] != "n":
        at = shape.index("w", last)
        weekday, last = (
            _weekday(tokens[at]),
            (after.end() if after[1] == "(" or not after[2] else after.end() - 1),
        )
    start, end = tokens[first].first, tokens[last - 1].last
    return DatePhrase(start, end, found.readings, weekday, _is_aside(folded, start, end, found))


def _weekday(token: Token) -> int:
    """The number of a weekday's name; where two languages differ, that of the more of them."""
    means = token.means or {}
    return max(means, key=lambda number: len(means[number]))


def _is_aside(folded: str, start: int, end: int, found: Found) -> bool:
    before = folded[max(0, start - _LONGEST_ASIDE) : start]
    if _ASIDE.search(before):
        return True
    if found.readings[0].first == found.readings[0].last and _UNTIL.search(before):
        return True
    alone = before.strip() == "(" and folded[end : end + _LONGEST_ASIDE].strip() == ")"
    return alone and not any(letter.isalpha() for letter in folded[start:end])


def _is_numbered_name(text: str, tokens: Sequence[Token], found: Found) -> bool:
    """`2. Marta Novak` is the second of a list, though it reads like 2 March."""
    kinds = [token.kind for token in tokens[:3]]
    dated = found.first > 0 or found.readings[0].first.year
    if dated or kinds != ["n", ".", "m"] or len(tokens) <= found.last:
        return False
    following = tokens[found.last]
    return following.kind == _TITLE_AFTER and text[following.first].isupper()


_DAY = any_of(read_words("days")["day"])
_ORDINAL = any_of(word for words in read_words("days")["first"] for word in words)
_WRITTEN = any_of(
    word for words in read_words("days")["first"] for word in words if not set(word) <= set("ivx")
)
"""Ordinals in words: `II Jornada` is the second gathering of that name, `Day II` a day."""
_SUFFIX = any_of(read_words("days")["suffix"])
_DAY_N = re.compile(rf"{_DAY}\s?(?:nr\.?|no\.?|#)?\s?(?P<n>\d{{1,2}})(?![\w/]|[.:]\d)\.?")
_N_DAY = re.compile(rf"(?P<n>\d{{1,2}})(?:\.?\s?[-\s]?{_SUFFIX}|\.)?\s?{_DAY}(?!\w)")
_ORDINAL_DAY = re.compile(rf"(?P<word>{_WRITTEN})\s{_DAY}(?!\w)")
_DAY_ORDINAL = re.compile(rf"{_DAY}\s(?:ال)?(?P<word>{_ORDINAL})(?!\w)")
_WEEKDAYS = re.compile(rf"(?:יום\s|يوم\s)?(?P<word>{any_of(weekday_names())})(?![\w'])")
_FEWEST = 4  # letters of a weekday's name that stands alone


def _numbered_day(folded: str, at: int) -> DayLabel | None:
    weekday = _WEEKDAYS.match(folded, at)
    if weekday and " " in weekday["word"]:
        return None  # `יום שני` is Monday before it is the second day
    for form in (_DAY_N, _N_DAY):
        if match := form.match(folded, at):
            return DayLabel(match.end(), int(match["n"]), None)
    for form in (_ORDINAL_DAY, _DAY_ORDINAL):
        if match := form.match(folded, at):
            return DayLabel(match.end(), ordinals()[match["word"]], None)
    return None


def _after_a_word(folded: str, start: int) -> int | None:
    """`Session Day 1`: one word may stand before."""
    match = _LABEL_START.match(folded, start)
    return match.end() if match and match.end() > start else None


def _named_day(folded: str, at: int) -> DayLabel | None:
    match = _WEEKDAYS.match(folded, at)
    if match is None or len(match["word"]) < _FEWEST:
        return None
    means = weekday_names()[match["word"]]
    return DayLabel(match.end(), None, max(means, key=lambda number: len(means[number])))
