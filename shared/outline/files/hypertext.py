"""A web page (HTML): what it shows, as paragraphs, lists and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from shared.outline.errors import OutlineUnreadable
from shared.outline.files.blocks import Blocks, Cell, Grid, read_blocks
from shared.outline.files.cleaning import clean, cut_bullet, is_rule
from shared.outline.files.limits import CELLS, ROWS, TABLES_DEEP, refuse_beyond
from shared.outline.reading import read_text
from shared.outline.rows import Row

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", re.IGNORECASE
)
_LOOKED_AT = 4096
_UNSEEN = {
    "script", "style", "template", "noscript", "svg", "nav", "select", "button", "iframe",
    "object", "textarea", "audio", "video", "canvas", "datalist", "map", "math",
}  # fmt: skip
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "address", "blockquote",
    "pre", "figure", "figcaption", "form", "fieldset", "legend", "details", "summary", "body",
    "html", "center", "caption", "hgroup", "li", "ul", "ol", "menu", "dir", "search",
    "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
_SPACED = {"p", "blockquote", "pre", "ul", "ol", "section", "article", "figure", "h1", "h2", "h3",
           "h4", "h5", "h6", "hr"}  # fmt: skip
_LISTS = {"ul", "ol", "menu", "dir"}
_CELLS = {"td", "th"}
_DEEPEST = 5_000


def read_hypertext(source: bytes | str) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The rows of a page, and apart from them its title. Raises OutlineUnreadable."""
    text = read_text(_decoded(source))
    page = _Page()
    parser = etree.HTMLParser(target=page, no_network=True, huge_tree=True)
    try:
        parser.feed(text)
        parser.close()
    except (etree.LxmlError, ValueError, AssertionError) as broken:
        raise OutlineUnreadable("The page is damaged: its HTML cannot be read.") from broken
    return read_blocks(page.blocks), tuple(filter(None, (clean(page.title),)))


def _decoded(source: bytes | str) -> bytes | str:
    """Bytes in the encoding that the page itself names, where they are in it."""
    named = None if isinstance(source, str) else _CHARSET.search(source[:_LOOKED_AT])
    if isinstance(source, str) or named is None:
        return source
    encoding = named[1].decode("ascii")
    try:
        return source.decode("utf-8" if encoding.lower().startswith("utf-16") else encoding)
    except (LookupError, ValueError):
        return source


@dataclass
class _Table:
    """A table that is being read: what stands in it outside of its cells, such as a caption, and
    how many rows more each column is covered."""

    grid: Grid = field(default_factory=Grid)
    beside: Blocks = field(default_factory=list)
    covered: dict[int, int] = field(default_factory=dict)
    column: int = 0


class _Page:
    """Takes the tags of a page one by one, so that no depth of theirs matters."""

    def __init__(self) -> None:
        self.blocks: Blocks = []
        self.title = ""
        self._into: list[Blocks] = [self.blocks]
        self._tables: list[_Table] = []
        self._text: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._unseen = self._lists = self._level = self._kept = 0
        self._titled = self._item = False
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        hidden = tag in _UNSEEN or "hidden" in attributes
        hidden = hidden or _HIDDEN.search(attributes.get("style", "")[:500]) is not None
        if tag not in _VOID:
            self._open.append((tag, hidden))
            refuse_beyond(len(self._open), _DEEPEST, "elements within one another")
            self._unseen += hidden
        if hidden or self._unseen:
            return
        if tag == "title":
            self._titled = True
        elif tag == "br":
            self._text.append("\n")
        elif tag == "table" or tag == "dl":
            self._begin_table()
        elif self._tables and tag in {"tr", "td", "th", "dt", "dd"}:
            self._begin_in_table(tag, attributes)
        elif tag in _BLOCKS or tag == "hr":
            self._begin_block(tag)

    def end(self, tag: str) -> None:
        if tag in _VOID:
            return
        seen = not self._unseen
        if self._open:
            self._unseen -= self._open.pop()[1]
        if tag == "title":
            self._titled = False
        elif not seen:
            return
        elif tag in _CELLS | {"dt", "dd"} and self._tables:
            self._end_cell()
        elif tag in {"table", "dl"} and self._tables:
            self._end_table()
        elif tag in _BLOCKS:
            self._flush()
            self._lists -= tag in _LISTS and self._lists > 0
            self._level = 0 if tag in _HEADINGS else self._level
            self._kept -= tag == "pre" and self._kept > 0
            self._space(tag)

    def data(self, text: str) -> None:
        if self._titled:
            self.title += text
        elif not self._unseen:
            self._text.append(text if self._kept else _WHITE.sub(" ", text))

    def comment(self, text: str) -> None:
        """Comments are not seen."""

    def close(self) -> None:
        """The page is over: what was begun ends."""
        while self._tables:
            self._end_table()
        self._flush()

    def _begin_block(self, tag: str) -> None:
        self._flush()
        self._space(tag)
        self._lists += tag in _LISTS
        self._kept += tag == "pre"
        self._item = tag == "li" or self._item
        if tag in _HEADINGS:
            self._level = int(tag[1])

    def _begin_table(self) -> None:
        self._flush()
        refuse_beyond(len(self._tables), TABLES_DEEP, "tables within one another")
        self._tables.append(_Table())
        self._into.append(self._tables[-1].beside)

    def _begin_in_table(self, tag: str, attributes: dict[str, str]) -> None:
        table = self._tables[-1]
        self._end_cell()
        if tag in {"tr", "dt"} or not table.grid.rows:
            refuse_beyond(self._count, ROWS, "lines")
            self._count += 1
            table.grid.rows.append([])
            table.column = 0
            table.covered = {place: left - 1 for place, left in table.covered.items() if left > 1}
        if tag in {"dt", "dd"}:
            self._begin_cell(table, int(tag == "dd"), 1)
        elif tag in _CELLS:
            while table.column in table.covered:
                table.column += 1
            span = _count(attributes.get("colspan"))
            down = _count(attributes.get("rowspan"))
            for place in range(table.column, table.column + span if down > 1 else table.column):
                table.covered[place] = down
            self._begin_cell(table, table.column, span)
            table.column += span

    def _begin_cell(self, table: _Table, column: int, span: int) -> None:
        refuse_beyond(len(table.grid.rows[-1]), CELLS, "cells in one row")
        cell = Cell(column, span)
        same = [one for one in table.grid.rows[-1] if one.column == column]
        if same:
            cell = same[0]
        else:
            table.grid.rows[-1].append(cell)
        self._into[-1] = cell.blocks

    def _end_cell(self) -> None:
        self._flush()
        self._into[-1] = self._tables[-1].beside

    def _end_table(self) -> None:
        self._flush()
        self._into.pop()
        table = self._tables.pop()
        self._into[-1] += [*table.beside, table.grid]

    def _space(self, tag: str) -> None:
        into = self._into[-1]
        if tag in _SPACED and into and not (isinstance(into[-1], Row) and not into[-1].cells):
            into.append(Row(0, ()))

    def _flush(self) -> None:
        """What was said since the last block is one: a row for each of its lines."""
        said, self._text = "".join(self._text), []
        for line in said.split("\n"):
            cells = [clean(cell) for cell in line.split("\t")]
            text = " ".join(filter(None, cells))
            if not text or is_rule(text):
                continue
            text, signed = cut_bullet(text)
            depth = max(self._lists, 1) if self._item else int(signed)
            self._count += 1
            refuse_beyond(self._count, ROWS, "lines")
            self._into[-1].append(Row(0, (text,), level=self._level, bullet=depth))
            self._item = False


_HEADINGS = {f"h{level}" for level in range(1, 7)}
_WHITE = re.compile(r"[ \t\r\n\f]+")


def _count(text: str | None) -> int:
    return (
        min(max(int(text), 1), CELLS)
        if text and text.isascii() and text.isdigit() and len(text) < 6
        else 1
    )
