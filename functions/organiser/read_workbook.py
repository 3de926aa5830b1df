"""Read the first sheet of a workbook (XLSX, ECMA-376) as rows of text.

A file from outside may be anything: sizes are judged before a byte is unpacked, and no document
type is taken, so that nothing in it can be expanded or fetched.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from posixpath import join, normpath
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile

from shared.domain.errors import Invalid

LARGEST_PART = 32 * 1024 * 1024
MOST_COLUMNS = 100
LONGEST_CELL = 2000
"""Characters of a cell that are read; what follows them is left out."""
_CELL = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
_BROKEN = (BadZipFile, ExpatError, KeyError, NotImplementedError, RuntimeError, EOFError,
           UnicodeError, ValueError, zlib.error, OSError)  # fmt: skip
"""What zipfile and expat make of files that are damaged, encrypted, or packed in unknown ways."""
Start = Callable[[str, dict[str, str]], None]


class _Texts:
    """The texts inside of one kind of element, in order: runs joined, phonetic hints left out."""

    def __init__(self, element: str) -> None:
        self.found: list[str] = []
        self._element = element
        self._reading = False
        self._hint = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == self._element:
            self.found.append("")
        self._hint = self._hint or name == "rPh"
        self._reading = name == "t" and not self._hint and bool(self.found)

    def end(self, name: str) -> None:
        self._reading = False
        self._hint = self._hint and name != "rPh"

    def text(self, piece: str) -> None:
        if self._reading:
            self.found[-1] = _join(self.found[-1], piece)


class _Sheet:
    """The rows of a sheet, by their numbers; `shared` are the workbook's shared texts."""

    def __init__(self, shared: list[str], most_rows: int) -> None:
        self.rows: dict[int, dict[int, str]] = {}
        self._shared = shared
        self._most_rows = most_rows
        self._row = self._column = 0
        self._type = ""
        self._value: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            told = attributes.get("r", "")
            self._row = int(told) if told.isascii() and told.isdigit() else self._row + 1
            self._column = 0
        elif name == "c":
            self._column = _column_of(attributes.get("r", "")) or self._column + 1
            self._type = attributes.get("t", "n")
        elif name in ("v", "t"):
            self._value = ""

    def end(self, name: str) -> None:
        if name not in ("v", "t") or self._value is None:
            return
        value, self._value = self._value, None
        if self._type == "s":
            value = self._look_up(value)
        if value and self._column <= MOST_COLUMNS:
            cells = self.rows.setdefault(self._row, {})
            known = cells.get(self._column, "")
            again = bool(known) and self._type == "s"  # else few bytes would become very many
            cells[self._column] = known if again else _join(known, value)
        if len(self.rows) > self._most_rows:
            raise Invalid.at("", f"A file may have {self._most_rows} lines.")

    def text(self, piece: str) -> None:
        if self._value is not None:
            self._value = _join(self._value, piece)

    def _look_up(self, index: str) -> str:
        number = int(index) if index.isascii() and index.isdigit() else -1
        return self._shared[number] if 0 <= number < len(self._shared) else ""


def _join(text: str, piece: str) -> str:
    """The text with a piece more, as far as a cell is read: a long one may come in millions."""
    room = LONGEST_CELL - len(text)
    return text + piece[:room] if room > 0 else text


def read_workbook(raw: bytes, most_rows: int) -> list[tuple[int, list[str]]]:
    """The rows of the first sheet with their numbers, empty ones left out. Raises Invalid."""
    try:
        return _read(raw, most_rows)
    except _BROKEN as broken:
        raise Invalid.at("", "This workbook cannot be read.") from broken


def _read(raw: bytes, most_rows: int) -> list[tuple[int, list[str]]]:
    with ZipFile(BytesIO(raw)) as archive:
        shared = _Texts("si")
        if "xl/sharedStrings.xml" in archive.namelist():
            _parse(archive, "xl/sharedStrings.xml", shared)
        sheet = _Sheet(shared.found, most_rows)
        _parse(archive, _first_sheet(archive), sheet)
    return [
        (number, [cells.get(column, "") for column in range(1, max(cells) + 1)])
        for number, cells in sorted(sheet.rows.items())
    ]


def _first_sheet(archive: ZipFile) -> str:
    """The part in which the first sheet stands: by the workbook's relations."""
    ids: list[str] = []
    targets: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            ids.extend(value for key, value in attributes.items() if key.endswith(":id"))
        elif name == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        _parse_with(archive, part, start)
    target = targets[ids[0]] if ids else "worksheets/sheet1.xml"
    return target[1:] if target.startswith("/") else normpath(join("xl", target))


def _parse(archive: ZipFile, part: str, into: _Texts | _Sheet) -> None:
    _parse_with(archive, part, into.start, into.end, into.text)


def _parse_with(
    archive: ZipFile,
    part: str,
    start: Start,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, found: start(name.rpartition(":")[2], found)
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.Parse(_unpack(archive, part), True)


def _unpack(archive: ZipFile, part: str) -> bytes:
    """One part, up to the size that is taken: what the archive says of sizes may be a lie."""
    with archive.open(part) as packed:
        raw = packed.read(LARGEST_PART + 1)
    if len(raw) > LARGEST_PART:
        raise Invalid.at("", "This workbook is larger than can be taken at once.")
    return raw


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a workbook has no document type")


def _column_of(reference: str) -> int:
    """The number of a cell's column, A is 1; 0 when the reference cannot be read."""
    found = _CELL.fullmatch(reference)
    number = 0
    for letter in found[1] if found else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
