"""Plain text: one row for each line, cells between tabs, wide gaps and bars."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shared.outline.files.cleaning import clean, cut_bullet, is_rule
from shared.outline.files.limits import CELLS, ROWS, refuse_beyond
from shared.outline.rows import Row

LINE_END = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_GAP = re.compile(r"\t| {3,}")
_BAR = re.compile("[|│┃║¦]")
_TIMED_BAR = re.compile(r"\s*\d{1,2}\s?[:.hH]\s?\d{2}[^|│┃║¦]{0,30} [|│┃║¦] ")
"""A time in a field of its own: one such line is enough."""
_SEVERAL = 3
_TAB = 8


def read_plain(text: str) -> tuple[Row, ...]:
    """The rows of a text."""
    lines = split_lines(text)
    barred = sum(bool(_BAR.search(line)) for line in lines) >= _SEVERAL
    rows: list[Row] = []
    table = fields = 0
    for number, line in enumerate(lines, 1):
        divided = _BAR.search(line) if barred else _TIMED_BAR.match(line)
        cells = _bar_cells(line) if divided else ()
        if len(cells) > 1 and len(cells) != fields:
            table += 1
        if len(cells) > 1 or not is_rule(line) or not line.strip():
            fields = len(cells) if len(cells) > 1 else 0
        rows.append(Row(number, cells, table=table) if len(cells) > 1 else read_line(line, number))
    return _without_lone_tables(rows)


def split_lines(text: str) -> list[str]:
    """The lines of a text. Raises OutlineUnreadable for more than any programme has."""
    lines = LINE_END.split(text)
    refuse_beyond(len(lines), ROWS, "lines")
    return lines


def read_line(line: str, number: int) -> Row:
    """The row of one line that has no bars."""
    line = line.replace("\u00a0", " ").replace("\u3000", " ")
    body = line.lstrip(" \t")
    leading = line[: len(line) - len(body)]
    indent = len(leading.expandtabs(_TAB))
    if is_rule(body):
        return Row(number, ())
    body, bullet = cut_bullet(_BAR.sub(" | ", body) if "│" in body else body)
    cells = [clean(cell) for cell in _GAP.split(body)]
    refuse_beyond(len(cells), CELLS, "cells in one line", number)
    said = [cell for cell in cells if cell]
    if leading.endswith("\t") and said and not bullet:
        said.insert(0, "")
    return Row(number, tuple(said), bullet=int(bullet), indent=indent if said else 0)


def _bar_cells(line: str) -> tuple[str, ...]:
    if is_rule(line):
        return ()
    cells = [clean(cell) for cell in _BAR.split(line)]
    refuse_beyond(len(cells), CELLS, "cells in one line")
    framed = cells[1:] if not cells[0] and len(cells) > 2 else cells
    return tuple(framed[:-1] if not framed[-1] and len(framed) > 1 else framed)


def _without_lone_tables(rows: Sequence[Row]) -> tuple[Row, ...]:
    """A line with bars that no other one is like is no table."""
    often: dict[int, int] = {}
    for row in rows:
        often[row.table] = often.get(row.table, 0) + 1
    return tuple(
        Row(row.line, tuple(filter(None, row.cells))) if row.table and often[row.table] < 2 else row
        for row in rows
    )
