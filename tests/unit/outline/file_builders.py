"""Files of every kind, made of a few words."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Sequence
from io import BytesIO

import docx
import xlsxwriter

from shared.outline.document import read_document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://example.org/officeDocument" Target="{target}"/>'
    "</Relationships>"
)


def cells_of(source: bytes | str) -> list[tuple[str, ...]]:
    """What a file says, row by row, without the blank ones."""
    return [row.cells for row in read_document(source).rows if row.cells]


def zipped(parts: Iterable[tuple[str, str | bytes]]) -> bytes:
    """A zipped file of these parts."""
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            package.writestr(name, content)
    return into.getvalue()


def word_xml(body: str, before: str = "") -> bytes:
    """A .docx file with this in its body."""
    names = (
        f'xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    document = f"{before}<w:document {names}><w:body>{body}</w:body></w:document>"
    return zipped(
        [
            ("_rels/.rels", _MAIN.format(target="word/document.xml")),
            ("word/document.xml", document),
        ]
    )


def word_table(rows: Sequence[Sequence[str]]) -> bytes:
    """A .docx file with one table."""
    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = text
    into = BytesIO()
    document.save(into)
    return into.getvalue()


def sheets(named: dict[str, Sequence[Sequence[object]]], time_format: str = "hh:mm") -> bytes:
    """An .xlsx file with these sheets."""
    into = BytesIO()
    book = xlsxwriter.Workbook(into, {"in_memory": True, "default_date_format": time_format})
    for name, rows in named.items():
        sheet = book.add_worksheet(name)
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(line, column, value)
    book.close()
    return into.getvalue()


def text_at(x: float, y: float, text: str, size: float = 11) -> bytes:
    """One piece of text on a page."""
    shown = text.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, x, y, shown)


def pdf(pages: Sequence[bytes], forms: Sequence[bytes] = (), trailer: bytes = b"") -> bytes:
    """A PDF file of these pages; forms are called /X0, /X1 ..."""
    first_form = 4 + 2 * len(pages)
    named = b" ".join(b"/X%d %d 0 R" % (at, first_form + at) for at in range(len(forms)))
    held = b"<</Font<</F1 3 0 R>>/XObject<<%s>>>>" % named
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for at, content in enumerate(pages):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources %s/Contents %d 0 R>>"
            % (held, 5 + 2 * at)
        )
        objects.append(_stream(b"", content))
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources %s" % held
    objects += [_stream(form, content) for content in forms]
    return _numbered(objects, trailer)


def _stream(entries: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content)
    head = b"<<%s/Filter/FlateDecode/Length %d>>" % (entries, len(packed))
    return head + b"stream\n" + packed + b"\nendstream"


def _numbered(objects: Sequence[bytes], trailer: bytes) -> bytes:
    file, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    end += b"trailer<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, trailer)
    return file + end + b"startxref\n%d\n%%%%EOF" % len(file)
