"""Which half of the day bare hours mean: 10:00, 12:30, 1:30 go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time

from shared.outline.clock import ClockTime, TimeSpan

_HOUR = 60
_HALF_DAY = 12 * _HOUR
_EARLIEST = 7 * _HOUR  # no programme begins before; what is printed as less is after noon
_LONGEST_PAUSE = 3 * _HOUR  # until an evening entry; after more, another track begins anew
_LONGEST_SPAN = 9 * _HOUR + _HOUR // 2


@dataclass(frozen=True)
class SettledSpan:
    """A span on the clock of 24 hours. `ambiguous`: nothing tells which half."""

    start: time | None
    end: time | None
    ambiguous: bool = False


def settle_halves(days: Sequence[Sequence[TimeSpan]]) -> tuple[tuple[SettledSpan, ...], ...]:
    """The spans of each day, in the order of its column, on the clock of 24 hours.

    Where any bare hour is 0 or beyond 12, or is written as only 24-hour clocks are (`9h30`,
    `9 Uhr`), nothing is changed: then a time out of order is a slip. Spans that do not exist stay
    without times.
    """
    if not _has_twelve_hours(span for day in days for span in day):
        return tuple(tuple(_as_printed(span) for span in day) for day in days)
    return tuple(_settle_day(day) for day in days)


def _has_twelve_hours(spans: Iterable[TimeSpan]) -> bool:
    parts = [one for span in spans for one in (span.start, span.end) if one is not None]
    shown = [one for one in parts if one.exists and one.half is None]
    of_24 = any(
        one.firm and (one.hour, one.minute) not in {(0, 0), (12, 0), (24, 0)} for one in shown
    )
    return not of_24 and any(one.ambiguous for one in shown)


def _as_printed(span: TimeSpan, *, ambiguous: bool = False) -> SettledSpan:
    if not span.exists:
        return SettledSpan(None, None)
    start, end = (one.time if one else None for one in (span.start, span.end))
    return SettledSpan(start, end, ambiguous)


def _settle_day(day: Sequence[TimeSpan]) -> tuple[SettledSpan, ...]:
    settled: list[SettledSpan] = []
    reached: int | None = None  # minutes of the last start, and of the last end
    over: int | None = None
    began: int | None = None
    for span in day:
        if not span.exists:
            settled.append(SettledSpan(None, None))
            continue
        start = _settle_start(span.start, began, reached, over) if span.start else None
        end = _settle_end(span.end, start, over) if span.end else None
        doubtful = _is_doubtful(span, start, end, reached)
        settled.append(SettledSpan(_time(start), _time(end), doubtful))
        reached = start if start is not None else reached
        began = reached if began is None else began
        over = end if end is not None else reached
    return tuple(settled)


def _settle_start(one: ClockTime, began: int | None, reached: int | None, over: int | None) -> int:
    """`began`, `reached`, `over`: the first start of the day, the last one, and the last end."""
    morning, evening = _choices(one)
    if evening == morning:
        return morning
    if reached is None:
        return evening if morning < _EARLIEST and not one.padded else morning
    if morning >= reached:
        return morning
    if morning < _EARLIEST or (morning < (began or 0) and not one.padded):
        return evening
    latest = max(reached, over or reached)
    return evening if latest - _HOUR // 2 <= evening <= latest + _LONGEST_PAUSE else morning


def _settle_end(one: ClockTime, start: int | None, over: int | None) -> int:
    morning, evening = _choices(one)
    after = start if start is not None else over
    if evening == morning or after is None or morning > after:
        return morning
    early = morning < _EARLIEST or not one.padded
    return evening if early and after < evening <= after + _LONGEST_SPAN else morning


def _choices(one: ClockTime) -> tuple[int, int]:
    """Minutes of the day in the morning and in the evening; 12:30 is after noon."""
    printed = (one.hour % 24) * _HOUR + one.minute
    if not one.ambiguous or one.hour == 12:
        return printed, printed
    return printed, printed + _HALF_DAY


def _is_doubtful(span: TimeSpan, start: int | None, end: int | None, reached: int | None) -> bool:
    """`8:00 - 5:00` alone, an entry at `2:00` with nothing before it, and a jump back."""
    bare = [one for one in (span.start, span.end) if one is not None and one.ambiguous]
    if not bare:
        return False
    grown = span.start is not None and start != _choices(span.start)[0]
    long = start is not None and end is not None and end - start > 6 * _HOUR
    back = reached is not None and start is not None and start < reached
    return (grown and reached is None) or long or back or (end or _HALF_DAY * 2) < (start or 0)


def _time(minutes: int | None) -> time | None:
    return time(minutes // _HOUR, minutes % _HOUR) if minutes is not None else None
