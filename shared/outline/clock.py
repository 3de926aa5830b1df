"""Clock times in a line, in whatever notation: `08h30 - 9h00`, `9.30 Uhr`, `2-5 p.m.`, `9 h`.

Sources: Unicode CLDR (time formats, day periods) for what languages write; ISO 8601 for `T09:00`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time
from enum import Enum, IntEnum

from shared.outline.clock_forms import (
    BEFORE,
    CLOCK,
    CLOCK_HERE,
    JOIN,
    LONGEST_BEFORE,
    Form,
    Written,
    read_written,
)
from shared.outline.folding import fold

_NOON = 12
_DAY = 24
_YEARS = range(1900, 2100)
_SHORT = 4  # hours: `(2 h)` is how long something takes
_STRONG = {Form.COLON, Form.LETTER, Form.UNIT}
_BRACKETS = {"(": ")", "[": "]", "{": "}"}


class Half(Enum):
    """Which twelve hours of the day."""

    AM = "am"
    PM = "pm"


class Sureness(IntEnum):
    """How sure it is that digits are a time: the column they stand in has to decide the rest."""

    WEAK = 1
    LIKELY = 2
    CERTAIN = 3


@dataclass(frozen=True)
class ClockTime:
    """A time as printed; `hour` counts to 24 once `half` is known. `firm`: the notation is one of
    24 hours; `padded`: it begins with 0, as those of 24 hours usually do.
    """

    hour: int
    minute: int
    half: Half | None = None
    firm: bool = False
    padded: bool = False

    @property
    def exists(self) -> bool:
        """Whether a clock shows it; 24:00 is the end of a day."""
        whole = self.hour == _DAY and self.minute == 0
        return whole or (self.hour < _DAY and self.minute < 60)

    @property
    def ambiguous(self) -> bool:
        """Whether it may be in the morning or in the afternoon."""
        return self.half is None and not self.firm and 1 <= self.hour <= _NOON

    @property
    def time(self) -> time:
        """As a time of day, 00:00 for 24:00. Raises ValueError if there is no such time."""
        return time(self.hour % _DAY if self.exists else self.hour, self.minute)


@dataclass(frozen=True)
class TimeSpan:
    """A time or a range of two in a line: `text[first:last]`, with its words and brackets.

    `start` is None in `until 10:15`, `end` where only a start is printed.
    """

    first: int
    last: int
    start: ClockTime | None
    end: ClockTime | None
    sure: Sureness
    zone: str | None = None

    @property
    def open_start(self) -> bool:
        """Whether only the end is printed."""
        return self.start is None

    @property
    def exists(self) -> bool:
        """Whether the clock has the times of it; False for `25:00` and `9:75`."""
        return all(one.exists for one in (self.start, self.end) if one is not None)


@dataclass(frozen=True)
class _Place:
    """The words before a time, and whether the line begins with them."""

    first: int
    begins: bool
    opens: str | None = None
    hour_word: bool = False
    at_word: bool = False
    half: str | None = None

    @property
    def led(self) -> bool:
        """Whether a time may be expected here."""
        return self.begins or self.opens is not None or self.hour_word or self.at_word


def find_times(text: str) -> tuple[TimeSpan, ...]:
    """All times of a line in order, the doubtful ones too. Never raises."""
    folded = fold(text)
    spans: list[TimeSpan] = []
    at = 0
    while match := CLOCK.search(folded, at):
        start = read_written(match, folded, text)
        at = match.end()
        if start is None:
            continue
        place = _read_place(folded, start, spans[-1].last if spans else 0)
        start = replace(start, half=start.half or place.half)
        end = _read_end(folded, text, start, place)
        span = _span(folded, start, end, place)
        if span is not None:
            spans.append(_with_brackets(text, span))
        at = max(at, end.last if end else start.last)
    return tuple(spans)


def _read_place(folded: str, start: Written, after: int) -> _Place:
    base = max(after, start.first - LONGEST_BEFORE)
    match = BEFORE.search(folded, base, start.first)
    first = match.start() if match else start.first
    begins = first < LONGEST_BEFORE and not any(letter.isalnum() for letter in folded[:first])
    if match is None:
        return _Place(first, begins)
    opens = next((name for name in ("until", "between", "from") if match[name]), None)
    half = "am" if match["am"] else "pm" if match["pm"] else None
    return _Place(first, begins, opens, bool(match["hour"]), bool(match["at"]), half)


def _read_end(folded: str, text: str, start: Written, place: _Place) -> Written | None:
    join = JOIN.match(folded, start.last)
    if join is None or (join["and"] and not (join["to"] or place.opens == "between")):
        return None
    match = CLOCK_HERE.match(folded, join.end())
    end = read_written(match, folded, text) if match else None
    if end is None or (join["slash"] and Form.BARE in {start.form, end.form}):
        return None
    half = "am" if join["am"] else "pm" if join["pm"] else None
    end = replace(end, half=end.half or half)
    return end if _may_end(folded, start, end, join[0]) else None


def _may_end(folded: str, start: Written, end: Written, between: str) -> bool:
    """`9:00 - 3 speakers` and `9:00 - 2026 plans` are no ranges, `9:30-11` and `9:30 - 11` are."""
    if end.form is Form.COMPACT:
        return start.form is Form.COMPACT or (start.form is Form.BARE and start.padded)
    if end.form is not Form.BARE or end.half:
        return True
    if end.hour > _DAY or (start.form is Form.COMPACT and not start.padded):
        return False
    spaced = between.strip("-") != "" and not between.strip().isalpha()
    rest = folded[end.last : end.last + 3].lstrip()
    if start.form in {Form.BARE, Form.NAMED}:
        return True
    return not spaced or not rest[:1].isalnum()


def _span(folded: str, start: Written, end: Written | None, place: _Place) -> TimeSpan | None:
    sure = _sure_alone(folded, start, place) if end is None else _sure_range(start, end, place)
    if sure is None:
        return None
    zone = start.zone or (end.zone if end else None)
    if end is None:
        only = _clock(start)
        if not only.exists and not (place.begins and start.form in {Form.COLON, Form.LETTER}):
            return None
        until = place.opens == "until"
        begun, over = (None, only) if until else (only, None)
        return TimeSpan(place.first, start.last, begun, over, sure, zone)
    first, last = _share(start, end)
    if not (first.exists and last.exists) and not {start.form, end.form} & _STRONG:
        return None
    return TimeSpan(place.first, end.last, first, last, sure, zone)


def _sure_range(start: Written, end: Written, place: _Place) -> Sureness | None:
    forms = {start.form, end.form}
    if forms & _STRONG or start.half or end.half or place.hour_word:
        return Sureness.CERTAIN
    if forms == {Form.BARE}:
        return Sureness.LIKELY if place.opens else Sureness.WEAK
    if Form.COMPACT in forms:
        return _sure_compact(start, end)
    round_minutes = start.minute % 5 == end.minute % 5 == 0
    if forms == {Form.DOTTED} and round_minutes and (place.begins or place.opens):
        return Sureness.CERTAIN
    return Sureness.LIKELY


def _sure_compact(start: Written, end: Written) -> Sureness | None:
    """`0930-1000` is a range; `2016-2017` are years; `1930-2030` may be either."""
    years = [one.hour * 100 + one.minute in _YEARS for one in (start, end)]
    if any(one.minute % 5 for one in (start, end)):
        return None if any(years) else Sureness.WEAK
    return Sureness.WEAK if years[0] else Sureness.LIKELY


def _sure_alone(folded: str, one: Written, place: _Place) -> Sureness | None:
    if place.hour_word and one.form is not Form.COMPACT:
        return Sureness.CERTAIN
    if one.form is Form.NAMED:
        after = folded[one.last : one.last + 2].strip()[:1]
        return Sureness.LIKELY if place.led and not after.isalnum() else Sureness.WEAK
    if one.half and not (one.form is Form.BARE and one.loose_half):
        return Sureness.CERTAIN
    judge = {Form.COLON: _sure_colon, Form.LETTER: _sure_letter, Form.UNIT: _sure_unit}.get(
        one.form
    )
    if judge is not None:
        return judge(folded, one, place)
    if one.form is Form.COMPACT:
        return _sure_number(one, place)
    if one.form is Form.DOTTED:
        return _sure_dotted(one, place.led)
    return (
        Sureness.WEAK if one.form is Form.BARE and place.begins and _is_apart(folded, one) else None
    )


def _sure_colon(folded: str, one: Written, place: _Place) -> Sureness | None:
    """`Rom 8:28` is a verse, `Lunch 12:30` most likely not."""
    alone = place.led or not folded[max(0, place.first - 3) : place.first].rstrip()[-1:].isalnum()
    if alone:
        return Sureness.CERTAIN
    return Sureness.WEAK if one.minute % 5 else Sureness.LIKELY


def _sure_letter(folded: str, one: Written, _: _Place) -> Sureness | None:
    return Sureness.WEAK if _is_length(folded, one) else Sureness.CERTAIN


def _sure_unit(folded: str, one: Written, place: _Place) -> Sureness | None:
    """`24 hours` and a `(2 h)` in the midst of a line are how long something takes."""
    if one.hour > _DAY:
        return None
    if _is_length(folded, one):
        return Sureness.WEAK
    if one.measure:
        return Sureness.LIKELY if place.opens or place.at_word else Sureness.WEAK
    if place.led or one.hour > _SHORT:
        return Sureness.CERTAIN
    return Sureness.WEAK


def _is_length(folded: str, one: Written) -> bool:
    return one.hour <= _SHORT and folded[one.first - 1 : one.first] in _BRACKETS


def _sure_dotted(one: Written, led: bool) -> Sureness | None:
    if not _clock(one).exists:
        return None
    return Sureness.LIKELY if led and one.minute % 5 == 0 else Sureness.WEAK


def _sure_number(one: Written, place: _Place) -> Sureness | None:
    if not place.begins or not _clock(one).exists or one.last - one.first != 4:
        return None
    years = one.hour * 100 + one.minute in _YEARS
    return Sureness.WEAK if years or one.minute % 5 else Sureness.LIKELY


def _is_apart(folded: str, one: Written) -> bool:
    """Whether a lone number is no number of a list: `1.` and `2)`."""
    return one.hour <= _DAY and folded[one.last : one.last + 1] not in {".", ")"}


def _share(start: Written, end: Written) -> tuple[ClockTime, ClockTime]:
    """`2:00 - 3:00 pm` starts in the afternoon, `11:00 - 1:00 pm` in the morning; so with 24 h."""
    first, last = _clock(start), _clock(end)
    if start.half is None and end.half is not None and 1 <= first.hour <= _NOON:
        shared = _clock(replace(start, half=end.half))
        other = _clock(replace(start, half="am" if end.half == "pm" else "pm"))
        first = shared if _minutes(shared) < _minutes(last) else other
    elif end.half is None and start.half is not None and 1 <= last.hour <= _NOON:
        shared = _clock(replace(end, half=start.half))
        last = shared if _minutes(first) < _minutes(shared) else _clock(replace(end, half="pm"))
    firm = first.firm or last.firm
    return replace(first, firm=firm), replace(last, firm=firm)


def _minutes(one: ClockTime) -> int:
    return one.hour * 60 + one.minute


def _clock(one: Written) -> ClockTime:
    hour, half = one.hour, Half(one.half) if one.half and 1 <= one.hour <= _NOON else None
    if half is not None:
        hour = hour % _NOON + (_NOON if half is Half.PM else 0)
    firm = one.firm or one.form is Form.NAMED or not 1 <= hour <= _NOON
    return ClockTime(hour, one.minute, half, firm and half is None, one.padded)


def _with_brackets(text: str, span: TimeSpan) -> TimeSpan:
    """`[14:00-14:15]` with its brackets, so that nothing of them stays in the title."""
    closing = _BRACKETS.get(text[span.first - 1 : span.first]) if span.first else None
    if closing is None or text[span.last : span.last + 1] != closing:
        return span
    return replace(span, first=span.first - 1, last=span.last + 1)
