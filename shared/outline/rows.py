"""What every kind of file becomes before it is read: rows of cells, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class ColumnKind(StrEnum):
    """What a column of a table holds, as its header or its content says."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    START = "start"
    END = "end"
    TITLE = "title"
    DESCRIPTION = "description"
    KIND = "kind"
    SPEAKER = "speaker"
    ROLE = "role"
    AFFILIATION = "affiliation"
    ROOM = "room"


@dataclass(frozen=True)
class Row:
    """One line of a document: what stands beside one another in it, from left to right.

    `cells` are clean (no white space around, one space between words, `` for an empty column) and
    none for a blank row. `line` counts from 1: the line of a text, the paragraph or table row of
    another file; the lines inside one table row share it. `level` is that of a heading (1..6) where
    the file itself marks one, `bullet` how deep a list item lies (its mark is cut off), `indent`
    the columns of white space before a line of plain text; `table` is the same number above 0 for
    all rows of one table, whose cells are its columns (one cell alone goes across). `columns` says
    what the cells hold where a header row told it, and is empty elsewhere.
    """

    line: int
    cells: tuple[str, ...]
    level: int = 0
    bullet: int = 0
    indent: int = 0
    table: int = 0
    columns: tuple[ColumnKind | None, ...] = ()

    @cached_property
    def text(self) -> str:
        """All that the row says, as one line."""
        return " ".join(filter(None, self.cells))


def paragraphs(rows: Iterable[Row]) -> Iterator[str]:
    """Rows that stand together, each group as one text."""
    group: list[str] = []
    for row in rows:
        if row.cells:
            group.append(row.text)
        elif group:
            yield " ".join(group)
            group = []
    if group:
        yield " ".join(group)
