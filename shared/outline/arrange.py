"""Times on lines of their own: pairs of them, and those that stand under their titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shared.outline.days import read_day
from shared.outline.marks import Mark, Place
from shared.outline.rows import Row
from shared.outline.sections import Part, Parts

_OPEN = {Part.HEADER, Part.PROGRAMME, Part.DATE}
_FEWEST = 2


@dataclass(frozen=True)
class Arranged:
    """Rows in the order in which they say something: each time before what it is the time of."""

    rows: tuple[Row, ...]
    marks: tuple[Mark, ...]
    parts: Parts


def arrange(
    rows: Sequence[Row], marks: Sequence[Mark], parts: Parts, languages: Sequence[str]
) -> Arranged:
    """Join starts and ends on lines of their own, and put times before the titles over them."""
    rows, marks = _joined(rows, marks)
    alone = [mark for mark in marks if mark.place is Place.ALONE]
    if (
        len(alone) < _FEWEST
        or len(alone) * 2 <= len(marks)
        or not _is_under(rows, alone, parts, languages)
    ):
        return Arranged(tuple(rows), tuple(marks), parts)
    return _moved(rows, marks, parts, languages)


def _joined(rows: Sequence[Row], marks: Sequence[Mark]) -> tuple[list[Row], list[Mark]]:
    """`9:00` and `9:30` on two lines, one right after the other, are one range."""
    kept: list[Mark] = []
    left = list(rows)
    for mark in marks:
        last = kept[-1] if kept else None
        if last is None or not _is_pair(rows, last, mark):
            kept.append(mark)
            continue
        span = replace(last.span, end=mark.span.start or mark.span.end)
        kept[-1] = replace(last, span=span, place=mark.place, after=mark.after)
        left[mark.row] = replace(rows[mark.row], cells=())
    return left, kept


def _is_pair(rows: Sequence[Row], first: Mark, second: Mark) -> bool:
    if first.place is not Place.ALONE or second.place not in {Place.ALONE, Place.BEGIN}:
        return False
    if first.span.end is not None or (second.span.end is not None and second.span.start):
        return False
    between = rows[first.row + 1 : second.row]
    return second.row > first.row and not any(row.cells for row in between)


def _is_under(
    rows: Sequence[Row], alone: Sequence[Mark], parts: Parts, languages: Sequence[str]
) -> bool:
    """Whether the times stand under their titles: nothing follows the last one of a day."""

    def says(at: int) -> bool:
        row = rows[at]
        heads = at in parts.headings or at in parts.labels or parts.of[at] not in _OPEN
        return bool(row.cells) and not heads and read_day(row, languages) is None

    after = alone[-1].row + 1
    following = next((at for at in range(after, len(rows)) if rows[at].cells), None)
    if following is not None and says(following):
        return False
    before = next((at for at in range(alone[0].row - 1, -1, -1) if rows[at].cells), None)
    return before is not None and says(before)


def _moved(
    rows: Sequence[Row], marks: Sequence[Mark], parts: Parts, languages: Sequence[str]
) -> Arranged:
    order: list[int] = []
    block: list[int] = []
    by_row = {mark.row: mark for mark in marks}
    begun = False
    for at, row in enumerate(rows):
        mark = by_row.get(at)
        if mark is not None and mark.place is Place.ALONE:
            head = _block_start(rows, block) if not begun else _first_said(rows, block)
            order += [*block[:head], at, *block[head:]]
            block, begun = [], True
        elif mark is not None or _is_heading(at, row, parts, languages):
            order += [*block, at]
            block = []
        else:
            block.append(at)
    order += block
    new = {old: at for at, old in enumerate(order)}
    moved = Parts(
        [parts.of[old] for old in order],
        {new[old]: text for old, text in parts.headings.items()},
        {new[old]: label for old, label in parts.labels.items()},
    )
    placed = sorted((replace(mark, row=new[mark.row]) for mark in marks), key=lambda one: one.row)
    return Arranged(tuple(rows[old] for old in order), tuple(placed), moved)


def _is_heading(at: int, row: Row, parts: Parts, languages: Sequence[str]) -> bool:
    if not row.cells:
        return False
    return at in parts.headings or at in parts.labels or read_day(row, languages) is not None


def _block_start(rows: Sequence[Row], block: Sequence[int]) -> int:
    """Where the last paragraph of a block begins: what is over the first time may be the head."""
    said = False
    for n in range(len(block) - 1, -1, -1):
        if rows[block[n]].cells:
            said = True
        elif said:
            return n + 1
    return 0


def _first_said(rows: Sequence[Row], block: Sequence[int]) -> int:
    return next((n for n, at in enumerate(block) if rows[at].cells), 0)
