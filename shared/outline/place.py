"""The place of the meeting: its parts as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shared.domain.place import Location
from shared.outline.dates import find_dates
from shared.outline.folding import fold
from shared.outline.rooms import ROOM
from shared.outline.zones import country_code, is_also_a_name, is_zone_city

_GATHERING = re.compile(
    r"\b(?:meeting|workshop|conference|congress|seminar|training|course|forum|summit|symposium"
    r"|visit|outline|programme|program|agenda|session|day|days|lab|assembly)\b",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s?[,;|()\[\]\u2022\t]\s?|\s[\u2010-\u2015\u2212-]\s|:\s")
_POSTCODE = re.compile(r"^(?:[A-Z]{1,3}-)?\d[\d ]{2,6}\s(?:[A-Z]{2}\s)?|\s\d{4,6}$")
_LONGEST_CITY = 40


@dataclass(frozen=True)
class Place:
    """A city and its country as printed, and the country's code."""

    city: str | None
    country: str | None
    code: str | None


def find_place(text: str, languages: Sequence[str] = ()) -> Place | None:
    """The city and country that a line names beside its dates; None if it names no country and no
    city that a time zone has its name from.

    A country stands after its city (`Oslo, Norway`, `Oslo (Norway)`) or fills the line; one that
    is called like a person (`Jordan`) only the first.
    """
    parts = _parts(text, languages)
    for at, part in enumerate(parts):
        code = country_code(part)
        if code is None or not _is_name(part):
            continue
        before = parts[at - 1] if at else None
        city = before if before and _is_city(before) and not country_code(before) else None
        if city is not None or (len(parts) == 1 and not is_also_a_name(part)):
            return Place(city, part, code)
    city = next((part for part in parts if is_zone_city(part) and _is_name(part)), None)
    return Place(city, None, None) if city else None


def _parts(text: str, languages: Sequence[str]) -> list[str]:
    """What stands between commas, brackets and dashes, without dates and postcodes."""
    kept, at = [], 0
    for phrase in find_dates(text, languages):
        kept.append(text[at : phrase.first])
        at = phrase.last
    parts = _CUT.split(" | ".join([*kept, text[at:]]))
    bare = (_POSTCODE.sub("", part.strip(" .,:;*_#")).strip() for part in parts)
    return [part for part in bare if part]


def _is_city(part: str) -> bool:
    return _is_name(part) and not ROOM.search(fold(part)) and not _GATHERING.search(part)


def _is_name(part: str) -> bool:
    """Whether it begins like a name and is no longer than one (no case in Hebrew and Arabic)."""
    first = part[:1]
    capital = first.isupper() or not first.islower()
    digits = any(letter.isdigit() for letter in part)
    return first.isalpha() and capital and len(part) <= _LONGEST_CITY and not digits


def read_location(texts: Sequence[str], beside: Place | None) -> Location | None:
    """The location of a section on it and of the place `beside` the date; None without both."""
    city, country = (beside.city, beside.country) if beside else (None, None)
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
    room = next((part for part in rest if ROOM.search(fold(part))), None) if len(rest) > 1 else None
    venue = next((part for part in rest if part != room), None)
    return Location(" ".join(texts), venue, room, city, country)
