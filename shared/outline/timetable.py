"""The entries of a programme: their days, times, titles and people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shared.outline.addresses import is_address_line, is_postcode_line
from shared.outline.arrange import arrange
from shared.outline.clock import Sureness, TimeSpan
from shared.outline.dates import find_years
from shared.outline.days import Calendar, DayMark, Printed, dates_of_heading, make_calendar
from shared.outline.entry import Content, read_entry
from shared.outline.grids import Grid, find_grids, marks_in_grid, with_bars, with_judged_columns
from shared.outline.halves import SettledSpan, settle_halves
from shared.outline.kinds import kind_of
from shared.outline.layout import choose
from shared.outline.marks import Mark, Place, marks_of
from shared.outline.parallel import part_parallel
from shared.outline.people import is_people_line
from shared.outline.programme import Diagnostic, EndSource, PrintedSession
from shared.outline.reference import reference_of
from shared.outline.rows import Row
from shared.outline.sections import Part, Parts, read_parts
from shared.outline.shaped import is_person_shaped, split_shaped
from shared.outline.walk import Draft, Walk, Walked

_LONGEST_HEAD_LINE = 140
_FEWEST_SHAPED = 2
_DATED = {Part.HEADER, Part.DATE, Part.PROGRAMME}


@dataclass(frozen=True)
class Timetable:
    """Sessions in the order of the text, all dates printed, and what could not be read."""

    sessions: tuple[PrintedSession, ...]
    calendar: Calendar
    phrases: tuple[Printed, ...]
    rows: tuple[Row, ...]
    parts: Parts
    first: int
    loose: tuple[Row, ...]
    warnings: tuple[Diagnostic, ...]


def read_timetable(rows: Sequence[Row], languages: Sequence[str]) -> Timetable:
    """Read every entry and date of a document."""
    rows = with_judged_columns(with_bars(rows))
    grids = find_grids(rows, languages)
    found = [mark for at, row in enumerate(rows) for mark in _marks(row, at, grids, languages)]
    sure = {
        mark.row: mark
        for mark in found
        if mark.place is not Place.INSIDE and mark.span.sure is Sureness.CERTAIN
    }
    parts = read_parts(rows, sure, languages)
    chosen = choose([mark for mark in found if _is_open(parts, mark)], rows)
    warnings = tuple(_unreadable(rows, found, parts))
    arranged = arrange(rows, _without_hours_of_days(chosen), parts, languages)
    rows, marks, parts = arranged.rows, arranged.marks, arranged.parts
    by_row: dict[int, list[Mark]] = {}
    for mark in marks:
        by_row.setdefault(mark.row, []).append(mark)
    walked = Walk(rows, by_row, parts, languages).run()
    _part_address(walked)
    walked.drafts = part_parallel(walked.drafts)
    calendar, phrases = _calendar(rows, parts, walked, by_row, languages)
    sessions, doubts = _sessions(walked, calendar)
    return Timetable(
        sessions,
        calendar,
        phrases,
        tuple(rows),
        parts,
        min(by_row, default=len(rows)),
        tuple(walked.loose),
        (*warnings, *doubts),
    )


def _marks(
    row: Row, at: int, grids: Mapping[int, tuple[int, Grid]], languages: Sequence[str]
) -> tuple[Mark, ...]:
    line, grid = grids.get(row.table, (0, None))
    if grid is None or row.line < line or len(row.cells) < 2:
        return marks_of(row, at, languages)
    return () if row.line == line else marks_in_grid(row, at, grid)


def _part_address(walked: Walked) -> None:
    """The address under the last entry is the meeting's."""
    below = walked.drafts[-1].below if walked.drafts else []
    at = next((n for n, one in enumerate(below) if is_postcode_line(one.row.text)), None)
    if at is None:
        return
    first = next((n for n, one in enumerate(below[:at]) if is_address_line(one.row.text)), at)
    walked.loose += [one.row for one in below[first:]]
    del below[first:]


def _is_open(parts: Parts, mark: Mark) -> bool:
    if mark.row in parts.labels or mark.row in parts.headings:
        return False
    return parts.of[mark.row] in _DATED


def _without_hours_of_days(marks: Sequence[Mark]) -> list[Mark]:
    """`Monday, 5 May (14:00 - 17:00)` heads a day unless the document has such entries only."""
    hours = [mark for mark in marks if mark.place is Place.ALONE and (mark.dates or mark.label)]
    if len(hours) == len(marks):
        return list(marks)
    return [mark for mark in marks if mark not in hours]


def _unreadable(rows: Sequence[Row], found: Iterable[Mark], parts: Parts) -> Iterable[Diagnostic]:
    message = "This line begins like a time, but the clock has no such time."
    for mark in found:
        ranged = mark.span.start is not None and mark.span.end is not None
        begins = mark.place in {Place.BEGIN, Place.CELL, Place.ALONE}
        if not mark.span.exists and ranged and begins and _is_open(parts, mark):
            yield Diagnostic(rows[mark.row].line, "unreadable_line", message)


def _calendar(
    rows: Sequence[Row], parts: Parts, walked: Walked, marks: Mapping[int, object],
    languages: Sequence[str],
) -> tuple[Calendar, tuple[Printed, ...]]:  # fmt: skip
    """All dates: those of headings and of the head count, those in prose only if no other does."""
    heads = [Printed(day.line, day.phrase) for day in walked.days if day.phrase is not None]
    seen = {(one.line, one.phrase.first) for one in heads}
    first = min(marks, default=len(rows))
    others: list[Printed] = []
    years: list[int] = []
    for at, row in enumerate(rows):
        if not row.cells or reference_of(row.text):
            continue
        label = parts.labels.get(at)
        text = row.text
        years += find_years(text)
        for phrase in dates_of_heading(text, languages):
            if (row.line, phrase.first) in seen:
                continue
            in_head = at < first and parts.of[at] in _DATED and label is None
            dated = label is not None and label[0] is Part.DATE
            prose = len(text) > _LONGEST_HEAD_LINE or text.rstrip()[-1:] == "."
            one = Printed(row.line, phrase, prose and not dated)
            (heads if in_head or dated else others).append(one)
    return make_calendar(heads, others, years), tuple(heads)


_Read = tuple[tuple[PrintedSession, ...], tuple[Diagnostic, ...]]


def _sessions(walked: Walked, calendar: Calendar) -> _Read:
    days = _places(walked, calendar)
    spans = _settle(walked.drafts, days)
    trusting = _names_people_under_titles(walked.drafts)
    dashing = _names_people_behind_dashes(walked.drafts)
    sessions: list[PrintedSession] = []
    begun: set[int] = set()
    for draft, place, span in zip(walked.drafts, days, spans, strict=True):
        content = read_entry(
            draft.printed, draft.cells, draft.below, trusting=trusting, dashing=dashing
        )
        sessions.append(_session(draft, content, place, span, first=place[0] not in begun))
        begun.add(place[0])
    return tuple(sessions), tuple(_doubts(walked.drafts, spans))


def _doubts(drafts: Sequence[Draft], spans: Sequence[SettledSpan]) -> Iterator[Diagnostic]:
    for draft, span in zip(drafts, spans, strict=True):
        slip = span.start is not None and span.end is not None and span.end < span.start
        if span.ambiguous and span.start is not None and not slip:
            message = f"This may be in the morning or after noon; {span.start:%H:%M} is taken."
            yield Diagnostic(draft.line, "ambiguous_clock", message)


def _names_people_under_titles(drafts: Sequence[Draft]) -> bool:
    """Whether the lines right under the titles of this document are people, as those that surely
    are and the shape of the others tell.
    """
    under = [_under(one) for one in drafts if one.printed and one.below]
    shaped = [text for text in under if is_person_shaped(text)]
    sure = sum(is_people_line(text) for text in under)
    enough = len(shaped) >= _FEWEST_SHAPED or (shaped and sure > 0)
    return bool(enough) and (len(shaped) + sure) * 2 >= len(under)


def _under(draft: Draft) -> str:
    """The line right under a title, or under its second line."""
    texts = [one.row.text for one in draft.below[:2] if not one.blank]
    return next(filter(is_person_shaped, texts), draft.below[0].row.text)


def _names_people_behind_dashes(drafts: Sequence[Draft]) -> bool:
    """Whether several titles of this document end in a dash and a person."""
    titles = [one.printed for one in drafts]
    bullets = [below.row.text for one in drafts for below in one.below if below.row.bullet]
    return sum(split_shaped(text) is not None for text in (*titles, *bullets)) >= _FEWEST_SHAPED


_Placed = tuple[int, date | None, str | None]


def _places(walked: Walked, calendar: Calendar) -> list[_Placed]:
    """The day of every entry."""
    used = list(dict.fromkeys(draft.day for draft in walked.drafts))
    placed: dict[int, _Placed] = {}
    for running, day in enumerate(used, 1):
        mark: DayMark | None = walked.days[day] if day >= 0 else None
        placed[day] = calendar.place(mark, running)
    return [placed[draft.day] for draft in walked.drafts]


def _settle(drafts: Sequence[Draft], days: Sequence[_Placed]) -> list[SettledSpan]:
    """The times on the clock of 24 hours, day by day."""
    grouped: dict[int, list[int]] = {}
    for at, (draft, place) in enumerate(zip(drafts, days, strict=True)):
        if draft.mark is not None:
            grouped.setdefault(place[0], []).append(at)
    spans: list[list[TimeSpan]] = [
        [mark.span for at in group if (mark := drafts[at].mark) is not None]
        for group in grouped.values()
    ]
    found = [SettledSpan(None, None)] * len(drafts)
    for group, settled in zip(grouped.values(), settle_halves(spans), strict=True):
        for at, one in zip(group, settled, strict=True):
            found[at] = one
    return found


def _session(
    draft: Draft, content: Content, place: _Placed, span: SettledSpan, *, first: bool
) -> PrintedSession:
    number, day, month_day = place
    return PrintedSession(
        day=number,
        date=day,
        month_day=month_day,
        start=span.start,
        end=span.end,
        end_source=EndSource.PRINTED if span.end else None,
        title=content.title,
        kind=kind_of(content.title, first=first, presented=bool(content.speakers)),
        speakers=tuple(content.speakers),
        items=tuple(content.items),
        description="\n".join(content.description) or None,
        line=draft.line,
        room=content.room or draft.room,
    )
