"""Markdown (CommonMark 0.31, and the tables of GitHub): headings, lists, tables without marks."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from shared.outline.files.cleaning import clean, cut_bullet, is_rule
from shared.outline.files.plain import read_line, split_lines
from shared.outline.rows import Row

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_LINK = re.compile(
    r"(!?)\[([^\[\]]*)\]"
    r"(?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?: +\"[^\"]*\")?\)|\[[^\[\]]*\])"
)
_STRONG = re.compile(
    r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])"
    r"|(?<!\w)_{1,3}(?=\w)|(?<=[\w.!?:])_{1,3}(?!\w)|~~|`+"
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LIQUID = re.compile(r"\{%[^{}]{0,300}%\}|\{\{[^{}]{0,300}\}\}|\{:[^{}]{0,300}\}")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_SETEXT = re.compile(r" {0,3}(=+|-+)\s*")
_REFERENCE = re.compile(r" {0,3}\[[^\]]+\]:\s*\S+")
_SIGNS = (
    re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE),
    re.compile(r"\[[^\[\]\n]+\]\([^()\s]+\)"),
    re.compile(r"\*\*[^\s*][^*\n]*\*\*"),
    re.compile(r"^ *\|? *:?-{3,}:? *\|[-:| ]*$", re.MULTILINE),
    re.compile(r"\S\n {0,3}={3,} *$", re.MULTILINE),
)
_LOOKED_AT = 100_000
_TAB = 4


def is_markdown(text: str) -> bool:
    """Whether a text has headings, links, strong words or tables as Markdown writes them."""
    return any(sign.search(text, 0, _LOOKED_AT) for sign in _SIGNS)


def read_markdown(text: str) -> tuple[Row, ...]:
    """The rows of a Markdown text; its marks, images and front matter are left out."""
    reader = _Reader()
    lines = split_lines(text)
    first = _after_front_matter(lines)
    for number, line in enumerate(lines[first:], first + 1):
        reader.read(line, number)
    return tuple(reader.rows)


class _Reader:
    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._items: list[int] = []
        self._table = 0
        self._in_table = False

    def read(self, line: str, number: int) -> None:
        line = re.sub(r"^ {0,3}(?:> ?)+", "", line).expandtabs(_TAB) if ">" in line[:8] else line
        if _FENCE.match(line) or _REFERENCE.fullmatch(line):
            return
        if self._underlined(line) or self._ruled(line):
            return
        heading = _HEADING.match(line)
        if heading:
            said = _inline(line[heading.end() :].rstrip().rstrip("#"))
            self._end_of_lists()
            self.rows.append(Row(number, (said,) if said else (), level=len(heading[1])))
        elif self._in_table and "|" in line:
            self.rows.append(Row(number, _cells(line), table=self._table))
        else:
            self._in_table = False
            self._text(line, number)

    def _text(self, line: str, number: int) -> None:
        item = _ITEM.match(line)
        depth = self._depth(len(line) - len(line.lstrip())) if item else 0
        for place, part in enumerate(_BREAK.split(line[item.end() :] if item else line)):
            row = read_line(_marked(part), number)
            row = replace(row, cells=tuple(map(clean, row.cells)))
            indent = 0 if item or place else row.indent
            self.rows.append(
                replace(row, bullet=depth if not place and depth else row.bullet, indent=indent)
            )
        if not item and line.strip() and not line[0].isspace():
            self._end_of_lists()

    def _depth(self, indent: int) -> int:
        while self._items and self._items[-1] > indent:
            self._items.pop()
        if not self._items or self._items[-1] < indent:
            self._items.append(indent)
        return len(self._items)

    def _end_of_lists(self) -> None:
        self._items, self._in_table = [], False

    def _underlined(self, line: str) -> bool:
        """A line of `===` or `---` makes the line before it a heading."""
        rule = _SETEXT.fullmatch(line)
        before = self.rows[-1] if self.rows else None
        if not rule or before is None or not before.cells or before.level or before.bullet:
            return False
        self.rows[-1] = replace(before, level=1 if rule[1][0] == "=" else 2)
        return True

    def _ruled(self, line: str) -> bool:
        """A line such as `|---|---|` makes the line before it the header of a table."""
        if not self.rows or "|" not in line or not _TABLE_RULE.fullmatch(line):
            return False
        before = self.rows[-1]
        self._table += 1
        self._in_table = True
        header = tuple(clean(cell) for cell in " ".join(before.cells).split("|"))
        self.rows[-1] = Row(before.line, _trim(header), table=self._table)
        return True


def _after_front_matter(lines: list[str]) -> int:
    if lines[0].strip() != "---":
        return 0
    ends = (place for place, line in enumerate(lines[1:], 1) if line.strip() in {"---", "..."})
    return next(ends, -1) + 1


def _cells(line: str) -> tuple[str, ...]:
    cells = re.split(r"(?<!\\)\|", line)
    return _trim(tuple(cut_bullet(_inline(cell))[0] for cell in cells))


def _trim(cells: tuple[str, ...]) -> tuple[str, ...]:
    framed = cells[1:] if len(cells) > 1 and not cells[0] else cells
    framed = framed[:-1] if len(framed) > 1 and not framed[-1] else framed
    return framed if any(framed) else ()


def _inline(text: str) -> str:
    return clean(_marked(text))


def _marked(text: str) -> str:
    """A line without the marks inside it; its white space stays."""
    if is_rule(text):
        return ""
    escaped = _ESCAPE.sub(lambda sign: chr(0xE000 + ord(sign[1])), text)
    said = _LINK.sub(lambda link: "" if link[1] else link[2], _LIQUID.sub("", escaped))
    said = _LINK.sub(lambda link: "" if link[1] else link[2], said)
    said = html.unescape(_TAG.sub("", _STRONG.sub("", said)))
    return re.sub("[\ue000-\ue07f]", lambda sign: chr(ord(sign[0]) - 0xE000), said)
