"""A .docx file (ECMA-376 part 1, WordprocessingML): paragraphs, tables and text boxes in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.outline.errors import OutlineUnreadable
from shared.outline.files.blocks import Blocks, Cell, Grid, read_blocks
from shared.outline.files.cleaning import clean, cut_bullet, is_rule
from shared.outline.files.limits import ROWS, TABLES_DEEP, refuse_beyond
from shared.outline.files.package import Package
from shared.outline.files.word_styles import Styles, W, flag, value
from shared.outline.rows import Row

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TRANSPARENT = {
    f"{W}{name}"
    for name in (
        "sdt", "sdtContent", "smartTag", "ins", "moveTo", "customXml", "hyperlink", "fldSimple",
        "dir", "bdo",
    )
} | {f"{_MC}Choice", f"{_MC}Fallback"}  # fmt: skip
_TEXT_BOX = f"{W}txbxContent"
_BREAKS = {f"{W}br", f"{W}cr"}
_MARGINS = ("header", "footer")


def read_word(source: bytes) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The rows of a .docx file, and apart from them what its headers and footers say.

    Insertions count, deletions and hidden text do not. Raises OutlineUnreadable.
    """
    package = Package(source)
    name = package.main_part() or "word/document.xml"
    document = package.tree(name)
    if document is None:
        raise OutlineUnreadable("The file is damaged: it holds no document.")
    parts = package.related(name)
    reader = _Reader(Styles(package, parts))
    body = document.find(f"{W}body")
    rows = read_blocks(reader.blocks(body) if body is not None else [])
    margins: dict[str, None] = {}
    for kind, target in sorted(set(parts.values())):
        tree = package.tree(target) if kind in _MARGINS else None
        if tree is not None:
            margins |= dict.fromkeys(row.text for row in read_blocks(reader.blocks(tree)))
    return rows, tuple(filter(None, margins))


class _Reader:
    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._deep = self._paragraphs = 0

    def blocks(self, parent: _Element) -> Blocks:
        found: Blocks = []
        carried = ""
        for one in _children(parent):
            if one.tag == f"{W}p":
                self._paragraphs += 1
                refuse_beyond(self._paragraphs, ROWS, "paragraphs")
                text = carried + _text(one)
                if _mark_deleted(one):
                    carried = text
                else:
                    found += self._paragraph(one, text)
                    carried = ""
                for box in _text_boxes(one):
                    found += self.blocks(box)
            elif one.tag == f"{W}tbl":
                found.append(self._table(one))
        return found + (self._lines(carried, 0, 0) if carried else [])

    def _paragraph(self, paragraph: _Element, text: str) -> list[Row]:
        level = self._styles.level(paragraph)
        return self._lines(text, level, 0 if level else self._styles.depth(paragraph))

    def _lines(self, text: str, level: int, bullet: int) -> list[Row]:
        """One row for each line of a paragraph; none that says anything is one blank row."""
        found: list[Row] = []
        for line in text.split("\n"):
            cells = [clean(cell) for cell in line.split("\t")]
            while cells and not cells[-1]:
                cells.pop()
            if not cells or is_rule("".join(cells)):
                continue
            first = next(index for index, cell in enumerate(cells) if cell)
            cells[first], signed = cut_bullet(cells[first])
            depth = (bullet if not found else 0) or int(signed)
            found.append(Row(0, tuple(cells), level=level, bullet=depth))
        return found or [Row(0, ())]

    def _table(self, table: _Element) -> Grid:
        self._deep += 1
        refuse_beyond(self._deep, TABLES_DEEP, "tables within one another")
        grid = Grid()
        for row in _children(table):
            if row.tag == f"{W}tr" and row.find(f"{W}trPr/{W}del") is None:
                grid.rows.append(list(self._cells(row)))
        self._deep -= 1
        return grid

    def _cells(self, row: _Element) -> Iterator[Cell]:
        column = _number(value(row.find(f"{W}trPr/{W}gridBefore")), 0)
        for one in _children(row):
            if one.tag != f"{W}tc":
                continue
            span = max(_number(value(one.find(f"{W}tcPr/{W}gridSpan")), 1), 1)
            if not _continues(one):
                yield Cell(column, span, self.blocks(one))
            column += span


def _children(parent: _Element) -> Iterator[_Element]:
    """The children, with those of mere wrappers; of alternatives the first alone (part 3)."""
    for one in parent:
        if one.tag == f"{_MC}AlternateContent":
            yield from _children(one[0]) if len(one) else ()
        elif one.tag in _TRANSPARENT:
            yield from _children(one)
        else:
            yield one


def _text(paragraph: _Element) -> str:
    return "".join(piece for run in _runs(paragraph) for piece in _pieces(run))


def _runs(paragraph: _Element) -> Iterator[_Element]:
    for one in _children(paragraph):
        if one.tag == f"{W}r" and not flag(one.find(f"{W}rPr/{W}vanish")):
            yield one


def _pieces(run: _Element) -> Iterator[str]:
    for one in _children(run):
        if one.tag == f"{W}t":
            yield one.text or ""
        elif one.tag in {f"{W}tab", f"{W}ptab"}:
            yield "\t"
        elif one.tag in _BREAKS:
            yield "\n"
        elif one.tag == f"{W}noBreakHyphen":
            yield "-"


def _text_boxes(paragraph: _Element) -> Iterator[_Element]:
    """The outermost text boxes of a paragraph; Word keeps each twice, for old readers too."""
    waiting = list(reversed(list(_runs(paragraph))))
    while waiting:
        one = waiting.pop()
        if one.tag == _TEXT_BOX:
            yield one
        else:
            waiting += reversed(list(_children(one)))


def _mark_deleted(paragraph: _Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _continues(cell: _Element) -> bool:
    """Whether a cell only lengthens the one above or beside it."""
    for name in ("vMerge", "hMerge"):
        merge = cell.find(f"{W}tcPr/{W}{name}")
        if merge is not None and value(merge) != "restart":
            return True
    return False


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise
