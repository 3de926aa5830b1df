"""The parts of an outline: what each heading opens, and what a label on one line says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cache

from shared.outline.days import read_day
from shared.outline.marks import Mark
from shared.outline.rows import Row
from shared.outline.words_of_parts import bare, is_programme_noun, words_of_part


class Part(Enum):
    """What a section speaks of; HEADER is all before the first heading."""

    HEADER = "header"
    BACKGROUND = "background"
    OUTCOME = "outcome"
    PARTICIPANTS = "participants"
    LOCATION = "location"
    DATE = "date"
    PROGRAMME = "programme"
    CONTACT = "contact"
    TITLE = "title"
    PROJECT = "project"
    ORGANISER = "organiser"
    OTHER = "other"


_HEADINGS = (
    Part.PROGRAMME, Part.BACKGROUND, Part.OUTCOME, Part.PARTICIPANTS, Part.LOCATION, Part.DATE,
    Part.CONTACT, Part.OTHER,
)  # fmt: skip
_LABELS = {Part.LOCATION, Part.DATE, Part.CONTACT, Part.TITLE, Part.PROJECT, Part.ORGANISER}
_PROSE = {Part.BACKGROUND, Part.OUTCOME, Part.PARTICIPANTS}
_CLOSED = {*_PROSE, Part.LOCATION, Part.CONTACT, Part.OTHER}
_NUMBERING = re.compile(r"(?:#{1,6}|\d{1,2}[.)]|[IVX]{1,5}[.)])\s+")
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:\n]{0,40}?)\s?[:\uff1a]\s?(?P<value>\S.*)")
_LONGEST_HEADING = 60
_MOST_WORDS_IN_CAPITALS = 7


@dataclass
class Parts:
    """The part of every row, the headings in order, and what labels on one line say."""

    of: list[Part] = field(default_factory=list)
    headings: dict[int, str] = field(default_factory=dict)
    labels: dict[int, tuple[Part, str]] = field(default_factory=dict)

    def rows(self, rows: Sequence[Row], *parts: Part) -> tuple[Row, ...]:
        """The rows of these parts, headings and labels left out, a blank one where one begins."""
        found: list[Row] = []
        for at, row in enumerate(rows):
            if at in self.labels and self.labels[at][0] in parts:
                found += [
                    replace(row, cells=()),
                    replace(row, cells=(self.labels[at][1],), table=0),
                ]
            elif at in self.headings:
                found.append(replace(row, cells=()))
            elif self.of[at] in parts and at not in self.labels:
                found.append(row)
        return tuple(found)


def read_parts(rows: Sequence[Row], marks: dict[int, Mark], languages: Sequence[str]) -> Parts:
    """The part of each row; `marks` are the rows that begin with a time that is certain."""
    parts = Parts()
    last = max(marks, default=-1)
    part, begun = Part.HEADER, False
    for at, row in enumerate(rows):
        opened = None if at in marks else _heading(rows, at, part, begun, at > last)
        labelled = None if opened or at in marks else _label(row, part)
        if opened is not None:
            part, begun = opened, begun and opened is Part.PROGRAMME
            parts.headings[at] = row.text
        elif labelled is not None:
            parts.labels[at] = labelled
        elif part in _CLOSED and _reopens(row, at, part, marks, languages):
            part = Part.PROGRAMME
        begun = begun or (at in marks and part not in _CLOSED)
        parts.of.append(part)
    return parts


@cache
def _part_of() -> dict[str, Part]:
    return {word: part for part in reversed(_HEADINGS) for word in words_of_part(part.value)}


@cache
def _label_of() -> dict[str, Part]:
    return {word: part for part in _LABELS for word in words_of_part(part.value)}


def _heading(rows: Sequence[Row], at: int, part: Part, begun: bool, after_all: bool) -> Part | None:
    row = rows[at]
    if len(row.cells) != 1 or not 0 < len(row.text) <= _LONGEST_HEADING or row.bullet:
        return None
    if row.indent and not row.level:
        return None
    text = _NUMBERING.sub("", row.text, count=1)
    found = Part.PROGRAMME if is_programme_noun(text) else _part_of().get(bare(text))
    if found is Part.PROGRAMME and row.text.rstrip()[-1:].islower() and len(text.split()) > 3:
        found = Part.PROGRAMME
    alone = row.level > 0 or at == 0 or not rows[at - 1].cells or row.text.isupper()
    if begun and not after_all and found is not Part.PROGRAMME:
        firm = found in {Part.LOCATION, Part.CONTACT, Part.PARTICIPANTS, Part.OUTCOME}
        return found if found and alone and (firm or row.level) else None
    if found is not None:
        return found
    if part is not Part.HEADER and (_is_capitals(rows, at) or (row.level and after_all)):
        return Part.OTHER
    return None


def _is_capitals(rows: Sequence[Row], at: int) -> bool:
    """Whether a line of capital letters stands alone between blank lines."""
    near = (*rows[max(at - 1, 0) : at], *rows[at + 1 : at + 2])
    text = rows[at].text
    alone = not any(row.cells for row in near)
    return (
        alone
        and text.isupper()
        and text[0].isalpha()
        and len(text.split()) < _MOST_WORDS_IN_CAPITALS
    )


def _label(row: Row, part: Part) -> tuple[Part, str] | None:
    """`Venue: Town Hall` is a whole section on one line, and so are two cells of a table."""
    if row.indent or part in _PROSE:
        return None
    if len(row.cells) == 2 and all(row.cells):
        found = _label_of().get(bare(row.cells[0]))
        if found is not None and not row.columns:
            return found, row.cells[1]
    match = _LABEL.match(row.text[:300])
    found = _label_of().get(bare(match["label"])) if match else None
    return (found, row.text[match.start("value") :]) if match and found else None


def _reopens(
    row: Row, at: int, part: Part, marks: dict[int, Mark], languages: Sequence[str]
) -> bool:
    """Sessions may follow the prose without a heading: a range, or a date on a line of its own."""
    if not row.cells:
        return False
    if at in marks and marks[at].span.end is not None and part is not Part.CONTACT:
        return part in _PROSE or part is Part.OTHER or row.table > 0
    if part is Part.CONTACT and at not in marks:
        return False
    day = read_day(row, languages) if len(row.text) <= _LONGEST_HEADING else None
    return day is not None and (day.phrase is not None or day.number is not None)


def headings_of(parts: Parts) -> tuple[str, ...]:
    """The headings in order, as printed."""
    return tuple(parts.headings[at] for at in sorted(parts.headings))
