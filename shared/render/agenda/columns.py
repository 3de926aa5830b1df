"""Text in columns of a terminal, where wide scripts take two columns a character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from shared.calendar.content_line import visible

_WORD = re.compile(r"[^\s]+")


def columns_of(text: str) -> int:
    """How many columns a text takes (Unicode Standard Annex 11: wide and fullwidth take two)."""
    return sum(_columns(one) for one in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(text: str, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    """Lines of at most `width` columns that begin with `first` and then with `rest`.

    Breaks between words, and inside a word only where it is too long for a line of its own.
    """
    line, empty = first, True
    for piece in _pieces(text, width - max(columns_of(first), columns_of(rest))):
        gap = "" if empty else " "
        if not empty and columns_of(line + gap + piece) > width:
            yield line
            line, gap = rest, ""
        line += gap + piece
        empty = False
    if not empty:
        yield line


def _pieces(text: str, room: int) -> Iterator[str]:
    for word in _WORD.findall(visible(text).replace("\t", " ")):
        piece = ""
        for character in word:
            if piece and columns_of(piece) + _columns(character) > room:
                yield piece
                piece = ""
            piece += character
        yield piece


def rule(text: str, mark: str, width: int) -> str:
    """A line of marks as long as the text, within the width."""
    return mark * min(columns_of(text), width)
