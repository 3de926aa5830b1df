"""A printed document on A4: its head, its paragraphs and tables, its bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from shared.domain.event import Event
from shared.domain.place import zone
from shared.render.agenda.dates import date_range
from shared.render.agenda.words import words_for

if TYPE_CHECKING:
    from datetime import datetime

    from docx.document import Document
    from docx.table import Table, _Cell, _Row

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_PEOPLE = 3_000
"""People in one document: what a function writes well within the time it has."""
A4_CM = (21.0, 29.7)
MARGIN_CM = 2.0
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def open_document(event: Event, at: datetime, title: str, landscape: bool = False) -> Document:
    """A document of one section without any text yet; `at` is when it was made."""
    import docx  # loaded only by those who ask for a document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    document = docx.Document()
    section = document.sections[0]
    width, height = reversed(A4_CM) if landscape else A4_CM
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(width), Cm(height)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Cm(MARGIN_CM))
    facts = document.core_properties
    facts.title, facts.author, facts.comments = clean(f"{title}: {event.title}")[:255], "", ""
    facts.created = facts.modified = at.replace(tzinfo=None, microsecond=0)
    facts.language = event.locale
    return document


def add_head(document: Document, event: Event, at: datetime, title: str) -> None:
    """The meeting, the document's title, and when it was printed."""
    local = at.astimezone(zone(event.timezone))
    place = (event.location.city, event.location.country)
    days = date_range([day.isoformat() for day in event.dates], words_for("en"))
    document.add_heading(clean(event.title), 0)
    document.add_paragraph(clean(", ".join(one for one in (*place, days) if one)))
    document.add_heading(title, 1)
    document.add_paragraph(f"As of {local:%Y-%m-%d %H:%M}")


def add_table(document: Document, widths_cm: Sequence[float], rows: int) -> Table:
    """A table of fixed widths, filled by `rows_of`."""
    from docx.shared import Cm

    table: Table = document.add_table(rows, len(widths_cm))
    table.autofit = False
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    return table


def rows_of(table: Table, widths_cm: Sequence[float]) -> Iterable[tuple[_Row, Sequence[_Cell]]]:
    """The rows with their cells; a row is never torn over two pages."""
    from docx.shared import Cm

    for row in table.rows:
        cells = row.cells
        for cell, width in zip(cells, widths_cm, strict=True):
            cell.width = Cm(width)
        _mark(row, "w:cantSplit")
        yield row, cells


def repeat_as_head(row: _Row) -> None:
    """Have the row stand at the top of every page that the table goes on to."""
    _mark(row, "w:tblHeader")


def save(document: Document) -> bytes:
    """The document's bytes, the same for the same document."""
    written = io.BytesIO()
    document.save(written)
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(written) as made,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in made.namelist():
            out.writestr(zipfile.ZipInfo(name, _EPOCH), made.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def clean(text: str) -> str:
    """The text without what XML 1.0 cannot hold (section 2.2, Char)."""
    return _NOT_XML.sub("", text)


def _mark(row: _Row, name: str) -> None:
    from docx.oxml import OxmlElement

    properties: Any = row._tr.get_or_add_trPr()
    properties.append(OxmlElement(name))
