"""Paragraphs and tables, also tables within tables, and the rows that they read as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, zip_longest

from shared.outline.files.limits import CELLS, ROWS, refuse_beyond
from shared.outline.rows import Row

_TIMELIKE = re.compile(r"[\d\s:.,hHuU()\u2010-\u2015\u2212-]+(?:[ap]\.?m\.?)?", re.IGNORECASE)
_OPEN = re.compile(r"[\u2010-\u2015\u2212-]")


@dataclass
class Cell:
    """One cell: what stands in it, the column it begins in, and how many it covers."""

    column: int
    span: int = 1
    blocks: list[Row | Grid] = field(default_factory=list)


@dataclass
class Grid:
    """A table: its rows of cells. A cell that covers several rows stands in the first alone."""

    rows: list[list[Cell]] = field(default_factory=list)


Blocks = list[Row | Grid]


def read_blocks(blocks: Iterable[Row | Grid]) -> tuple[Row, ...]:
    """The rows of a document, numbered by paragraph and table row; lines of a cell share theirs."""
    rows: list[Row] = []
    for row in _Reader().rows(blocks):
        refuse_beyond(len(rows), ROWS, "lines")
        rows.append(row)
    return tuple(rows)


class _Reader:
    def __init__(self) -> None:
        self._lines, self._tables = count(1), count(1)

    def rows(self, blocks: Iterable[Row | Grid]) -> Iterator[Row]:
        for block in blocks:
            if isinstance(block, Row):
                yield replace(block, line=next(self._lines))
            else:
                yield Row(next(self._lines), ())
                yield from self._table(block)
                yield Row(next(self._lines), ())

    def _table(self, grid: Grid) -> Iterator[Row]:
        used = sorted({cell.column for row in grid.rows for cell in row if _says(cell)})
        refuse_beyond(len(used), CELLS, "columns")
        place = {column: index for index, column in enumerate(used)}
        table = next(self._tables) if len(used) > 1 else 0
        for row in grid.rows:
            cells = [cell for cell in row if _says(cell)]
            if len(cells) == 1 and (not table or cells[0].column == used[0] or cells[0].span > 1):
                yield from self._across(cells[0], table)
            elif cells:
                yield from self._beside(cells, place, table)

    def _across(self, cell: Cell, table: int) -> Iterator[Row]:
        """A cell that has its row for itself: its lines are the document's."""
        if not table or any(isinstance(block, Grid) for block in cell.blocks):
            yield from self.rows(cell.blocks)
            return
        line = next(self._lines)
        for row in _one_range(_lines_of(cell.blocks)):
            yield replace(row, line=line, table=table)

    def _beside(self, cells: list[Cell], place: dict[int, int], table: int) -> Iterator[Row]:
        columns: list[list[Row]] = [[] for _ in place]
        for cell in cells:
            columns[place[cell.column]] += _one_range(_lines_of(cell.blocks))
        line = next(self._lines)
        for beside in zip_longest(*columns):
            said = [row for row in beside if row is not None and row.cells]
            if said:
                texts = tuple(row.text if row else "" for row in beside)
                alone = said[0] if len(said) == 1 else Row(line, ())
                yield replace(alone, line=line, cells=texts, table=table)


def _says(cell: Cell) -> bool:
    return any(isinstance(block, Grid) or block.cells for block in cell.blocks)


def _lines_of(blocks: Iterable[Row | Grid]) -> list[Row]:
    """The lines of a cell; a table inside it gives one line for each of its rows."""
    found: list[Row] = []
    for block in blocks:
        if isinstance(block, Row):
            found += [block] if block.cells else []
            continue
        for row in block.rows:
            said = " ".join(line.text for cell in row for line in _lines_of(cell.blocks))
            found += [Row(0, (said,))] if said else []
    return found


def _one_range(lines: Sequence[Row]) -> Sequence[Row]:
    """`09:00 -` over `10:00` is one range, and is put on one line."""
    texts = [line.text for line in lines]
    if len(texts) < 2 or not all(_TIMELIKE.fullmatch(text) for text in texts):
        return lines
    if any(_OPEN.match(text[-1]) for text in texts[:-1]) or any(
        _OPEN.match(text) for text in texts[1:]
    ):
        return [replace(lines[0], cells=(" ".join(texts),))]
    return lines
