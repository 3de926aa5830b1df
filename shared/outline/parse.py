"""An activity outline, read."""

from __future__ import annotations

from collections.abc import Sequence

from shared.domain.place import Contact
from shared.outline.contact import read_contact
from shared.outline.diagnostics import (
    check_dates,
    check_sessions,
    check_title,
    check_zone,
    in_order,
    infer_ends,
)
from shared.outline.document import Document, FileKind, read_document
from shared.outline.header import Header, read_header, tidy_title
from shared.outline.institutions import invited_bodies
from shared.outline.languages import guess_languages
from shared.outline.programme import Outline
from shared.outline.rows import Row, paragraphs
from shared.outline.sections import Part, headings_of
from shared.outline.timetable import Timetable, read_timetable
from shared.outline.whereabouts import read_whereabouts
from shared.outline.zones import find_zone


def parse_outline(source: bytes | str) -> Outline:
    """Read an outline of any kind; what it does not say stays None or empty, with a warning.

    Raises OutlineUnreadable if the source is empty or of a kind that is not read.
    """
    return parse_document(read_document(source))


def parse_document(document: Document) -> Outline:
    """The outline in a file that was read already; see `parse_outline`."""
    rows = document.rows
    languages = guess_languages("\n".join(row.text for row in rows))
    table = read_timetable(rows, languages)
    rows = table.rows
    sessions = infer_ends(table.sessions)
    head = _head(rows, table)
    header = _header(document, table, head, languages)
    location = read_whereabouts(rows, table, head, languages)
    country, city = (location.country, location.city) if location else (None, None)
    zone = find_zone(country, city)
    return Outline(
        title=header.title,
        project=header.project,
        reference=header.reference,
        dates=table.calendar.dates,
        location=location,
        contact=_contact(rows, table),
        timezone=zone.name,
        sections=headings_of(table.parts),
        background=_prose(rows, table, Part.BACKGROUND),
        expected_outcome=_prose(rows, table, Part.OUTCOME),
        participants=invited_bodies(table.parts.rows(rows, Part.PARTICIPANTS)),
        sessions=sessions,
        warnings=in_order(
            [
                *document.notes,
                *table.warnings,
                *check_title(header.title),
                *check_dates(sessions, table.calendar, table.phrases),
                *check_zone(zone, country),
                *check_sessions(sessions),
            ]
        ),
    )


def _head(rows: Sequence[Row], table: Timetable) -> tuple[Row, ...]:
    """The rows before the first entry that are under no heading but that of the programme."""
    over = rows[: table.first]
    return tuple(
        row
        if table.parts.of[at] in {Part.HEADER, Part.PROGRAMME}
        and at not in table.parts.labels
        and at not in table.parts.headings
        and not (row.table and len(row.cells) > 1)
        else Row(row.line, ())
        for at, row in enumerate(over)
    )


def _header(
    document: Document, table: Timetable, head: Sequence[Row], languages: Sequence[str]
) -> Header:
    """The head; what labels such as `Title:` say stands before it, a web page's title behind."""
    read = read_header(head, languages)
    labels = dict(reversed(table.parts.labels.values()))
    margin = document.margins[0] if document.margins else ""
    named = tidy_title(margin) if document.kind in {FileKind.HYPERTEXT, FileKind.MAIL} else ""
    subject = named if document.kind is FileKind.MAIL else ""
    title = labels.get(Part.TITLE) or subject or read.title or named or None
    return Header(title, labels.get(Part.PROJECT) or read.project, read.reference)


def _contact(rows: Sequence[Row], table: Timetable) -> Contact | None:
    """The section on it; without one a line with an address or a telephone that is loose."""
    section = table.parts.rows(rows, Part.CONTACT)
    if any(row.cells for row in section):
        return read_contact(section)
    loose = [row for row in table.loose if "@" in row.text]
    return read_contact(loose[:1]) if loose else None


def _prose(rows: Sequence[Row], table: Timetable, part: Part) -> str | None:
    return "\n\n".join(paragraphs(table.parts.rows(rows, part))) or None
