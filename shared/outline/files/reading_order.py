"""Pages printed in two columns, as a newspaper is: the left one is read before the right one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from shared.outline.files.page import PageLine, Word

_TIME = re.compile(r"\d{1,2}\s?[:.hH]\s?\d{2}|\d{1,2}\s?h\b")
_FEWEST = 5
_TIMES = 3
_STEP = 4.0


def in_columns(lines: list[PageLine]) -> list[PageLine]:
    """The lines of a page; where it has two columns, those of the left one come first."""
    gutter = _gutter(lines)
    if gutter is None:
        return lines
    left, right = _halves(lines, gutter)
    if not _are_columns(left, right):
        return lines
    first = min(range(len(lines)), key=lambda place: -_top([left, right], lines[place]))
    return lines[:0] + left + right if first == 0 else lines[:first] + left + right


def _top(sides: Sequence[list[PageLine]], line: PageLine) -> float:
    return line.y if any(line.y >= side[0].y for side in sides) else float("-inf")


def _gutter(lines: Sequence[PageLine]) -> float | None:
    """A place in the middle of a page that no word crosses, with lines on both sides of it."""
    words = [word for line in lines for word in line.words]
    if not words:
        return None
    low, high = min(word.x0 for word in words), max(word.x1 for word in words)
    place = low + (high - low) * 0.38
    best: tuple[int, float] | None = None
    while place < low + (high - low) * 0.62:
        crossed = sum(word.x0 < place < word.x1 for word in words)
        beside = sum(
            any(word.x0 > place for word in line.words) and line.words[0].x1 < place
            for line in lines
        )
        if crossed * 20 <= len(lines) and beside >= _FEWEST and (best is None or crossed < best[0]):
            best = crossed, place
        place += _STEP
    return best[1] if best else None


def _halves(lines: Sequence[PageLine], gutter: float) -> tuple[list[PageLine], list[PageLine]]:
    left: list[PageLine] = []
    right: list[PageLine] = []
    for line in lines:
        sides: tuple[list[Word], list[Word]] = ([], [])
        for word in line.words:
            sides[word.x0 > gutter].append(word)
        left += [replace(line, words=sides[0])] if sides[0] else []
        right += [replace(line, words=sides[1])] if sides[1] else []
    return left, right


def _are_columns(left: Sequence[PageLine], right: Sequence[PageLine]) -> bool:
    """Both sides tell times over titles of their own; in a table one side alone does."""
    if min(len(left), len(right)) < _FEWEST:
        return False
    told = [
        sum(bool(_TIME.match(line.text)) and len(line.words) > 3 for line in side)
        for side in (left, right)
    ]
    return min(told) >= _TIMES
