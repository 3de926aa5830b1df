"""The head of an outline: title, project, reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shared.outline.clock import NoSuchTime, read_clock
from shared.outline.dates import read_date, read_day_label
from shared.outline.lines import DASHES, Line, paragraphs
from shared.outline.place import is_place, place_of, texts_beside
from shared.outline.sections import is_programme_noun

_OUTLINE = re.compile(r"\b(?:activity|outline|reference|concept note)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){1,5}(?![\d.]*\d)")
_ANNOUNCES = re.compile(
    r"(?:[\w-]{1,30}\s){0,3}(?:meeting|workshop|conference|seminar|training|course|forum"
    r"|round ?table|symposium|visit)\s(?:on|for|of|about)(?:\sthe)?:?",
    re.IGNORECASE,
)
_TAIL = re.compile(rf"\s[|:{DASHES}]{{1,2}}\s(?P<tail>[\w ]{{1,30}})$")
_LONGEST = 300  # characters of a line that may stand in a head


@dataclass(frozen=True)
class Header:
    """What the head of the outline names."""

    title: str | None
    project: str | None
    reference: str | None


def head_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines before the first day or session."""
    for position, line in enumerate(lines):
        if _begins_programme(line.text):
            return tuple(lines[:position])
    return tuple(lines)


def read_header(lines: Sequence[Line]) -> Header:
    """Title, project and reference of the head lines.

    The project stands first in an outline that has a reference line; the title follows a line like
    `Meeting on`, else the reference line, else it is the first text that is not date or place.
    """
    at = next((n for n, line in enumerate(lines) if _reference(line.text)), None)
    reference = _reference(lines[at].text) if at is not None else None
    above = [] if at is None else [line.text for line in lines[:at] if line.text]
    below = lines if at is None else lines[at + 1 :]
    return Header(_title(below), above[0] if above else None, reference)


def _begins_programme(text: str) -> bool:
    phrase = read_date(text)
    dated = phrase is not None and phrase.heads_a_day and not place_of(texts_beside(phrase))
    try:
        timed = read_clock(text) is not None
    except NoSuchTime:
        timed = True
    return timed or dated or read_day_label(text) is not None


def _reference(text: str) -> str | None:
    number = _REFERENCE.search(text) if len(text) <= _LONGEST and _OUTLINE.search(text) else None
    return number[0] if number else None


def _title(lines: Sequence[Line]) -> str | None:
    for position, line in enumerate(lines):
        if _ANNOUNCES.fullmatch(line.text[:_LONGEST]):
            return _first_paragraph(lines[position + 1 :])
    return _first_paragraph(lines)


def _first_paragraph(lines: Sequence[Line]) -> str | None:
    """The first group of lines, up to a date or a place, that is more than a word for programme."""
    kept = [Line(line.number, _titling(line.text), line.indented) for line in lines]
    groups = (_without_tail(text) for text in paragraphs(kept))
    return next((text for text in groups if len(text) <= _LONGEST), None)


def _titling(text: str) -> str:
    """The part of a line that can stand in a title: nothing of a date or a place."""
    phrase = read_date(text)
    if phrase is None:
        return "" if is_programme_noun(text) or is_place(text) else text
    return "" if place_of(texts_beside(phrase)[-1:]) else phrase.before.rstrip(":")


def _without_tail(text: str) -> str:
    tail = _TAIL.search(text[-60:])
    return text[: -len(tail[0])] if tail and is_programme_noun(tail["tail"]) else text
