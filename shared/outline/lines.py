"""Text to numbered lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212-"  # in a character class: last
_LINE_END = re.compile(r"\r\n|\r|\n")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"))  # soft hyphen, zero width space, mark
_BULLET = re.compile(rf"[*•·▪◦{DASHES}] (?=\S)")


@dataclass(frozen=True)
class Line:
    """One line: its number from 1, its words with single spaces, and whether it is indented."""

    number: int
    text: str
    indented: bool = False

    @property
    def bullet(self) -> str | None:
        """The text after a bullet sign; None for a line without one."""
        sign = _BULLET.match(self.text)
        return self.text[sign.end() :] if sign else None


def split_lines(text: str) -> tuple[Line, ...]:
    """All lines of a text, the blank ones too (their text is empty)."""
    return tuple(
        Line(number, " ".join(raw.translate(_INVISIBLE).split()), raw[:1].isspace())
        for number, raw in enumerate(_LINE_END.split(text), 1)
    )


def paragraphs(lines: Iterable[Line]) -> tuple[str, ...]:
    """Lines that stand together, each group as one text."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.text:
            groups[-1].append(line.text)
        elif groups[-1]:
            groups.append([])
    return tuple(" ".join(group) for group in groups if group)
