"""A PDF file (ISO 32000-1): its lines in the order of reading, without heads and feet of pages."""

from __future__ import annotations

import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from statistics import median

from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError, PyPdfError

from shared.outline.errors import OutlineUnreadable
from shared.outline.files.cleaning import cut_bullet, is_rule
from shared.outline.files.glyphs import Glyph, GlyphReader
from shared.outline.files.limits import PAGE_OPERATIONS, PAGES, PDF_STREAM_BYTES, refuse_beyond
from shared.outline.files.page import (
    PageLine,
    column_stops,
    cut_cells,
    find_lines,
    turn_leftwards,
    upright,
)
from shared.outline.files.reading_order import in_columns
from shared.outline.rows import Row

# What a damaged file makes of a reader that trusts it: every one means that it cannot be read.
_DAMAGED = (
    PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError,
    OSError, struct.error, TypeError, ValueError, zlib.error,
)  # fmt: skip
_PAGE = (
    "page|p|pg|seite|s|página|pagina|pág|pag|strona|str|strana|stranica|sayfa|страница|стр|стор|"
    "сторінка|страна|σελίδα|σελ|oldal|sida|sid|blz|עמוד|صفحة"
)
_PAGE_NUMBER = re.compile(
    rf"\W*(?:(?:{_PAGE})\b\.?\s*)?\d{{1,3}}(?:\s?(?:/|\||of|de|von|di|van|z|din|od|sur|iz|из)\s?\d{{1,3}})?"
    rf"\W*(?:(?:{_PAGE})\b\W*)?",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"^\W*\d{{1,3}}\W*$|(?:^|\W)(?:{_PAGE})\b\.?\s*\d|\b\d{{1,3}}\s?/\s?\d{{1,3}}$", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_CLOCK = re.compile(r"\d{1,2}\s?[:.hH]\s?\d{2}|\d\s?h\b")
_TIME = re.compile(r"\d{1,2}(?:\s?[:.hH]\s?\d{0,2})?(?:\s?[aApP]\.?[mM]\.?)?")
_OPEN_RANGE = re.compile(rf"{_TIME.pattern}\s?[\u2010-\u2015\u2212-]")
_BROWSER_HEAD = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}")
_NEAR = 15
_MARGIN_LINES = 8
_TITLE_LINES = 3
_BLANK = 1.55

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_portable(source: bytes) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The rows of a PDF file, and apart from them what its pages repeat at head and foot.

    Raises OutlineUnreadable, also for one that is locked or holds pictures only.
    """
    try:
        with apply_configuration(
            zlib_maximum_output_length=PDF_STREAM_BYTES,
            lzw_maximum_output_length=PDF_STREAM_BYTES,
            run_length_maximum_output_length=PDF_STREAM_BYTES,
            array_based_stream_maximum_output_length=PDF_STREAM_BYTES,
            stream_decoding_work_maximum_length=4 * PDF_STREAM_BYTES,
            stream_parsing_work_maximum_count=3 * PAGE_OPERATIONS,
        ):
            pages = _pages(source)
    except DependencyError as locked:  # AES takes a library that we do without
        raise OutlineUnreadable(
            "The PDF file is encrypted; save it without a password."
        ) from locked
    except _DAMAGED as broken:
        raise OutlineUnreadable("The PDF file is damaged or too complex to be read.") from broken
    lines = [in_columns(turn_leftwards(find_lines(upright(page)))) for page in pages]
    if not any(lines):
        raise OutlineUnreadable(
            "The PDF file holds no text, only pictures of it; save the text itself as PDF."
        )
    kept, margins = _without_margins(lines)
    return tuple(_rows(kept)), margins


def _pages(source: bytes) -> list[list[Glyph]]:
    reader = PdfReader(BytesIO(source), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise OutlineUnreadable("The PDF file is locked with a password; save it without one.")
    count = len(reader.pages)
    refuse_beyond(count, PAGES, "pages")
    glyphs = GlyphReader()
    return [glyphs.read(page) for page in reader.pages]


def _without_margins(
    pages: Sequence[list[PageLine]],
) -> tuple[list[list[PageLine]], tuple[str, ...]]:
    """Pages without the lines that several repeat at the same height, and without their numbers.

    A head of several lines is the title of the document: it stays on the first page.
    """
    often = Counter(key for page in pages for key in {_key(line) for line in page})
    kept: list[list[PageLine]] = []
    margins: dict[str, None] = {}
    for page in pages:
        by_height = sorted(page, key=lambda line: -line.y)
        head, foot = _peel(by_height, often), _peel(by_height[::-1], often)
        if by_height and by_height[-1].text.endswith(f"{len(kept) + 1}/{len(pages)}"):
            foot = foot or by_height[-1:]  # as browsers print
            head = head or [line for line in by_height[:1] if _BROWSER_HEAD.match(line.text)]
        title = not kept and len(head) >= _TITLE_LINES
        outer = {id(line) for line in (foot if title else head + foot)}
        margins |= dict.fromkeys(line.text for line in head + foot)
        kept.append([line for line in page if id(line) not in outer])
    return kept, tuple(margins)


def _peel(lines: Sequence[PageLine], often: Counter[tuple[str, int]]) -> list[PageLine]:
    """The lines from an edge of a page inwards that are not its own."""
    found: list[PageLine] = []
    for line in lines[:_MARGIN_LINES]:
        number = _PAGE_NUMBER.fullmatch(line.text)
        if _CLOCK.match(line.text) or (often[_key(line)] < 2 and not (number and len(found) < 2)):
            break
        found.append(line)
    return found if len(found) < len(lines) else []


def _key(line: PageLine) -> tuple[str, int]:
    """What a line says and where; `Page 1` and `Page 2` are the same, `Day 1` and `Day 2` not."""
    text = line.text
    return _DIGITS.sub("0", text) if _COUNTED.search(text) else text, round(line.y / 4)


def _rows(pages: Sequence[list[PageLine]]) -> list[Row]:
    rows: list[Row] = []
    number = 0
    for page in pages:
        usual = _leading(page)
        before: PageLine | None = None
        for place, line in enumerate(page):
            stops = column_stops(page[max(place - _NEAR, 0) : place + _NEAR + 1])
            number += 1
            apart = before.y - line.y if before else 0.0
            if rows and (apart > _BLANK * max(usual, line.size) or apart < 0):
                rows.append(Row(number, ()))
                number += 1
            before = line
            rows.append(_row(line, stops, number))
    return _join_ranges(rows)


def _join_ranges(rows: list[Row]) -> list[Row]:
    """`09:00 -` over `10:00` in the first column is one range, and is put on the upper line."""
    for place, row in enumerate(rows):
        if not row.cells or not _OPEN_RANGE.fullmatch(row.cells[0]):
            continue
        for after in range(place + 1, min(place + 4, len(rows))):
            cells = rows[after].cells
            if not cells or (cells[0] and not _TIME.fullmatch(cells[0])):
                break
            if cells[0]:
                rows[place] = replace(row, cells=(f"{row.cells[0]} {cells[0]}", *row.cells[1:]))
                rest = ("", *cells[1:]) if any(cells[1:]) else ()
                rows[after] = replace(rows[after], cells=rest)
                break
    return rows


def _row(line: PageLine, stops: Sequence[float], number: int) -> Row:
    cells = list(cut_cells(line, stops))
    if is_rule("".join(cells)):
        return Row(number, ())
    place = next(index for index, cell in enumerate(cells) if cell)
    if len(cells[place]) == 1 and len(cells) > place + 1:
        joined = " ".join(cells[place : place + 2])
        cells[place : place + 2] = [joined]
    cells[place], signed = cut_bullet(cells[place])
    return Row(number, tuple(cells), bullet=int(signed))


def _leading(page: Sequence[PageLine]) -> float:
    gaps = [first.y - then.y for first, then in pairwise(page) if first.y > then.y]
    return median(gaps) if gaps else 0.0
