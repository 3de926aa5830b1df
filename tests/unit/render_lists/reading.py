"""How a test reads a list back: with the standard library, and with another maker's library."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import docx
import openpyxl

from shared.render.lists.csv import unguard

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How Excel spells characters that XML lacks (ECMA-376 part 1, section 22.9.2.19)."""


def read_csv(body: bytes) -> list[list[str]]:
    """The cells as they stand in the file."""
    return list(csv.reader(io.StringIO(body.decode(), newline=""), strict=True))


def read_values(body: bytes) -> list[list[str]]:
    """The cells as they were given."""
    return [[unguard(cell) for cell in row] for row in read_csv(body)]


def read_sheet(body: bytes) -> list[list[Any]]:
    """The cells of the one sheet; an empty one is an empty text."""
    sheet = open_sheet(body)
    return [[_value(cell.value) for cell in row] for row in sheet.iter_rows()]


def open_sheet(body: bytes) -> Any:
    """The one sheet of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(body))
    (sheet,) = book.worksheets
    return sheet


def read_paper(body: bytes) -> tuple[list[str], list[list[str]]]:
    """The paragraphs of a document, and the cells of its tables."""
    document = docx.Document(io.BytesIO(body))
    rows = [row for table in document.tables for row in table.rows]
    return (
        [paragraph.text for paragraph in document.paragraphs],
        [[cell.text for cell in row.cells] for row in rows],
    )


def _value(value: Any) -> Any:
    if not isinstance(value, str):
        return "" if value is None else value
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
