"""What the columns of a table hold: told by a header row, or by what stands in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import groupby

from shared.outline.folding import fold
from shared.outline.rows import ColumnKind, Row

_LONGEST_HEADER = 40
_MOST_WORDS = 5
_AND = "and|et|y|e|und|en|i|a|ve|si|och|es|\u0438|\u0456|και"
_PARTS = re.compile(rf"\s*(?:[/,;&+|()\[\]:]|\s-\s|\s(?:{_AND})\s)\s*")
_NUMBERED = re.compile(r"[\s#.]*\d{1,2}$")
_CLOCK = re.compile(r"\d{1,2}\s?[:.hH]\s?\d{2}|\d{1,2}\s?(?:h|am|pm|uhr)\b", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_COUNT = re.compile(r"[A-Z]{0,3}\d{1,3}[.)]?|[\d.]{1,6}")
_TIMES = {ColumnKind.TIME, ColumnKind.START, ColumnKind.END, ColumnKind.DATE}
_TELLING = {ColumnKind.TITLE, ColumnKind.SPEAKER, ColumnKind.END, ColumnKind.DESCRIPTION}
_MOSTLY = 0.6


def kind_of_header(text: str) -> ColumnKind | None:
    """What a column is for by the text over it, in any language of `words/columns.json`."""
    if not 0 < len(text) <= _LONGEST_HEADER:
        return None
    words = _words()
    whole = _NUMBERED.sub("", fold(text)).strip(" .:*#")
    if whole in words:
        return words[whole]
    for part in _PARTS.split(fold(text)):
        part = _NUMBERED.sub("", part).strip(" .:*#")
        if part in words:
            return words[part]
    return None


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row names its columns: two of them at least, and one that says when or what."""
    said = [cell for cell in cells if cell.strip()]
    if len(said) < 2 or any(len(cell.split()) > _MOST_WORDS for cell in said):
        return False
    kinds = [kind_of_header(" ".join(cell.split())) for cell in said]
    known = [kind for kind in kinds if kind is not None]
    if kinds.count(ColumnKind.ROOM) > 1:
        return False  # `Time | Hall A | Hall B`: what goes on in each of them
    if kinds[0] in _TIMES and kinds.count(None) > 1 and not _TELLING & set(kinds):
        return False  # `Time | Stage | Attic`: rooms have any name
    telling = set(known) & (_TIMES | {ColumnKind.TITLE})
    return bool(telling) and len(set(known)) > 1 and len(known) * 2 >= len(said)


def name_columns(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows with the kinds that a header row above them in their table tells; without that row."""
    found: list[Row] = []
    kinds: tuple[ColumnKind | None, ...] = ()
    header = Row(0, ())
    for row in rows:
        if len(row.cells) > 1 and is_header(row.cells):
            kinds, header = tuple(kind_of_header(cell) for cell in row.cells), row
            continue
        if kinds and row.line == header.line and row.table:
            continue  # the second line of a header
        if row.cells and (row.level or row.table != header.table or len(row.cells) > len(kinds)):
            kinds = ()
        whole = len(row.cells) > 1 and kinds
        found.append(replace(row, columns=kinds[: len(row.cells)]) if whole else row)
    return tuple(found)


def judge_columns(rows: Sequence[Row]) -> tuple[ColumnKind | None, ...]:
    """What the columns of one table hold, by what stands in them; None where that is not sure."""
    width = max((len(row.cells) for row in rows), default=0)
    columns = [
        [row.cells[place] for row in rows if len(row.cells) > max(place, 1) and row.cells[place]]
        for place in range(width)
    ]
    kinds = [_judge(column) for column in columns]
    times = [place for place, kind in enumerate(kinds) if kind is ColumnKind.TIME]
    if len(times) == 2 and times[1] == times[0] + 1:
        kinds[times[0]], kinds[times[1]] = ColumnKind.START, ColumnKind.END
    open_ = [place for place, kind in enumerate(kinds) if kind is None and columns[place]]
    if open_:
        kinds[max(open_, key=lambda place: (_mean(columns[place]), -place))] = ColumnKind.TITLE
    return tuple(kinds)


def is_default_sheet(name: str) -> bool:
    """Whether a program gave a sheet its name, such as `Sheet1` or `Tabelle 2`."""
    return _NUMBERED.sub("", fold(name)).strip() in _sheets()


def tables_of(rows: Iterable[Row]) -> Iterator[tuple[int, tuple[Row, ...]]]:
    """The number and the rows of each table."""
    for table, inside in groupby((row for row in rows if row.cells), key=lambda row: row.table):
        if table:
            yield table, tuple(inside)


def _judge(column: Sequence[str]) -> ColumnKind | None:
    for kind, pattern in ((ColumnKind.DATE, _DAY), (ColumnKind.TIME, _CLOCK)):
        if column and sum(bool(pattern.match(cell)) for cell in column) >= len(column) * _MOSTLY:
            return kind
    counts = sum(bool(_COUNT.fullmatch(cell)) for cell in column)
    return ColumnKind.NUMBER if column and counts >= len(column) * _MOSTLY else None


def _mean(column: Sequence[str]) -> float:
    return sum(map(len, column)) / len(column)


@cache
def _file() -> dict[str, list[str]]:
    source = files("shared.outline").joinpath("words/columns.json").read_text("utf-8")
    read: dict[str, list[str]] = json.loads(source)
    return read


@cache
def _words() -> dict[str, ColumnKind]:
    return {fold(word): kind for kind in ColumnKind for word in _file()[kind.value]}


@cache
def _sheets() -> frozenset[str]:
    return frozenset(fold(word) for word in _file()["sheet"])
