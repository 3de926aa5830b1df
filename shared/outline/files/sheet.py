"""An .xlsx file (ECMA-376 part 1, SpreadsheetML): the rows of its sheets, as their cells show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.outline.columns import is_default_sheet
from shared.outline.errors import OutlineUnreadable
from shared.outline.files.blocks import Blocks, Grid
from shared.outline.files.cleaning import clean
from shared.outline.files.limits import CELLS, ROWS, SHEET_CELLS, refuse_beyond
from shared.outline.files.package import Package
from shared.outline.files.separated import grids_of
from shared.outline.files.sheet_values import Formats, show
from shared.outline.rows import Row

if TYPE_CHECKING:
    from lxml.etree import _Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REFERENCE = re.compile(r"([A-Z]{1,3})\d{1,7}")


def read_sheets(source: bytes) -> Blocks:
    """The tables of all sheets that are shown; the name of a sheet is a heading over its table.

    Raises OutlineUnreadable.
    """
    package = Package(source)
    name = package.main_part() or "xl/workbook.xml"
    workbook = package.tree(name)
    if workbook is None:
        raise OutlineUnreadable("The file is damaged: it holds no sheets.")
    parts = package.related(name)
    book = _Book(package, parts, _counts_from_1904(workbook))
    read = [(title, grids_of(book.rows(part))) for title, part in _shown(workbook, parts)]
    return list(_under_names([(title, blocks) for title, blocks in read if blocks]))


def _under_names(sheets: list[tuple[str, Blocks]]) -> Iterator[Row | Grid]:
    for title, blocks in sheets:
        told = not is_default_sheet(title)
        if told and (len(sheets) > 1 or any(sign.isdigit() for sign in title)):
            yield Row(0, (title,), level=1)
        yield from blocks


def _shown(workbook: _Element, parts: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Title and part of each sheet that is not hidden."""
    for sheet in workbook.iter(f"{S}sheet"):
        kind, target = parts.get(sheet.get(f"{_R}id", ""), ("", ""))
        if kind == "worksheet" and sheet.get("state", "visible") == "visible":
            yield clean(sheet.get("name", "")), target


def _counts_from_1904(workbook: _Element) -> bool:
    properties = workbook.find(f"{S}workbookPr")
    return properties is not None and properties.get("date1904") in {"1", "true"}


class _Book:
    def __init__(
        self, package: Package, parts: dict[str, tuple[str, str]], from_1904: bool
    ) -> None:
        self._package = package
        self._from_1904 = from_1904
        named = dict(parts.values())
        strings = package.tree(named.get("sharedStrings", ""))
        found = () if strings is None else strings.iter(f"{S}si")
        self._strings = [_plain(one) for one in found]
        self._formats = Formats(package.tree(named.get("styles", "")))
        self._cells = 0

    def rows(self, part: str) -> Iterator[list[str]]:
        """The cells of each row as text, with a blank row where the sheet leaves some out."""
        tree = self._package.tree(part)
        if tree is None:
            return
        hidden = _hidden_columns(tree)
        before = 0
        for count, row in enumerate(tree.iter(f"{S}row")):
            refuse_beyond(count, ROWS, "rows")
            number = int(row.get("r", "")) if row.get("r", "").isdecimal() else before + 1
            if number > before + 1:
                yield []
            before = number
            if row.get("hidden") not in {"1", "true"}:
                yield self._row(row, hidden)

    def _row(self, row: _Element, hidden: set[int]) -> list[str]:
        found: dict[int, str] = {}
        column = 0
        for cell in row.iter(f"{S}c"):
            self._cells += 1
            refuse_beyond(self._cells, SHEET_CELLS, "cells")
            column = _column(cell.get("r", "")) or column + 1
            text = self._text(cell)
            if text.strip() and column not in hidden:
                found[column] = text
        refuse_beyond(len(found), CELLS, "cells in one row")
        return [found.get(one, "") for one in range(1, max(found, default=0) + 1)]

    def _text(self, cell: _Element) -> str:
        kind, style = cell.get("t", "n"), cell.get("s", "")
        if kind == "inlineStr":
            return _plain(cell)
        raw = cell.findtext(f"{S}v") or ""
        if kind == "s":
            place = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 9 else -1
            return self._strings[place] if 0 <= place < len(self._strings) else ""
        if kind == "e":
            return ""
        return show(raw, self._formats.of(style), self._from_1904) if kind == "n" else raw


def _plain(element: _Element) -> str:
    """The text of a string with formats, without what tells its pronunciation."""
    return "".join(
        one.text or "" for one in element.iter(f"{S}t") if one.getparent().tag != f"{S}rPh"
    )


def _column(reference: str) -> int:
    """The number of a column from 1, 0 where a cell does not tell it."""
    match = _REFERENCE.fullmatch(reference)
    number = 0
    for letter in match[1] if match else "":
        number = number * 26 + ord(letter) - 64
    return number


def _hidden_columns(tree: _Element) -> set[int]:
    found: set[int] = set()
    for one in tree.iter(f"{S}col"):
        first, last = one.get("min", ""), one.get("max", "")
        if one.get("hidden") in {"1", "true"} and first.isdecimal() and last.isdecimal():
            found.update(range(int(first), min(int(last), int(first) + CELLS) + 1))
    return found
