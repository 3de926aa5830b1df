"""Lists as CSV (RFC 4180, UTF-8, CRLF): nothing in it is a formula, and nothing is lost.

A spreadsheet takes a cell for a formula when its first sign is one of = + - @ (OWASP, "CSV
Injection"). Such a cell gets an apostrophe before it, and so does a cell that begins with one:
whoever takes one leading apostrophe away from each cell that has one has every value back.
Telephone numbers, and numbers and instants in their own columns, stay as they are: they call
nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from shared.render.lists.rows import Cell, Row, cell_text

ESCAPE = "'"
TYPE = "text/csv; charset=utf-8; header=present"
CHUNK_BYTES = 64 * 1024
_BLANKS = r"[\s\x00-\x20\u200b-\u200f\u2060\ufeff]*"
_RISKY = re.compile(_BLANKS + r"['=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
"""Signs of formulas, the wide ones of East Asian keyboards too, also behind blanks of any kind."""
_TELEPHONE = re.compile(r"\+[0-9 \xa0()./-]{6,40}")
_LEAST_DIGITS = 6


def write_csv(header: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """The table in chunks, read row by row: as much memory for one as for 100,000."""
    kept = io.StringIO(newline="")
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerow([guard(one) for one in header])
    for row in rows:
        writer.writerow([cell_csv(cell) for cell in row])
        if kept.tell() > CHUNK_BYTES:
            yield kept.getvalue().encode()
            kept.seek(0)
            kept.truncate()
    yield kept.getvalue().encode()


def cell_csv(cell: Cell) -> str:
    """A cell as it stands in the file, before it is quoted."""
    return guard(cell) if isinstance(cell, str) else cell_text(cell)


def guard(text: str) -> str:
    """The text, behind an apostrophe if a spreadsheet might take it for a formula."""
    return ESCAPE + text if _RISKY.match(text) and not is_telephone(text) else text


def unguard(text: str) -> str:
    """The text that `guard` was given."""
    return text.removeprefix(ESCAPE)


def is_telephone(text: str) -> bool:
    """Whether this is a plus and the digits of a telephone number, grouped as people do."""
    digits = sum(one.isdigit() for one in text)
    return bool(_TELEPHONE.fullmatch(text)) and digits >= _LEAST_DIGITS
