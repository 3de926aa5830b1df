"""Read a file of people and institutions: CSV or XLSX, each line by the names of its columns."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator
from io import StringIO

from functions.organiser.read_workbook import LONGEST_CELL, read_workbook
from shared.domain.errors import Invalid
from shared.domain.text import clean_line, fold
from shared.senders.label_words import ENGLISH, meaning_of

MOST_ROWS = 5000
ZIP, UTF_16 = b"PK\x03\x04", (b"\xff\xfe", b"\xfe\xff")
DELIMITERS = ",;\t|"
OWN_COLUMNS = {
    "kind": "kind",
    "type": "kind",
    "invitation": "kind",
    "forwardable": "forwardable",
    "may be forwarded": "forwardable",
    "address": "email",
}
"""Columns that forms do not have, and what we call them."""
Row = tuple[int, dict[str, str]]


def read_table(raw: bytes, locale: str) -> list[Row]:
    """The lines of a file with their numbers, each as values by our own words for its columns.

    The first line names the columns, in English or the event's language. Raises Invalid when
    nothing can be read, no column holds addresses, or there are too many lines.
    """
    most = MOST_ROWS + 1  # and the line that names the columns
    rows = read_workbook(raw, most) if raw.startswith(ZIP) else list(_read_csv(raw, most))
    filled = [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        raise Invalid.at("", "There is nothing in this file.")
    columns = [_mean(cell, {ENGLISH, locale}) for cell in filled[0][1]]
    if "email" not in columns:
        raise Invalid.at("", "The first line must name the columns, one of them e-mail address.")
    return [(number, _by_column(columns, cells)) for number, cells in filled[1:]]


def _read_csv(raw: bytes, most: int) -> Iterator[tuple[int, list[str]]]:
    text = _decode(raw).replace("\0", "")
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    begin = 1
    try:
        for count, cells in enumerate(reader, 1):
            if count > most:
                raise Invalid.at("", f"A file may have {MOST_ROWS} lines.")
            yield begin, cells
            begin = reader.line_num + 1
    except csv.Error as broken:
        raise Invalid.at("", f"The line {begin} cannot be read.") from broken


def _decode(raw: bytes) -> str:
    """UTF-8, or UTF-16 when it says so; else what Excel writes in western countries."""
    if raw.startswith(UTF_16):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """What parts the columns: whichever sign the first line has most of."""
    first = text.lstrip("\r\n").splitlines()[0] if text.strip() else ""
    return max(DELIMITERS, key=first.count)


def _mean(label: str, languages: Collection[str]) -> str | None:
    """What we call a column (None: it is none of ours)."""
    return OWN_COLUMNS.get(fold(label)) or meaning_of(label[:LONGEST_CELL], languages)


def _by_column(columns: Iterable[str | None], cells: Iterable[str]) -> dict[str, str]:
    """The cells by what their columns are called; the first filled one of each."""
    row: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column and not row.get(column):
            row[column] = clean_line(cell[:LONGEST_CELL])
    return row
