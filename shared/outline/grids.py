"""Tables whose columns are rooms or days: one entry for each cell beside a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shared.outline.clock import TimeSpan
from shared.outline.columns import judge_columns, kind_of_header, name_columns, tables_of
from shared.outline.dates import DatePhrase, find_dates, find_day_label
from shared.outline.marks import Mark, Place, only_time
from shared.outline.people import is_people_line
from shared.outline.rooms import is_track
from shared.outline.rows import ColumnKind, Row

_JUDGED = {ColumnKind.NUMBER, ColumnKind.DATE, ColumnKind.TIME, ColumnKind.START, ColumnKind.END}
_TOLD = {ColumnKind.TITLE, ColumnKind.SPEAKER, ColumnKind.DESCRIPTION, ColumnKind.AFFILIATION}
_FEWEST = 3
_MOSTLY = 0.6
_WIDTH = 10_000


@dataclass(frozen=True)
class Grid:
    """The heads of a table's columns: rooms, or days; by number of the column."""

    rooms: Mapping[int, str]
    days: Mapping[int, tuple[tuple[DatePhrase, ...], str]]


def find_grids(rows: Sequence[Row], languages: Sequence[str] = ()) -> dict[int, tuple[int, Grid]]:
    """By the number of each such table: the line of its head, and the grid."""
    found: dict[int, tuple[int, Grid]] = {}
    for table, inside in tables_of(rows):
        for row in inside[:3]:
            grid = _grid(row, languages)
            if grid is not None:
                found[table] = (row.line, grid)
                break
    return found


def _grid(row: Row, languages: Sequence[str]) -> Grid | None:
    heads = [(n, cell) for n, cell in enumerate(row.cells) if n and cell]
    if len(heads) < 2 or any(only_time(cell) for cell in row.cells):
        return None
    tracks = all(is_track(cell) or kind_of_header(cell) is ColumnKind.ROOM for _, cell in heads)
    if tracks or (kind_of_header(row.cells[0]) in _JUDGED and not _is_told(heads)):
        return Grid(dict(heads), {})
    days = {n: _day(cell, n, languages) for n, cell in heads}
    if all(dates or label for dates, label in days.values()):
        return Grid({}, days)
    return None


def _is_told(heads: Sequence[tuple[int, str]]) -> bool:
    """Whether a head says what its column holds, or is a day: else it is the name of a room."""
    kinds = [kind_of_header(cell) for _, cell in heads]
    days = any(find_day_label(cell) or find_dates(cell) for _, cell in heads)
    return days or kinds.count(None) < 2 or bool(_TOLD & set(kinds))


def _day(cell: str, column: int, languages: Sequence[str]) -> tuple[tuple[DatePhrase, ...], str]:
    """The date and label of a head; offsets as if the columns stood far apart in one line."""
    label = find_day_label(cell)
    far = column * _WIDTH
    dates = tuple(
        replace(one, first=one.first + far, last=one.last + far)
        for one in find_dates(cell, languages)
        if one.single
    )
    return dates, cell[: label.last] if label else ""


def marks_in_grid(row: Row, at: int, grid: Grid) -> tuple[Mark, ...]:
    """The entries of one row of such a table; one cell alone is for all rooms."""
    span, first = _time(row)
    if span is None:
        return ()
    said = [(n, cell) for n, cell in enumerate(row.cells) if n > first and cell]
    same = len({cell for _, cell in said}) == 1
    if same and grid.rooms:
        said = said[:1]
    marks = []
    for part, (n, cell) in enumerate(said):
        dates, label = grid.days.get(n, ((), ""))
        room = grid.rooms.get(n, "") if len(said) > 1 else ""
        marks.append(Mark(at, span, Place.CELL, "", cell, dates, label, (), part, room, n))
    return tuple(marks)


def _time(row: Row) -> tuple[TimeSpan | None, int]:
    """The time of a row in its first column, or start and end in its first two."""
    span = only_time(row.cells[0]) if len(row.cells) > 1 else None
    if span is None:
        return None, 0
    second = only_time(row.cells[1]) if span.end is None else None
    if second is not None and second.end is None and second.start is not None:
        return replace(span, end=second.start), 1
    return span, 0


def with_bars(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows whose cells the reader of the file has left together: `09:00 | Welcome | Ana Roe`."""
    barred = [row for row in rows if row.text.count(" | ") > 1 and len(row.cells) == 1]
    timed = [row for row in barred if any(map(only_time, row.text.split(" | ")[:3]))]
    if len(timed) < _FEWEST:
        return tuple(rows)
    table = max(row.table for row in rows) + 1
    parted = (
        replace(row, cells=_parted(row.text), table=table, level=0) if row in barred else row
        for row in rows
    )
    return name_columns(parted)


def _parted(text: str) -> tuple[str, ...]:
    return tuple(cell.strip(" |") for cell in text.removesuffix(" |").split(" | "))


def with_judged_columns(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows of tables without a header row, with what their columns hold by what stands in them."""
    kinds: dict[int, tuple[ColumnKind | None, ...]] = {}
    for table, inside in tables_of(rows):
        if len(inside) >= _FEWEST and not any(row.columns for row in inside):
            kinds[table] = _checked(judge_columns(inside), inside)
    return tuple(
        replace(row, columns=kinds[row.table][: len(row.cells)])
        if row.table in kinds and len(row.cells) > 1
        else row
        for row in rows
    )


def _checked(
    kinds: tuple[ColumnKind | None, ...], rows: Sequence[Row]
) -> tuple[ColumnKind | None, ...]:
    """The judged kinds; a title only where people stand in the column before it."""
    if not {ColumnKind.TIME, ColumnKind.START} & set(kinds):
        return ()
    title = next((n for n, kind in enumerate(kinds) if kind is ColumnKind.TITLE), None)
    plain = next((n for n, kind in enumerate(kinds) if kind not in _JUDGED), None)
    kept = [kind if kind in _JUDGED else None for kind in kinds]
    if title is not None and plain is not None and plain < title and _are_people(rows, plain):
        kept[title], kept[plain] = ColumnKind.TITLE, ColumnKind.SPEAKER
    return tuple(kept)


def _are_people(rows: Sequence[Row], column: int) -> bool:
    cells = [row.cells[column] for row in rows if len(row.cells) > column and row.cells[column]]
    return bool(cells) and sum(map(is_people_line, cells)) >= len(cells) * _MOSTLY
