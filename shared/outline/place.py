"""The place of the meeting: its parts as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from shared.domain.place import Location
from shared.outline.dates import DatePhrase
from shared.outline.lines import Line, paragraphs
from shared.outline.zones import country_code

_ROOM = re.compile(
    r"\b(?:room|hall|auditorium|ballroom|lounge|theatre|floor|chamber|pavilion)\b", re.IGNORECASE
)
_GATHERING = re.compile(
    r"\b(?:meeting|workshop|conference|congress|seminar|training|course|forum|summit|symposium"
    r"|visit|outline|programme|program|agenda|session|day|days|lab|assembly)\b",
    re.IGNORECASE,
)
_LONGEST_PLACE = 3  # words of a city's name without its country


def place_of(texts: Sequence[str]) -> tuple[str, str | None] | None:
    """City and country of the first text that is a place: `Porto, Portugal`, or a city alone."""
    return next((found for text in texts if (found := _place(text))), None)


def texts_beside(phrase: DatePhrase) -> tuple[str, ...]:
    """The words before and after a date that may be its place."""
    after = phrase.after if phrase.after[:1] in {",", ""} or phrase.after[0].isupper() else ""
    return tuple(bare for text in (after, phrase.before) if (bare := text.strip(" ,.:;|()")))


def is_place(text: str) -> bool:
    """Whether a line is a city and its country."""
    found = _place(text)
    return found is not None and found[1] is not None


def read_location(lines: Iterable[Line], beside: tuple[str, str | None] | None) -> Location | None:
    """The location of a section on it and of the place `beside` the date; None without both."""
    texts = paragraphs(lines)
    city, country = beside or (None, None)
    if not texts:
        text = ", ".join(part for part in (city, country) if part)
        return Location(text, None, None, city, country) if text else None
    parts = [part.strip(" .;") for part in ", ".join(texts).split(", ")]
    parts = [part for part in parts if part]
    named = next((n for n, part in enumerate(parts) if n and country_code(part)), None)
    if named is not None:
        country = country or parts[named]
        city = city or (parts[named - 1] if named > 1 else None)
    rest = [part for part in parts if part not in {city, country}]
    room = next((part for part in rest if _ROOM.search(part)), None) if len(rest) > 1 else None
    venue = next((part for part in rest if part != room), None)
    return Location(" ".join(texts), venue, room, city, country)


def _place(text: str) -> tuple[str, str | None] | None:
    parts = [part.strip() for part in text.split(",")]
    if not all(part[:1].isupper() for part in parts) or _GATHERING.search(text):
        return None
    if len(parts) in {2, 3} and country_code(parts[-1]):
        return parts[-2], parts[-1]
    words = parts[0].split()
    alone = len(parts) == 1 and len(words) <= _LONGEST_PLACE and not _ROOM.search(text)
    return (text, None) if alone and all(word[0].isupper() for word in words) else None
