"""The orders in which days, months and years are printed, over the letters of date_tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shared.outline.date_tokens import Token

_OF, _TO, _AND, _P = (
    "[ob]{0,2}",
    "(?:-{1,2}|[tb])(?:w\\.?,?)?[ob]?",
    "(?:,?[ab]|,)(?:w\\.?,?)?",
    "[.d]",
)
_D1, _D2, _M1, _M2 = (
    *(rf"(?P<d{n}>n)s?\.?" for n in (1, 2)),
    *(rf"(?P<m{n}>m)\.?(?:/m\.?)?" for n in (1, 2)),
)
_Y1, _Y2 = (rf"(?:[,ob]{{0,2}}(?P<y{n}>y))?" for n in (1, 2))
_END = r"(?!d)"
_START = "(?<![d/])"
_FORMS = (
    rf"{_START}{_D1}{_OF}{_M1}{_Y1}{_TO}{_D2}{_OF}{_M2}{_Y2}",
    rf"{_START}{_D1}(?:{_TO}|(?P<pair>{_AND})|/){_D2}{_OF}{_M1}{_Y1}",
    rf"{_START}(?P<d1>n)s(?P<d2>n)s{_OF}{_M1}{_Y1}",
    rf"{_START}{_D1}{_OF}{_M1}{_Y1}",
    rf"(?P<y1>y)\.?,?{_OF}{_M1}{_D1}{_TO}{_M2}{_D2}{_END}",
    rf"(?P<y1>y)\.?,?{_OF}{_M1}{_D1}(?:{_TO}|(?P<pair>{_AND})){_D2}{_END}",
    rf"(?P<y1>y)\.?,?{_OF}{_M1}(?P<d1>n)s(?P<d2>n)s",
    rf"(?P<y1>y)\.?,?{_OF}{_M1}{_D1}{_END}",
    rf"{_M1}(?P<d1>n)s(?P<d2>n)s",
    rf"{_M1}{_OF}(?P<d1>n)s?\.?{_END}{_Y1}{_TO}{_M2}(?P<d2>n)s?\.?{_END}{_Y2}",
    rf"{_M1}{_OF}(?P<d1>n)s?\.?{_END}(?:{_TO}|(?P<pair>{_AND}))(?P<d2>n)s?{_END}{_Y1}",
    rf"{_M1}{_OF}(?P<d1>n)s?\.?{_END}{_Y1}",
    r"(?P<y1>y)-(?P<m1>n)-(?P<d1>n)(?:(?:-{1,2}|[tb/])(?P<y2>y)-(?P<m2>n)-(?P<d2>n))?",
    r"(?P<y1>y)/(?P<m1>n)/(?P<d1>n)",
    rf"(?P<y1>y){_P}(?P<m1>n){_P}(?P<d1>n)(?:\.?{_TO}(?P<d2>n){_END})?",
    rf"{_START}(?P<d1>n){_P}(?P<m1>n){_P}?(?P<y1>y)?{_TO}(?P<d2>n){_P}(?P<m2>n){_P}(?P<y2>y)",
    rf"{_START}(?P<d1>n)\.?(?:{_TO}|/|(?P<pair>{_AND}))(?P<d2>n){_P}(?P<m1>n){_P}(?P<y1>[ynx])(?!{_P}?[nxyq:])",
    rf"{_START}(?P<d1>n){_P}(?P<m1>n){_P}(?P<y1>[ynx])(?!{_P}[nxyq])",
    rf"{_START}(?P<d1>n)-(?P<d2>n)/(?P<m1>n)/(?P<y1>y)",
    rf"{_START}(?P<d1>n)(?P<slash>[/-])(?P<m1>n)(?P=slash)(?P<y1>y)",
    rf"{_START}(?P<d1>n)(?P<slash>/)(?P<m1>n)/(?P<y1>[nx])(?!/)",
    rf"{_START}(?P<d1>n){_P}?(?P<m1>r){_P}?(?P<y1>y)",
    rf"(?<=w)(?:\.,|[.,])?(?P<d1>n){_P}(?P<m1>n)\.?(?![nxyqd:])",
    r"(?<=w)(?:\.,|[.,])?(?P<d1>n)(?P<slash>/)(?P<m1>n)(?![/\d])",
    r"(?P<m1>m)\.?[,ob]{0,2}(?P<y1>y)",
    r"(?P<y1>y)\.?(?P<m1>m)",
)  # fmt: skip
_NAMES = re.compile(r"\(\?P([<=])(\w+)")


def _numbered(number: int, form: str) -> str:
    """A form whose groups have its number, so that all forms go into one expression."""
    named = _NAMES.sub(lambda name: f"(?P{name[1]}{name[2]}_{number}", form)
    return f"(?P<form{number}>{named})"


_ALL = re.compile("|".join(_numbered(number, form) for number, form in enumerate(_FORMS)))
_NO_YEAR = -1  # which no calendar has
_CENTURY = 2000
_LEAP = 2000
_LONGEST = timedelta(days=31)


@dataclass(frozen=True)
class PrintedDay:
    """A day as printed; `day` is None for a month alone, `year` where none is printed."""

    month: int
    day: int | None
    year: int | None = None


@dataclass(frozen=True)
class Reading:
    """What a phrase can mean: from one day to another, or (`pair`) these two days alone."""

    first: PrintedDay
    last: PrintedDay
    pair: bool = False


@dataclass(frozen=True)
class Found:
    """A match: its tokens, and its readings, the likelier first."""

    first: int
    last: int
    readings: tuple[Reading, ...]


def find_forms(tokens: Sequence[Token], languages: Sequence[str]) -> Iterator[Found]:
    """Every date among the tokens that the calendar has."""
    shape = "".join(token.kind for token in tokens)
    for match in _ALL.finditer(shape):
        named = {
            name.rpartition("_")[0]: match.start(name)
            for name, at in match.groupdict().items()
            if at is not None and "_" in name
        }
        first = min(named.values())
        readings = tuple(filter(_is_possible, _read(tokens, named, languages)))
        if readings:
            yield Found(first, match.end(), readings)


def _read(
    tokens: Sequence[Token], named: dict[str, int], languages: Sequence[str]
) -> Iterator[Reading]:
    year1, year2 = (_year(tokens, named.get(name)) for name in ("y1", "y2"))
    days = [tokens[named[name]].number for name in ("d1", "d2", "d3") if name in named]
    pair = "pair" in named
    for month1 in _months(tokens[named["m1"]], languages):
        second = named.get("m2")
        for month2 in _months(tokens[second], languages) if second is not None else (month1,):
            day1, day2 = (days[0], days[-1]) if days else (None, None)
            last = PrintedDay(month2, day2, year2 or year1)
            first = PrintedDay(month1, day1, year1 or year2)
            if year2 and not year1 and month1 > month2:
                first = replace(first, year=year2 - 1)
            elif year1 and not year2 and month1 > month2:
                last = replace(last, year=year1 + 1)
            yield Reading(first, last, pair and bool(day1) and (day2 or 0) - (day1 or 0) > 1)
    if "slash" in named and not (languages and languages[0] != "en"):
        month, day = tokens[named["d1"]].number, tokens[named["m1"]].number
        if month != day and "d2" not in named:
            yield Reading(PrintedDay(month, day, year1), PrintedDay(month, day, year1))


def _year(tokens: Sequence[Token], at: int | None) -> int | None:
    if at is None:
        return None
    number, digits = tokens[at].number, tokens[at].last - tokens[at].first
    if digits == 1:
        return _NO_YEAR  # `5.4.5` is the number of an activity
    return number if number > 99 else number + _CENTURY


def _months(token: Token, languages: Sequence[str]) -> tuple[int, ...]:
    """What a month's name means, in the first of the languages that has it; else all it may."""
    if token.means is None:
        return (token.number,)
    for language in languages:
        own = tuple(number for number, told in token.means.items() if language in told)
        if own:
            return own
    by_languages = sorted(token.means.items(), key=lambda one: -len(one[1]))
    return tuple(number for number, _ in by_languages)


def _is_possible(reading: Reading) -> bool:
    """Whether the calendar has both days, in their order and not far apart."""
    first, last = _as_date(reading.first, 0), _as_date(reading.last, 0)
    if first is not None and last is not None and last < first and reading.first.year is None:
        last = _as_date(reading.last, 1)
    return first is not None and last is not None and timedelta(0) <= last - first <= _LONGEST


def _as_date(printed: PrintedDay, later: int) -> date | None:
    try:
        return date((printed.year or _LEAP) + later, printed.month, printed.day or 1)
    except ValueError:
        return None
