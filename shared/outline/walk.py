"""Row after row: which entry is open, which day it is, which rows belong to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from shared.domain.session import Kind
from shared.outline.dates import find_day_label
from shared.outline.days import DayMark, part_of_day_only, read_day
from shared.outline.kinds import kind_of
from shared.outline.marks import Mark
from shared.outline.people import is_people_line, read_people
from shared.outline.roles import read_role
from shared.outline.rooms import is_track
from shared.outline.rows import ColumnKind, Row
from shared.outline.sections import Part, Parts
from shared.outline.wrapped import Below

_RESTING = {Kind.BREAK, Kind.REGISTRATION, Kind.OTHER}
_LONGEST_UNTIMED = 120
_LOOKED_AT = 40  # entries: what the last of them do tells how the document is made


@dataclass
class Draft:
    """An entry as it grows: its time, its day and the rows under it."""

    line: int
    day: int
    mark: Mark | None = None
    indent: int = 0
    title: str = ""
    room: str | None = None
    track: str | None = None
    cells: tuple[tuple[ColumnKind | None, str], ...] = ()
    below: list[Below] = field(default_factory=list)

    @property
    def printed(self) -> str:
        """The title beside the time."""
        return self.title or (self.mark.printed if self.mark else "")


@dataclass
class Walked:
    """The entries, the headings of days in order, and the rows that belong to nothing."""

    drafts: list[Draft] = field(default_factory=list)
    days: list[DayMark] = field(default_factory=list)
    loose: list[Row] = field(default_factory=list)


class Walk:
    """One walk over all rows of a document."""

    def __init__(
        self, rows: Sequence[Row], marks: Mapping[int, Sequence[Mark]], parts: Parts,
        languages: Sequence[str],
    ) -> None:  # fmt: skip
        self._rows, self._marks, self._parts, self._languages = rows, marks, parts, languages
        self._last = max(marks, default=-1)
        self._first = min(marks, default=len(rows))
        self.result = Walked()
        self._open: list[Draft] = []
        self._pending: list[Below] = []
        self._blank = False
        self._room: str | None = None
        self._fresh = False
        self._day = -1

    def run(self) -> Walked:
        """Every row at its place."""
        for at, row in enumerate(self._rows):
            if not row.cells:
                self._blank = True
                continue
            self._take(at, row)
            self._blank = False
        self._flush(ended=True)
        return self.result

    def _take(self, at: int, row: Row) -> None:
        if at in self._marks:
            self._take_marks(self._marks[at], row)
        elif at in self._parts.headings or at in self._parts.labels:
            self._close()
        elif self._parts.of[at] not in {Part.HEADER, Part.PROGRAMME, Part.DATE}:
            self._close()
            self.result.loose.append(row)
        elif (day := read_day(row, self._languages)) is not None and self._may_head(at, row):
            self._take_day(day)
        else:
            self._take_text(at, row)

    def _may_head(self, at: int, row: Row) -> bool:
        """Dates after the last entry head nothing, unless items without times follow."""
        return at < self._last or not self._marks or row.level > 0 or self._fresh

    def _take_day(self, day: DayMark) -> None:
        self._flush(ended=True)
        self._open = []
        self._room = None
        days = self.result.days
        if self._fresh and days and days[-1].adds_to(day):
            days[-1] = days[-1].joined(day)
        else:
            days.append(day)
            self._day = len(days) - 1
        self._fresh = True

    def _take_marks(self, marks: Sequence[Mark], row: Row) -> None:
        self._flush()
        self._open = []
        for mark in marks:
            if mark.dates or mark.label:
                self._take_own_day(mark, row)
            room = mark.room or self._room
            draft = Draft(row.line, self._day, mark, row.indent, room=room, cells=mark.cells)
            self.result.drafts.append(draft)
            self._open = [*self._open, draft] if mark.column else [draft]
        self._fresh = False

    def _take_own_day(self, mark: Mark, row: Row) -> None:
        """A date beside the time, or in a column that is filled once for each day."""
        label = find_day_label(mark.label) if mark.label else None
        phrase = mark.dates[0] if mark.dates else None
        day = DayMark(
            row.line,
            label.number if label else None,
            phrase.weekday if phrase else label.weekday if label else None,
            phrase,
        )
        days = self.result.days
        last = range(len(days) - 1, max(len(days) - _LOOKED_AT, 0) - 1, -1)
        same = (n for n in last if _is_same(days[n], day))
        self._day = next(same, len(days))
        if self._day == len(days):
            days.append(day)

    def _take_text(self, at: int, row: Row) -> None:
        if part_of_day_only(row.text) and not row.bullet:
            self._blank = True
            return
        if self._parts.of[at] is Part.HEADER and not self.result.drafts and not self.result.days:
            self.result.loose.append(row)
            return
        if row.level and is_track(row.text):
            self._close()
            self._room = row.text
            return
        if self._open and self._open[0].mark and self._open[0].mark.column and row.table:
            self._take_column_texts(row)
            return
        if self._open and self._take_parallel(row):
            return
        if self._open and self._belongs(at, row):
            self._open[-1].below.append(Below(row, self._blank))
            return
        self._open = []
        self._pending.append(Below(row, self._blank))

    def _take_parallel(self, row: Row) -> bool:
        """A row of a table that has a title and a room but no time goes on beside the one above."""
        before = self._open[-1]
        cells = tuple(zip(row.columns, row.cells, strict=False))
        told = {kind for kind, cell in cells if cell}
        if not {ColumnKind.TITLE, ColumnKind.ROOM} <= told or before.line == row.line:
            return False
        title = next(cell for kind, cell in cells if kind is ColumnKind.TITLE and cell)
        draft = Draft(row.line, before.day, before.mark, title=title, cells=cells)
        self.result.drafts.append(draft)
        self._open = [draft]
        return True

    def _take_column_texts(self, row: Row) -> None:
        """The next line of the cells of a row: each under the entry of its column."""
        for draft in self._open:
            column = draft.mark.column if draft.mark else 0
            cell = row.cells[column] if column < len(row.cells) else ""
            if cell:
                draft.below.append(Below(replace(row, cells=(cell,), columns=())))

    def _belongs(self, at: int, row: Row) -> bool:
        """Whether a row under an entry is part of it: after a gap only what surely is."""
        draft = self._open[-1]
        bare = not draft.printed and not draft.below
        deeper = row.indent > draft.indent or row.cells[0] == ""
        if not self._blank or bare or row.bullet or deeper:
            return row.level == 0 or bare
        if row.level and not row.bullet:
            return False
        listed = bool(read_people(row.text).people) or read_role(row.text) is not None
        if listed and not self._pending:
            return True
        if not draft.below and not self._pending and self._is_spaced():
            return True
        if kind_of(draft.printed) in _RESTING:
            return False
        return at < self._last and bool(draft.printed)

    def _is_spaced(self) -> bool:
        """Whether the entries of this document stand apart from what is said of them."""
        told = [one.below[0].blank for one in self.result.drafts[-_LOOKED_AT:-1] if one.below]
        before = min(len(self.result.drafts), _LOOKED_AT) - 1
        return len(told) > 1 and sum(told) * 2 > before

    def _close(self) -> None:
        self._flush()
        self._open = []

    def _flush(self, *, ended: bool = False) -> None:
        """What stood loose since the last entry: entries without a time, or nothing."""
        pending, self._pending = self._pending, []
        if not pending:
            return
        self.result.loose += [one.row for one in pending]
        if self._fresh and self.result.days[self._day].pure and self._marks:
            self._take_untimed(pending, ended=ended)
        elif self.result.drafts and _is_block(pending):
            self.result.drafts.append(_untimed(pending, self._day))
        elif self.result.drafts:
            self._carry_on(pending)

    def _take_untimed(self, pending: Sequence[Below], *, ended: bool) -> None:
        """Entries under the heading of a day that has no times; before times only arrivals."""
        for group in _groups(pending):
            if _is_entry(group[0].row) and (ended or kind_of(group[0].row.text) in _RESTING):
                self.result.drafts.append(_untimed(group, self._day))
                self._fresh = False

    def _carry_on(self, pending: Sequence[Below]) -> None:
        """Numbered talks that go on after a break belong to the block before it."""
        numbers = [number for one in pending if (number := _number(one.row.text))]
        if not numbers:
            return
        for draft in reversed(self.result.drafts[-_LOOKED_AT:]):
            told = [number for one in draft.below if (number := _number(one.row.text))]
            if told and numbers[0] == told[-1] + 1:
                draft.below += [
                    replace(one, blank=True) for one in pending if _number(one.row.text)
                ]
                return


def _groups(pending: Sequence[Below]) -> list[list[Below]]:
    """Rows parted at blank ones; where entries are numbered, at their numbers and at breaks."""
    numbered = any(_number(one.row.text) is not None for one in pending)
    groups: list[list[Below]] = []
    for one in pending:
        text = one.row.text
        begins = one.blank
        if numbered:
            begins = _number(text) is not None or kind_of(text) is Kind.BREAK
        if begins or (not groups and not numbered):
            groups.append([one])
        elif groups:
            groups[-1].append(one)
    return groups


def _is_same(last: DayMark, day: DayMark) -> bool:
    if day.phrase is not None:
        return last.phrase is not None and last.phrase.month_day == day.phrase.month_day
    if day.number is not None:
        return last.number == day.number
    return day.weekday == last.weekday


def _number(text: str) -> int | None:
    head = text.split(maxsplit=1)[0] if text else ""
    digits = head[:-1] if head[-1:] in ".)" else ""
    return int(digits) if digits.isdecimal() and len(digits) < 3 else None


def _is_entry(row: Row) -> bool:
    text = row.text
    prose = text[-1] in ".!?" and len(text.split()) > 6
    return len(text) <= _LONGEST_UNTIMED and not prose and not is_people_line(text)


def _is_block(pending: Sequence[Below]) -> bool:
    """Whether rows without a time are an entry of their own: a title, and who leads it."""
    texts = [one.row.text for one in pending]
    if len(texts) < 2 or not _is_entry(pending[0].row) or read_role(texts[0]) is not None:
        return False
    labels = [label for text in texts[1:] if (label := read_role(text)) is not None]
    return any(label.certain for label in labels)


def _untimed(rows: Sequence[Below], day: int) -> Draft:
    return Draft(rows[0].row.line, day, title=rows[0].row.text, below=list(rows[1:]))
