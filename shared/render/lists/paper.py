"""What is printed for the day: the participants, a sheet to sign, a plate for each place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from shared.domain.event import Event
from shared.domain.precedence import Party
from shared.domain.registration import Registration
from shared.render.lists.document import (
    add_head,
    add_table,
    clean,
    open_document,
    repeat_as_head,
    rows_of,
    save,
)

if TYPE_CHECKING:
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

NO_INSTITUTION = "Without institution"
SIGNED_CM = (1.2, 6.3, 5.3, 4.2)
SIGNED = ("No.", "Name", "Institution", "Signature")
SIGNED_ROW_CM = 1.1
PLATE_CM = (25.7, 8.3)
"""Two plates to a landscape page of A4."""
SIZES_PT = ((16, 60), (24, 44), (36, 32), (64, 22))
"""How large a text of at most so many characters is written on a plate."""
SMALLEST_PT = 14


def participants_document(event: Event, parties: Sequence[Party], at: datetime) -> bytes:
    """The participants by institution, in the order of precedence."""
    document = open_document(event, at, "Participants")
    add_head(document, event, at, "Participants")
    for party in parties:
        document.add_heading(clean(party.name or NO_INSTITUTION), 2)
        for one in party.people:
            line = document.add_paragraph(style="List Bullet")
            line.add_run(clean(full_name(one))).bold = True
            post = one.answers.get("post")
            line.add_run(clean(f", {post}") if post else "")
    people = sum(len(party.people) for party in parties)
    document.add_paragraph(f"Participants: {people}")
    return save(document)


def signature_document(event: Event, parties: Sequence[Party], at: datetime) -> bytes:
    """A sheet with a line for everybody to sign on; its head stands on every page."""
    from docx.shared import Cm

    document = open_document(event, at, "Signatures")
    add_head(document, event, at, "Signatures")
    people = [(party, one) for party in parties for one in party.people]
    table = add_table(document, SIGNED_CM, len(people) + 1)
    table.style = "Table Grid"
    head, *lines = rows_of(table, SIGNED_CM)
    repeat_as_head(head[0])
    _fill(head[1], SIGNED, bold=True)
    for number, ((row, cells), (party, one)) in enumerate(zip(lines, people, strict=True), start=1):
        row.height = Cm(SIGNED_ROW_CM)
        _fill(cells, (str(number), full_name(one), party.name or "", ""))
    return save(document)


def plates_document(event: Event, parties: Sequence[Party], at: datetime) -> bytes:
    """Table plates to cut out: a name and an institution, as large as they fit."""
    from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE
    from docx.shared import Cm

    document = open_document(event, at, "Table plates", landscape=True)
    people = [(party, one) for party in parties for one in party.people]
    width, height = PLATE_CM
    table = add_table(document, (width,), len(people))
    table.style = "Table Grid"
    plates = list(rows_of(table, (width,)))
    for (row, (cell,)), (party, one) in zip(plates, people, strict=True):
        row.height, row.height_rule = Cm(height), WD_ROW_HEIGHT_RULE.EXACTLY
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        _write_large(cell.paragraphs[0], full_name(one), bold=True)
        if party.name:
            _write_large(cell.add_paragraph(), party.name, share=0.5)
    return save(document)


def full_name(registration: Registration) -> str:
    """The name with the honorific, which a name made of its parts has already."""
    honorific, name = registration.answers.get("honorific", ""), registration.name
    if not honorific or name.startswith(honorific):
        return name or registration.email
    return f"{honorific} {name}"


def size_pt(text: str) -> int:
    """How large a text is written on a plate."""
    return next((size for longest, size in SIZES_PT if len(text) <= longest), SMALLEST_PT)


def _fill(cells: Sequence[_Cell], texts: Sequence[str], bold: bool = False) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.paragraphs[0].add_run(clean(text)).bold = bold


def _write_large(paragraph: Paragraph, text: str, bold: bool = False, share: float = 1.0) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run: Any = paragraph.add_run(clean(text))
    run.bold, run.font.size = bold, Pt(max(round(size_pt(text) * share), SMALLEST_PT))
