"""Which times of a document begin an entry.

What is certain in one place of a line makes the doubtful times there count too: a column of
`9.00 / 9.30 / 11.00`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from shared.outline.clock import Sureness, TimeSpan
from shared.outline.dates import find_day_label
from shared.outline.marks import Mark, Place
from shared.outline.rows import Row

_NUMBERING = re.compile(r"\d{1,2}\.\d(?!\d)\s")
_LONGEST_TITLE_BEFORE = 150
_DEFAULT_MINUTES = 5
_FEWEST = 2
_NEAR = 6  # rows
_WAKING = range(6, 24)


def choose(placed: Sequence[Mark], rows: Sequence[Row]) -> list[Mark]:
    """Those marks that begin entries."""
    kept = [
        mark
        for mark in placed
        if mark.place in {Place.BEGIN, Place.CELL, Place.ALONE} and not _is_of_day(mark, rows)
    ]
    certain = [mark for mark in kept if mark.span.sure is Sureness.CERTAIN and mark.span.exists]
    doubtful = [mark for mark in kept if mark.span.sure is not Sureness.CERTAIN]
    if sum(bool(_NUMBERING.match(row.text)) for row in rows) >= _FEWEST:
        doubtful = [mark for mark in doubtful if mark.span.end is not None]
    believed = {id(mark) for mark in (*certain, *_believe(doubtful, certain))}
    chosen = [mark for mark in kept if id(mark) in believed]
    ends = [mark for mark in placed if mark.place is Place.END and _is_titled(mark)]
    inside = [mark for mark in placed if mark.place is Place.INSIDE and _is_inside(mark)]
    chosen += _ends(ends, chosen)
    if len(inside) > max(len(chosen), 1):
        chosen += inside
    return sorted(chosen, key=lambda mark: (mark.row, mark.part))


def _is_of_day(mark: Mark, rows: Sequence[Row]) -> bool:
    """`Wednesday (09:00 - 17:00): Field day` gives the hours of a day."""
    text, first = rows[mark.row].text, mark.span.first
    bracketed = text[first : first + 1] == "(" or text[:first].rstrip().endswith("(")
    return bool(mark.label or mark.dates) and bracketed


def _believe(doubtful: Sequence[Mark], certain: Sequence[Mark]) -> Iterable[Mark]:
    """Doubtful times of one place that go on as a programme does."""
    for place in (Place.BEGIN, Place.CELL, Place.ALONE):
        here = [mark for mark in doubtful if mark.place is place and mark.span.exists]
        sure = [mark for mark in certain if mark.place is place]
        likely = [mark for mark in here if mark.span.sure is Sureness.LIKELY]
        weak = [mark for mark in here if mark.span.sure is Sureness.WEAK]
        if _is_column(likely, sure):
            yield from likely
            column = sorted([*likely, *sure], key=_row)
            yield from (mark for mark in weak if _fits(mark, column))
        elif sure:
            yield from (mark for mark in here if _fits(mark, sure))
        elif _is_column(weak, ()) and all(mark.span.end is not None for mark in weak):
            yield from here


def _is_column(marks: Sequence[Mark], sure: Sequence[Mark]) -> bool:
    """Whether the times grow from line to line, as times do, and have the minutes of times."""
    if not marks:
        return False
    starts = [_minutes(mark.span) for mark in marks]
    round_ = sum(start % _DEFAULT_MINUTES == 0 for start in starts)
    grow = sum(a < b or b < 12 * 60 < a + 6 * 60 for a, b in pairwise(starts))
    awake = sum(start // 60 in _WAKING or start // 60 in range(1, 6) for start in starts)
    enough = len(marks) >= _FEWEST or bool(sure) or (starts[0] % 15 == 0 and starts[0] // 60 >= 7)
    return (
        enough
        and round_ >= len(starts) * 0.9
        and awake == len(starts)
        and grow >= (len(starts) - 1) * 0.6
    )


def _fits(mark: Mark, sure: Sequence[Mark]) -> bool:
    """Whether a doubtful time stands between its neighbours in time too; `sure` goes by rows."""
    at = _minutes(mark.span)
    first = bisect_left(sure, mark.row, key=_row)
    after = bisect_right(sure, mark.row, key=_row)
    near = [sure[n] for n in (first - 1, after) if 0 <= n < len(sure)]
    close = any(abs(one.row - mark.row) <= _NEAR for one in near)
    if at % _DEFAULT_MINUTES or (at % 60 == 0 and mark.span.end is None and not close):
        return False
    low = _minutes(sure[first - 1].span) if first else 0
    following = _minutes(sure[after].span) if after < len(sure) else 0
    high = following if following > low else 24 * 60
    return low <= at <= high or low <= at + 12 * 60 <= high


def _row(mark: Mark) -> int:
    return mark.row


def _is_titled(mark: Mark) -> bool:
    """Whether a time at the end of a line has a title before it, and not a sentence."""
    span, title = mark.span, mark.before
    if not span.exists or not title or len(title) > _LONGEST_TITLE_BEFORE:
        return False
    if span.start is None or find_day_label(title) is not None:
        return False
    return title[-1] not in ".!?" and not title[0].islower()


def _is_inside(mark: Mark) -> bool:
    sure = mark.span.sure is Sureness.CERTAIN and mark.span.exists and mark.span.end is not None
    return sure and len(mark.before) <= 80 and find_day_label(mark.before) is None


def _ends(ends: Sequence[Mark], chosen: Sequence[Mark]) -> list[Mark]:
    """Times behind their titles: all if the document does so, else ranges that fit between."""
    if not ends:
        return []
    weak = [mark for mark in ends if mark.span.sure is Sureness.WEAK]
    tidy = [mark for mark in ends if mark.span.sure is not Sureness.WEAK]
    if len(ends) > 2 and weak and _is_column(ends, ()):
        tidy = list(ends)
    if len(tidy) > len(chosen):
        return [mark for mark in tidy if not _is_prose(mark)]
    rows = {mark.row for mark in chosen}
    return [
        mark
        for mark in tidy
        if mark.row not in rows
        and mark.span.end is not None
        and not _is_prose(mark)
        and len(mark.before.split()) <= 8
        and _fits_between(mark, chosen)
    ]


def _fits_between(mark: Mark, chosen: Sequence[Mark]) -> bool:
    at = _minutes(mark.span)
    first = bisect_left(chosen, mark.row, key=_row)
    after = bisect_right(chosen, mark.row, key=_row)
    low = chosen[first - 1].span.end or chosen[first - 1].span.start if first else None
    high = chosen[after].span.start if after < len(chosen) else None
    over = low is None or low.hour * 60 + low.minute <= at or low.hour * 60 + low.minute <= at + 720
    return over and (high is None or at <= high.hour * 60 + high.minute or not first)


def _is_prose(mark: Mark) -> bool:
    """`Doors close at 9:00` ends in a time as sentences do: with a word before it."""
    return mark.label == "led"


def _minutes(span: TimeSpan) -> int:
    one = span.start or span.end
    return one.hour * 60 + one.minute if one else 0
