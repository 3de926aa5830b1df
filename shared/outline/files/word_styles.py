"""What the styles of a .docx file make of a paragraph: a heading, an item of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

    from shared.outline.files.package import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading ([1-9])")
_TITLES = {"title": 1, "subtitle": 2}
_LIST = re.compile(r"list (?:bullet|number) ?([2-5])?")
_LOWEST = 6
_LONGEST_CHAIN = 20


class Styles:
    """The paragraph styles of a document, each with all that it inherits."""

    def __init__(self, package: Package, parts: dict[str, tuple[str, str]]) -> None:
        name = next((target for kind, target in parts.values() if kind == "styles"), "")
        tree = package.tree(name) if name else None
        found = () if tree is None else tree.iter(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}

    def level(self, paragraph: _Element) -> int:
        """The level of a heading, 0 for another paragraph."""
        own = value(paragraph.find(f"{W}pPr/{W}outlineLvl"))
        if own is not None:
            return _outline_level(own)
        for style in self._chain(paragraph):
            name = (value(style.find(f"{W}name")) or "").casefold()
            heading = _HEADING.fullmatch(name)
            if heading or name in _TITLES:
                return min(int(heading[1]), _LOWEST) if heading else _TITLES[name]
            outline = value(style.find(f"{W}pPr/{W}outlineLvl"))
            if outline is not None:
                return _outline_level(outline)
        return 0

    def depth(self, paragraph: _Element) -> int:
        """How deep a paragraph lies in a list, 0 outside."""
        numbering = paragraph.find(f"{W}pPr/{W}numPr")
        if numbering is not None:
            return _depth(numbering)
        for style in self._chain(paragraph):
            named = _LIST.fullmatch((value(style.find(f"{W}name")) or "").casefold())
            if named:
                return int(named[1] or 1)
            numbering = style.find(f"{W}pPr/{W}numPr")
            if numbering is not None:
                return _depth(numbering)
        return 0

    def _chain(self, paragraph: _Element) -> list[_Element]:
        """The paragraph's style and those that it is based on."""
        found: list[_Element] = []
        name = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        while name in self._styles and len(found) < _LONGEST_CHAIN:
            found.append(self._styles[name])
            name = value(found[-1].find(f"{W}basedOn"))
        return found


def value(element: _Element | None) -> str | None:
    """The `w:val` of an element."""
    found: str | None = None if element is None else element.get(f"{W}val")
    return found


def flag(element: _Element | None) -> bool:
    """Whether a property that is on or off is on."""
    return element is not None and value(element) not in {"0", "false", "off"}


def _outline_level(text: str) -> int:
    return int(text) + 1 if text in {"0", "1", "2", "3", "4", "5"} else 0


def _depth(numbering: _Element) -> int:
    if value(numbering.find(f"{W}numId")) == "0":
        return 0
    level = value(numbering.find(f"{W}ilvl")) or "0"
    return min(int(level) + 1, 9) if level.isascii() and level.isdigit() and len(level) < 3 else 1
