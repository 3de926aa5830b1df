"""Where the meeting is: a section on it, a label, a line of the head, the words beside a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shared.domain.place import Location
from shared.domain.session import Kind
from shared.outline.addresses import city_of, is_address_line, is_postcode_line
from shared.outline.dates import DatePhrase, find_dates
from shared.outline.header import is_gathering, is_house, is_place_line, rest_beside
from shared.outline.kinds import kind_of
from shared.outline.place import Place, find_place, read_location
from shared.outline.rooms import is_room
from shared.outline.rows import Row, paragraphs
from shared.outline.sections import Part
from shared.outline.timetable import Timetable
from shared.outline.words_of_parts import bare, is_part_of_day, is_programme_noun, words_of_part

_NAME = re.compile(r"[^\W\d_]+(?:[\s'\u2019.-]{1,2}[^\W\d_]+){0,2}")
_LONGEST_LINE = 120


def read_whereabouts(
    rows: Sequence[Row], table: Timetable, head: Sequence[Row], languages: Sequence[str]
) -> Location | None:
    """The location that an outline prints; None if it prints none."""
    texts = list(paragraphs(table.parts.rows(rows, Part.LOCATION)))
    beside = _beside_dates(head, languages)
    if not texts:
        texts = list(_venues(head, languages))[:1]
    if not texts:
        address, city = _address([*table.loose])
        texts = [address] if address else []
        beside = beside or (Place(city, None, None) if city else None)
    return read_location(texts, beside)


def _venues(head: Sequence[Row], languages: Sequence[str]) -> Iterator[str]:
    """Lines such as `Harbour House, Tarnvik`: beside the date, or naming a room."""
    rows = [row for row in head if row.text]
    dated = [bool(find_dates(row.text, languages)) for row in rows]
    for at, row in enumerate(rows):
        if len(row.text) > _LONGEST_LINE:
            continue
        if dated[at]:
            rest = rest_beside(row.text, languages)
            if is_place_line(rest):
                yield rest
        elif at and is_place_line(row.text):
            room = is_room(row.text.rpartition(",")[2].strip())
            under = at == 1 and is_house(row.text)
            if room or under or any(dated[max(0, at - 2) : at + 2]):
                yield row.text


def _beside_dates(head: Sequence[Row], languages: Sequence[str]) -> Place | None:
    """City and country beside a date, else on a line of their own in the head."""
    found: list[Place | None] = []
    for row in head:
        if not 0 < len(row.text) <= _LONGEST_LINE:
            continue
        phrases = find_dates(row.text, languages)
        if phrases:
            found.append(find_place(row.text, languages) or _city_beside(row.text, phrases))
    alone = (find_place(row.text, languages) for row in head if 0 < len(row.text) <= 60)
    found += [place for place in alone if place is not None and place.country is not None]
    return next((place for place in found if place is not None), None)


def _city_beside(text: str, phrases: Sequence[DatePhrase]) -> Place | None:
    """`Strasbourg, 2-6 June 2008`: a short name before a date, or behind it after a comma."""
    before = text[: phrases[0].first].strip(" ,:;|-\u2013—(")
    after = text[phrases[-1].last :].strip()
    for part in (before, after.strip(" ,:;|-\u2013—).") if after[:1] == "," else ""):
        name = _NAME.fullmatch(part) if len(part) > 2 else None
        if name and part[0].isupper() and not is_room(part) and _is_plain_name(part):
            return Place(part, None, None)
    return None


def _is_plain_name(part: str) -> bool:
    return not (
        is_gathering(part)
        or bare(part) in words_of_part("joins")
        or is_programme_noun(part)
        or is_part_of_day(part)
        or kind_of(part) is not Kind.SESSION
        or (part.isupper() and len(part) <= 5)
    )


def _address(loose: Sequence[Row]) -> tuple[str | None, str | None]:
    """Lines that end in a postcode and its city, with the street and house above them."""
    texts = [row.text for row in loose]
    for at, text in enumerate(texts):
        if is_postcode_line(text):
            above = [one for one in texts[max(0, at - 2) : at] if is_address_line(one)]
            return ", ".join([*above, text]), city_of(text)
    return None, None
