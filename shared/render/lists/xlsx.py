"""Lists as XLSX: texts are written as texts, so that nothing is a formula; days are days."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shared.render.lists.rows import Cell, Row, cell_text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 20_000
"""People on one sheet: what a function writes well within the time it has."""
WIDTH = 22
FIRST_YEAR = 1901
"""Spreadsheets know no day before 1900, and one too many in that year."""
MOST_DIGITS = 15
FORMATS = {"text": "@", "day": "yyyy-mm-dd", "instant": "yyyy-mm-dd hh:mm:ss", "number": "General"}
_MARKUP = ("<r>", "</r>")
"""What the library takes for its own markup, and would write unescaped."""


def write_xlsx(header: Sequence[str], rows: Iterable[Row], at: datetime) -> bytes:
    """The table as a workbook of one sheet, written row by row; `at` is when it was made."""
    from xlsxwriter import Workbook  # loaded only by those who ask for a workbook

    made = io.BytesIO()
    with Workbook(made, {"constant_memory": True}) as book:
        book.set_properties({"created": at.replace(tzinfo=None)})
        formats = {name: book.add_format({"num_format": form}) for name, form in FORMATS.items()}
        sheet = book.add_worksheet("List")
        sheet.set_column(0, max(len(header) - 1, 0), WIDTH, formats["text"])
        sheet.freeze_panes(1, 0)
        head = book.add_format({"num_format": "@", "bold": True})
        for column, key in enumerate(header):
            sheet.write_string(0, column, key, head)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell, formats)
    return made.getvalue()


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, formats: dict[str, Any]) -> None:
    if cell is None:
        return
    kind, write, value = _judge(sheet, cell)
    if kind == "text" and value.startswith(_MARKUP[0]) and value.endswith(_MARKUP[1]):
        plain = formats["text"]
        sheet.write_rich_string(row, column, plain, value[:1], plain, value[1:], plain)
    else:
        write(row, column, value, formats[kind])


def _judge(sheet: Worksheet, cell: Cell) -> tuple[str, Callable[..., object], Any]:
    """The kind of a cell, how it is written, and what is written."""
    if isinstance(cell, date) and cell.year >= FIRST_YEAR:  # an instant is a date, too
        if isinstance(cell, datetime):
            return "instant", sheet.write_datetime, cell.replace(tzinfo=None)
        return "day", sheet.write_datetime, cell
    if isinstance(cell, Decimal) and len(cell.as_tuple().digits) <= MOST_DIGITS:
        return "number", sheet.write_number, cell
    return "text", sheet.write_string, cell_text(cell)
