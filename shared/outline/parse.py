"""An activity outline, read."""

from __future__ import annotations

from collections.abc import Sequence

from shared.outline.dates import DatePhrase
from shared.outline.diagnostics import (
    check_dates,
    check_sessions,
    check_title,
    check_zone,
    in_order,
    infer_ends,
)
from shared.outline.header import Header, head_lines, read_header
from shared.outline.institutions import invited_bodies
from shared.outline.lines import Line, paragraphs, split_lines
from shared.outline.people import read_contact
from shared.outline.place import is_place, place_of, read_location, texts_beside
from shared.outline.programme import Outline
from shared.outline.reading import read_text
from shared.outline.sections import Part, Section, cut_sections, headings_of, lines_of
from shared.outline.timetable import read_timetable
from shared.outline.zones import find_zone


def parse_outline(source: bytes | str) -> Outline:
    """Read an outline's text; what it does not say stays None or empty, with a warning.

    Raises OutlineUnreadable if the source is empty or no text.
    """
    sections = cut_sections(split_lines(read_text(source)))
    head = head_lines(lines_of(sections, Part.HEADER))
    table = read_timetable(lines_of(sections, Part.HEADER, Part.DATE, Part.PROGRAMME, Part.OTHER))
    sessions = infer_ends(table.sessions)
    beside = _place_beside(head, [phrase for _, phrase in table.phrases])
    location = read_location(lines_of(sections, Part.LOCATION), beside)
    country, city = (location.country, location.city) if location else (None, None)
    zone = find_zone(country, city)
    header = _header(sections, head)
    return Outline(
        title=header.title,
        project=header.project,
        reference=header.reference,
        dates=table.dates,
        location=location,
        contact=read_contact(lines_of(sections, Part.CONTACT)),
        timezone=zone.name,
        sections=headings_of(sections),
        background=_prose(sections, Part.BACKGROUND),
        expected_outcome=_prose(sections, Part.OUTCOME),
        participants=invited_bodies(lines_of(sections, Part.PARTICIPANTS)),
        sessions=sessions,
        warnings=in_order(
            [
                *table.warnings,
                *check_title(header.title),
                *check_dates(sessions, table.dates, table.phrases),
                *check_zone(zone, country),
                *check_sessions(sessions),
            ]
        ),
    )


def _header(sections: Sequence[Section], head: Sequence[Line]) -> Header:
    """The head; where it is empty (`Agenda` is the first line), the lines over the programme."""
    header = read_header(head)
    if header.title is not None:
        return header
    programme = lines_of(sections, Part.PROGRAMME)
    over = head_lines(programme)
    return read_header(over) if len(over) < len(programme) else header


def _place_beside(
    head: Sequence[Line], phrases: Sequence[DatePhrase]
) -> tuple[str, str | None] | None:
    """City and country: beside a date, else on a line of their own in the head."""
    alone = [line.text for line in head if is_place(line.text)]
    return place_of([text for phrase in phrases for text in texts_beside(phrase)] + alone)


def _prose(sections: Sequence[Section], part: Part) -> str | None:
    return "\n\n".join(paragraphs(lines_of(sections, part))) or None
