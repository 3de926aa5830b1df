"""The parts of an outline: what each heading opens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from shared.outline.clock import NoSuchTime, TimedLine, read_clock
from shared.outline.dates import read_date
from shared.outline.lines import DASHES, Line


class Part(Enum):
    """What a section speaks of; HEADER is all before the first heading."""

    HEADER = auto()
    BACKGROUND = auto()
    OUTCOME = auto()
    PARTICIPANTS = auto()
    LOCATION = auto()
    DATE = auto()
    PROGRAMME = auto()
    CONTACT = auto()
    OTHER = auto()


_NOUNS = {
    Part.BACKGROUND: ("background", "context", "rationale", "introduction"),
    Part.OUTCOME: ("expected outcome", "expected outcomes", "expected result", "expected results"),
    Part.PARTICIPANTS: ("participants", "invited institutions", "participating institutions"),
    Part.LOCATION: ("location", "venue", "place"),
    Part.DATE: ("date", "dates", "when"),
    Part.PROGRAMME: (
        "programme", "program", "agenda", "schedule", "timetable", "draft programme",
        "draft program", "draft agenda", "provisional programme", "provisional agenda",
    ),
    Part.CONTACT: ("contact", "contacts", "contact person", "contact details", "contact us"),
    Part.OTHER: ("objective", "objectives", "purpose", "aim", "aims", "methodology", "languages"),
}  # fmt: skip
_PART_OF = {noun: part for part, nouns in _NOUNS.items() for noun in nouns}
_NUMBERING = re.compile(r"(?:#{1,6}|\d{1,2}[.)]|[IVX]{1,5}[.)])\s+")
_LABEL = re.compile(r"(?P<label>[A-Za-z][A-Za-z ]{0,30}?)\s?:\s?(?P<value>\S.*)")
_LONGEST_HEADING = 60
_PROSE = {Part.BACKGROUND, Part.OUTCOME, Part.PARTICIPANTS}


@dataclass(frozen=True)
class Section:
    """A part and its lines; `heading` is None where no heading line opens it."""

    part: Part
    heading: str | None
    lines: tuple[Line, ...]


def cut_sections(lines: Sequence[Line]) -> tuple[Section, ...]:
    """Cut the lines at their headings; the first section is the header."""
    cut: list[tuple[Part, str | None, list[Line]]] = [(Part.HEADER, None, [])]
    for position, line in enumerate(lines):
        part = cut[-1][0]
        opened = _heading(lines, position, part)
        labelled = None if opened else _labelled(line, part)
        if opened:
            cut.append((opened, line.text, []))
        elif labelled:
            cut += [(labelled[0], None, [labelled[1]]), (part, None, [])]
        elif _reopens_programme(line, part):
            cut.append((Part.PROGRAMME, None, [line]))
        else:
            cut[-1][2].append(line)
    return tuple(Section(part, heading, tuple(inside)) for part, heading, inside in cut)


def headings_of(sections: Iterable[Section]) -> tuple[str, ...]:
    """The headings in order, as printed."""
    return tuple(section.heading for section in sections if section.heading is not None)


def lines_of(sections: Iterable[Section], *parts: Part) -> tuple[Line, ...]:
    """The lines of these parts, in order, with a blank one wherever a section begins."""
    found: list[Line] = []
    for section in sections:
        if section.part in parts and section.lines:
            found += [replace(section.lines[0], text=""), *section.lines]
    return tuple(found)


def is_programme_noun(text: str) -> bool:
    """Whether a text only says that a programme follows."""
    return _PART_OF.get(text.casefold().strip(" :" + DASHES)) is Part.PROGRAMME


def _heading(lines: Sequence[Line], position: int, part: Part) -> Part | None:
    line = lines[position]
    if line.indented or not 0 < len(line.text) <= _LONGEST_HEADING:
        return None
    noun = _NUMBERING.sub("", line.text, count=1).rstrip(" :").casefold()
    if noun in _PART_OF:
        return _PART_OF[noun]
    return Part.OTHER if part is not Part.HEADER and _is_capitals(lines, position) else None


def _is_capitals(lines: Sequence[Line], position: int) -> bool:
    """Whether a line of capital letters stands alone between blank lines."""
    text = lines[position].text
    alone = not any(near.text for near in (*lines[max(position - 1, 0) : position],
                                           *lines[position + 1 : position + 2]))  # fmt: skip
    return alone and text.isupper() and text[0].isalpha() and text.count(" ") < 6


def _labelled(line: Line, part: Part) -> tuple[Part, Line] | None:
    """`Venue: Town Hall` is a whole section on one line; a programme's lines are its own."""
    match = None if line.indented or part in _PROSE else _LABEL.match(line.text)
    found = _PART_OF.get(match["label"].casefold()) if match else None
    if match is None or found not in {Part.LOCATION, Part.DATE, Part.CONTACT}:
        return None
    return found, replace(line, text=match["value"])


def _reopens_programme(line: Line, part: Part) -> bool:
    """Sessions may follow the prose without a heading: a range, or a date on a line of its own."""
    if part in _PROSE or part in {Part.LOCATION, Part.CONTACT}:
        phrase = read_date(line.text)
        alone = phrase is not None and phrase.heads_a_day and not phrase.after
        return alone or (part in _PROSE and _has_range(line.text))
    return False


def _has_range(text: str) -> bool:
    try:
        timed: TimedLine | None = read_clock(text)
    except NoSuchTime:
        return False
    return timed is not None and timed.end is not None
