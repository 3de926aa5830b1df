"""The times of a row, where in it they stand, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from shared.outline.clock import Sureness, TimeSpan, find_times
from shared.outline.dates import DatePhrase, find_dates, find_day_label
from shared.outline.rows import ColumnKind, Row

_NEVER_TIMES = {ColumnKind.NUMBER, ColumnKind.TITLE, ColumnKind.DESCRIPTION}
_NEVER_DATES = {*_NEVER_TIMES, ColumnKind.TIME}
_EDGE = " \t-\u2013—―:|·•*.,;)]>_→~"
_HEAD_EDGE = " \t-\u2013—―:|·•*,;([<_→~…"
_LEADERS = re.compile(r"(?:\s?[._\u2026·]){2,}\s*$")
_MINUTES = re.compile(
    r"(?:min\w{0,6}|dk|perc|мин\w{0,3}|хв\w{0,4}|דק\w{0,3}|λεπτά)(?!\w)|['\u2019\u2032]"
)
_LENGTH = re.compile(r"[(\[]?\d{1,3}\s?(?:min\w{0,6}|['\u2019\u2032])\.?[)\]]?")
_ABOUT = re.compile(
    r"^\W{0,3}(?:ca|c|circa|approx|approximately|around|about|etwa|vers|env|environ|hacia|sobre|aprox"
    r"|verso|omstreeks|rond|okolo|oko|około|приблизно|около|около|yaklaş\u0131k|περίπου|körülbelül|kb)\.?\s$",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"\s*(?:[|;•·]|,(?=\s))\s*")


class Place(Enum):
    """Where in its line a time stands."""

    BEGIN = "begin"
    CELL = "cell"
    ALONE = "alone"
    END = "end"
    INSIDE = "inside"


@dataclass(frozen=True)
class Mark:
    """A time that may begin an entry: its row, what stands before it and behind it.

    `dates` are those printed beside the time in its row; `cells` the other cells with their kinds;
    `part` counts the entries of one row, `room` and `column` are those of a table of rooms.
    """

    row: int
    span: TimeSpan
    place: Place
    before: str = ""
    after: str = ""
    dates: tuple[DatePhrase, ...] = ()
    label: str = ""
    cells: tuple[tuple[ColumnKind | None, str], ...] = ()
    part: int = 0
    room: str = ""
    column: int = 0

    @property
    def printed(self) -> str:
        """The title beside the time."""
        if self.place is Place.END:
            return self.before
        return self.after if not self.before else f"{self.before} {self.after}".strip()


def marks_of(row: Row, at: int, languages: Sequence[str] = ()) -> tuple[Mark, ...]:
    """All times of a row that might begin an entry."""
    celled = _cell_mark(row, at, languages)
    if celled is not None:
        return (celled,)
    each = _in_each_cell(row, at, languages)
    if each:
        return each
    text = row.text
    spans = _times_beside_dates(text, languages)
    if not spans:
        return ()
    several = _several(text, at, languages) if len(spans) > 1 else ()
    if several:
        return several
    for span in spans:
        mark = _mark(text, span, at, languages)
        if mark.place is not Place.INSIDE:
            return (mark,)
    return (_mark(text, spans[0], at, languages),)


def _times_beside_dates(text: str, languages: Sequence[str]) -> tuple[TimeSpan, ...]:
    """The times of a text that are no part of a date: `3 May`, `8.3.2009`."""
    spans = find_times(text)
    if not spans:
        return ()
    dates = find_dates(text, languages)
    return tuple(
        span
        for span in spans
        if not _is_length(text[span.last :].lstrip(), open_=True)
        and not any(
            one.first < span.last and span.first < one.last and span.sure is not Sureness.CERTAIN
            for one in dates
        )
    )


def _mark(text: str, span: TimeSpan, at: int, languages: Sequence[str]) -> Mark:
    before, after = _ABOUT.sub("", text[: span.first]), text[span.last :]
    dates, rest, label = _cut_dates(before, languages)
    late = _cut_dates(after, languages) if not rest else ((), after, "")
    if not rest and not _said(late[1]) and late[0]:
        dates, after = (*dates, *late[0]), ""
    behind = after.strip(_EDGE)
    if not _said(rest):
        place = Place.BEGIN if _said(behind) else Place.ALONE
        return Mark(at, span, place, "", _tidy(after), dates, label)
    if not _said(behind) or _is_length(behind):
        led = "led" if span.end is None and text[span.first].isalpha() else ""
        return Mark(at, span, Place.END, _tidy_before(before), "", (), led)
    return Mark(at, span, Place.INSIDE, _tidy_before(before), _tidy(after))


def _is_length(text: str, *, open_: bool = False) -> bool:
    """`(15 min)`; `open_`: what follows digits that are minutes, not a time."""
    return bool(_MINUTES.match(text) if open_ else _LENGTH.fullmatch(text))


def _cut_dates(before: str, languages: Sequence[str]) -> tuple[tuple[DatePhrase, ...], str, str]:
    """The dates of the words before a time, what else is said there, and a day's label."""
    if not _said(before):
        return (), "", ""
    dates = find_dates(before, languages)
    rest, at = [], 0
    for one in dates:
        rest.append(before[at : one.first])
        at = one.last
    rest.append(before[at:])
    left = " ".join(rest)
    label = find_day_label(left.strip())
    if label is not None:
        return dates, left.strip()[label.last :].strip(_HEAD_EDGE), left.strip()[: label.last]
    return dates, left.strip(_HEAD_EDGE) if dates else before, ""


def _cell_mark(row: Row, at: int, languages: Sequence[str]) -> Mark | None:
    """The time of a row whose cell holds nothing else."""
    if len(row.cells) < 2:
        return None
    dates, dated = _date_cell(row, languages)
    found = _time_cells(row, dated)
    if not found:
        return None
    first, span = found[0]
    taken = {first, dated}
    if len(found) == 2 and span.end is None and found[1][1].end is None and found[1][1].start:
        span = replace(span, end=found[1][1].start, sure=max(span.sure, found[1][1].sure))
        taken.add(found[1][0])
    left = [n for n, cell in enumerate(row.cells) if n not in taken and cell]
    cells = tuple((_kind_at(row, n), row.cells[n]) for n in left)
    before = " ".join(row.cells[n] for n in left if n < first)
    if not cells:
        return Mark(at, span, Place.ALONE, dates=dates)
    if before and first == len(row.cells) - 1 and not row.columns:
        return Mark(at, span, Place.END, _tidy_before(before), dates=dates, cells=cells)
    return Mark(at, span, Place.CELL, "", _title_of(cells), dates, cells=cells)


def _kind_at(row: Row, place: int) -> ColumnKind | None:
    return row.columns[place] if place < len(row.columns) else None


def _date_cell(row: Row, languages: Sequence[str]) -> tuple[tuple[DatePhrase, ...], int]:
    """The dates of the first cell that holds nothing else, and its column; -1 without one."""
    for place, cell in enumerate(row.cells):
        if _kind_at(row, place) in _NEVER_DATES:
            continue
        phrases = find_dates(cell, languages)
        if phrases and not _said(_cut_dates(cell, languages)[1]):
            return phrases, place
    return (), -1


def _time_cells(row: Row, dated: int) -> list[tuple[int, TimeSpan]]:
    """The first cell that holds a time and nothing else, and the one right after it if it does."""
    found: list[tuple[int, TimeSpan]] = []
    for place, cell in enumerate(row.cells):
        if place == dated or _kind_at(row, place) in _NEVER_TIMES or len(found) == 2:
            continue
        span = only_time(cell)
        if span is not None and (not found or place == found[0][0] + 1):
            found.append((place, span))
    return found


def _title_of(cells: Sequence[tuple[ColumnKind | None, str]]) -> str:
    titles = [text for kind, text in cells if kind is ColumnKind.TITLE]
    if titles:
        return " ".join(titles)
    plain = [text for kind, text in cells if kind is None]
    return _tidy(plain[0]) if plain else ""


def only_time(cell: str) -> TimeSpan | None:
    """The time that fills a cell, `9.00-9.30 (CET)` too."""
    spans = find_times(cell)
    if not spans or len(cell) > 60:
        return None
    span = spans[0]
    rest = cell[: span.first] + cell[span.last :]
    if len(spans) == 2 and spans[0].end is None and spans[1].end is None:
        between = (
            cell[spans[0].last : spans[1].first] + cell[: spans[0].first] + cell[spans[1].last :]
        )
        if not _said(between) and spans[1].start:
            return replace(span, end=spans[1].start, last=spans[1].last)
    return span if not _said(rest) else None


def _in_each_cell(row: Row, at: int, languages: Sequence[str]) -> tuple[Mark, ...]:
    """The entries of a row whose cells are entries of their own: `9:00 Opening` | `9:30 Talk`."""
    if len(row.cells) < 2:
        return ()
    marks = []
    for part, cell in enumerate(cell for cell in row.cells if cell):
        spans = _times_beside_dates(cell, languages)
        mark = _mark(cell, spans[0], at, languages) if spans else None
        if mark is None or mark.place is not Place.BEGIN or mark.span.sure is Sureness.WEAK:
            return ()
        marks.append(replace(mark, part=part))
    return tuple(marks) if len(marks) > 1 else ()


def _several(text: str, at: int, languages: Sequence[str]) -> tuple[Mark, ...]:
    """`9:00 Opening | 9:30 Talk; 10:30 Coffee`: the entries of one line."""
    pieces, start = [], 0
    for cut in _SEGMENT.finditer(text):
        following = find_times(text[cut.end() : cut.end() + 40])
        begins = following and not _said(text[cut.end() : cut.end() + following[0].first])
        if begins and following[0].sure is not Sureness.WEAK:
            pieces.append(text[start : cut.start()])
            start = cut.end()
    pieces.append(text[start:])
    marks = []
    for n, piece in enumerate(pieces):
        spans = _times_beside_dates(piece, languages)
        if not spans or len(pieces) < 2:
            return ()
        mark = _mark(piece, spans[0], at, languages)
        if mark.place is not Place.BEGIN:
            return ()
        marks.append(replace(mark, part=n))
    return tuple(marks)


def _said(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _tidy(text: str) -> str:
    return text.strip().lstrip(_EDGE).strip()


def _tidy_before(text: str) -> str:
    bare = _LEADERS.sub("", text[:400].rstrip())
    return bare.strip().rstrip(" \t-\u2013—:|·,;([<→~*").strip()
