"""Text whose lines are rows of a table: fields between commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from io import StringIO

from shared.outline.columns import is_header
from shared.outline.files.blocks import Blocks, Cell, Grid
from shared.outline.files.cleaning import clean, cut_bullet
from shared.outline.files.limits import CELLS, ROWS, refuse_beyond
from shared.outline.rows import Row

_SEPARATORS = ";\t,|"
_LOOKED_AT = 200
_LETTERS_LOOKED_AT = 200_000
_CLOCK = re.compile(r"\d{1,2}\s?[:.hH]\s?\d{2}")
_FEWEST = 3
_HALF, _MOSTLY, _NEARLY_ALL = 0.5, 0.6, 0.8
_SPARSE = 2
"""Rows of only two fields are a table where a header says so, or semicolons part them."""


def find_separator(text: str) -> str | None:
    """The sign between the fields, None for a text that is no table.

    One under which a row of heads is found comes first: in a field there may be other signs.
    """
    named = _named_separator(text)
    if named:
        return named
    sample = text[:_LETTERS_LOOKED_AT]
    split = {one: _split(sample, one, _LOOKED_AT) for one in _SEPARATORS if one in sample}
    found = [one for one, rows in split.items() if _is_table(rows, one)]
    headed = [one for one in found if any(map(is_header, split[one]))]
    return next(iter([*headed, *found]), None)


def read_separated(text: str, separator: str) -> Blocks:
    """The table of such a text, with the lines above it."""
    if _named_separator(text):
        text = text.partition("\n")[2]
    return grids_of(_split(text, separator, ROWS + 1))


def grids_of(rows: Iterable[Sequence[str]]) -> Blocks:
    """Rows of cells as one table, begun anew at its header; lines over it are a text."""
    blocks: Blocks = []
    grid = Grid()
    headed = False
    for count, row in enumerate(rows):
        refuse_beyond(count, ROWS, "rows")
        said = ((column, _lines(text)) for column, text in enumerate(row))
        cells = [Cell(column, 1, lines) for column, lines in said if lines]
        if not headed and is_header(row):
            blocks += [grid] if grid.rows else []
            grid, headed = Grid(), True
        if grid.rows or len(cells) > 1:
            grid.rows.append(cells)
        else:
            blocks += cells[0].blocks if cells else [Row(0, ())]
    return [*blocks, grid] if grid.rows else blocks if any(map(_says, blocks)) else []


def _says(block: Row | Grid) -> bool:
    return isinstance(block, Grid) or bool(block.cells)


def _lines(text: str) -> Blocks:
    found: Blocks = []
    for line in text.splitlines():
        said, signed = cut_bullet(clean(line))
        if said:
            found.append(Row(0, (said,), bullet=int(signed)))
    return found


def _named_separator(text: str) -> str | None:
    """Excel reads `sep=;` in the first line, and so do others."""
    first = text[:8].split("\n", 1)[0].strip()
    return first[4:] if first.startswith("sep=") and first[4:] in set(_SEPARATORS) else None


def _split(text: str, separator: str, most: int) -> list[list[str]]:
    """The first rows of a table; none where its quotes do not close."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    rows: list[list[str]] = []
    try:
        for row in reader:
            refuse_beyond(len(row), CELLS, "cells in one row", reader.line_num)
            rows.append(row)
            if len(rows) >= most:
                break
    except csv.Error:
        return []
    return rows


def _is_table(rows: list[list[str]], separator: str) -> bool:
    said = [row for row in rows if any(field.strip() for field in row)]
    wide = Counter(len(row) for row in said if len(row) > 1)
    if not wide:
        return False
    width, often = wide.most_common(1)[0]
    headed = any(len(row) == width and is_header(row) for row in said)
    share = often / len(said)
    if separator == "|":
        return False  # a bar parts the cells of a line that may be anything else
    if headed and often > 1:
        return separator != "\t" or share >= _MOSTLY
    enough = often >= _FEWEST and share >= _NEARLY_ALL
    return enough and (separator == ";" or (width > _SPARSE and _timed(said)))


def _timed(rows: list[list[str]]) -> bool:
    """Whether most rows have a field that begins with a time: sentences with commas have not."""
    timed = sum(any(_CLOCK.match(field.strip()) for field in row) for row in rows)
    return timed >= len(rows) * _HALF
