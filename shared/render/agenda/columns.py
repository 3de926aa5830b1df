"""Text in columns of a terminal, where wide scripts take two columns a character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from shared.calendar.content_line import visible

WIDEST_CLUSTER = 4
_WORD = re.compile(r"[^\s]+")


def columns_of(text: str) -> int:
    """How many columns a text takes (Unicode Standard Annex 11: wide and fullwidth take two)."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(text: str, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    """Lines of at most `width` columns that begin with `first` and then with `rest`.

    Breaks between words, and inside a word only where it is too long for a line of its own.
    """
    words = _WORD.findall(visible(text))
    line, used, empty = first, columns_of(first), True
    room = width - max(used, columns_of(rest))
    if words and columns_of(whole := " ".join(words)) <= room:
        yield first + whole
        return
    for piece, columns in _pieces(words, room):
        if not empty and used + 1 + columns > width:
            yield line
            line, used, empty = rest, columns_of(rest), True
        gap = "" if empty else " "
        line, used, empty = line + gap + piece, used + len(gap) + columns, False
    if not empty:
        yield line


def _pieces(words: Iterable[str], room: int) -> Iterator[tuple[str, int]]:
    """Words, or the parts of those that are too long, each with its columns."""
    for word in words:
        columns = columns_of(word)
        if columns <= room:
            yield word, columns
        else:
            yield from _broken(word, room)


def _broken(word: str, room: int) -> Iterator[tuple[str, int]]:
    """A word in parts that fit; none begins with a mark that belongs to the letter before it."""
    piece, used = "", 0
    for cluster in _clusters(word):
        columns = columns_of(cluster)
        if piece and used + columns > room:
            yield piece, used
            piece, used = "", 0
        piece, used = piece + cluster, used + columns
    yield piece, used


def _clusters(word: str) -> Iterator[str]:
    """Letters, each with its marks, as far as these leave it narrower than any line."""
    cluster, used = "", 0
    for character in word:
        if cluster and not (_joins(character) and used + _columns(character) <= WIDEST_CLUSTER):
            yield cluster
            cluster, used = "", 0
        cluster, used = cluster + character, used + _columns(character)
    yield cluster


def _joins(character: str) -> bool:
    return _columns(character) == 0 or unicodedata.category(character) == "Mc"


def rule(text: str, mark: str, width: int) -> str:
    """A line of marks as long as the text, within the width."""
    return mark * min(columns_of(text), width)
