"""Letters of a page to lines, and the pieces of a line that stand apart."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from shared.outline.files.cleaning import clean
from shared.outline.files.glyphs import Glyph

_SAME_LINE = 0.4
_WORD_GAP = 0.17
_WIDE_GAP = 1.9
_COLUMN_GAP = 0.55
_FULL_COLUMN_GAP = 0.33
_SAME_PLACE = 2.5
_VERY_PLACE = 0.8
_DOUBLED = 0.12
_PRESENTATION = ("\ufb00", "\ufdff"), ("\ufe70", "\ufefc")


@dataclass(frozen=True)
class Word:
    """Letters without a gap, from `x0` to `x1`."""

    x0: float
    x1: float
    text: str


@dataclass
class PageLine:
    """The words on one base line; `y` grows upwards, `x` in the direction of reading."""

    y: float
    size: float
    words: list[Word] = field(default_factory=list)
    leftwards: bool = False

    @property
    def text(self) -> str:
        """All words with single spaces, in the order of reading."""
        return read_order(self.words, self.leftwards)

    @property
    def x0(self) -> float:
        """Where the line begins, from the left."""
        return self.words[0].x0


def upright(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The letters that run as most of the page does: not those of a stamp or a margin."""
    found = list(glyphs)
    turns = Counter(glyph.turn for glyph in found if glyph.text.strip())
    most = turns.most_common(1)[0][0] if turns else 0
    return [glyph for glyph in found if glyph.turn == most]


def find_lines(glyphs: Sequence[Glyph]) -> list[PageLine]:
    """The lines of a page from its top."""
    groups: list[tuple[float, list[Glyph]]] = []
    for glyph in sorted(glyphs, key=lambda one: (-one.y, one.x0)):
        near = groups[-1] if groups else None
        if near and near[0] - glyph.y <= _SAME_LINE * max(glyph.size, near[1][0].size, 1.0):
            near[1].append(glyph)
        else:
            groups.append((glyph.y, [glyph]))
    lines = [_line(inside) for _, inside in groups]
    return [line for line in lines if line.words]


def _line(glyphs: list[Glyph]) -> PageLine:
    said = [glyph for glyph in glyphs if glyph.text.strip()] or glyphs
    size = median(glyph.size for glyph in said)
    base = Counter(round(glyph.y, 1) for glyph in said).most_common(1)[0][0]
    line = PageLine(base, max(size, 1.0))
    letters: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: (one.x0, one.x1)):
        before = letters[-1] if letters else None
        blank = not glyph.text.strip()
        if before is not None and (blank or glyph.x0 - before.x1 > _WORD_GAP * line.size):
            line.words.append(_word(letters))
            letters = []
        if not blank and not _doubles(letters, glyph, line.size):
            letters.append(glyph)
    if letters:
        line.words.append(_word(letters))
    return line


def _doubles(letters: Sequence[Glyph], glyph: Glyph, size: float) -> bool:
    """Whether a letter only makes the one before it bold, by being printed again beside it."""
    return any(
        one.text == glyph.text and abs(one.x0 - glyph.x0) < _DOUBLED * size for one in letters[-2:]
    )


def _word(letters: Sequence[Glyph]) -> Word:
    text = "".join(glyph.text for glyph in letters)
    return Word(letters[0].x0, letters[-1].x1, text)


def column_stops(lines: Sequence[PageLine]) -> list[float]:
    """Where columns begin on a page: places after a wide gap, in two lines at least."""
    starts = sorted(
        after.x0
        for line in lines
        for before, after in pairwise(line.words)
        if after.x0 - before.x1 > _WIDE_GAP * line.size
    )
    clusters: list[list[float]] = []
    for start in starts:
        if clusters and start - clusters[-1][-1] <= _SAME_PLACE:
            clusters[-1].append(start)
        else:
            clusters.append([start])
    return [median(cluster) for cluster in clusters if len(cluster) > 1]


def cut_cells(line: PageLine, stops: Sequence[float]) -> tuple[str, ...]:
    """The pieces of a line between wide gaps, each in the column that begins where it does."""
    pieces: list[list[Word]] = [[line.words[0]]]
    for before, after in pairwise(line.words):
        gap = (after.x0 - before.x1) / line.size
        off = min((abs(after.x0 - stop) for stop in stops), default=_SAME_PLACE + 1)
        least = _COLUMN_GAP if off > _VERY_PLACE else _FULL_COLUMN_GAP
        if gap > _WIDE_GAP or (off <= _SAME_PLACE and gap > least):
            pieces.append([after])
        else:
            pieces[-1].append(after)
    cells: list[str] = []
    for piece in pieces:
        at = [n for n, stop in enumerate(stops, 1) if abs(piece[0].x0 - stop) <= _SAME_PLACE]
        cells += [""] * ((at[0] if at else 0) - len(cells))
        cells.append(read_order(piece, line.leftwards))
    return tuple(cells)


def read_order(words: Sequence[Word], leftwards: bool = False) -> str:
    """Words as one reads them: what is shown of Hebrew and Arabic stands the other way round."""
    shown = " ".join(word.text for word in (reversed(words) if leftwards else words))
    if any(low <= letter <= high for letter in shown for low, high in _PRESENTATION):
        shown = unicodedata.normalize("NFKC", shown)
    sides = _sides(shown)
    turned = sides[0] > sides[1] or (leftwards and sides == (0, 0))
    return clean(_logical(shown) if turned else shown)


def turn_leftwards(lines: list[PageLine]) -> list[PageLine]:
    """Lines of a page in Hebrew or Arabic, with places counted from the right."""
    sides = [_sides(word.text) for line in lines for word in line.words]
    if sum(right for right, _ in sides) <= sum(left for _, left in sides):
        return lines
    return [
        PageLine(
            line.y,
            line.size,
            [Word(-word.x1, -word.x0, word.text) for word in reversed(line.words)],
            leftwards=True,
        )
        for line in lines
    ]


def _sides(text: str) -> tuple[int, int]:
    """How many letters of a text run to the left, and how many to the right."""
    sides = Counter(unicodedata.bidirectional(letter) for letter in text)
    return sides["R"] + sides["AL"], sides["L"]


def _logical(shown: str) -> str:
    """The text that is shown so (Unicode annex 9, backwards): turned, but for numbers and Latin."""
    runs: list[tuple[bool, list[str]]] = []
    for place in range(len(shown) - 1, -1, -1):
        letter = shown[place]
        side = unicodedata.bidirectional(letter)
        between = 0 < place < len(shown) - 1 and side in ("CS", "ES", "ET", "ON")
        forward = side in ("L", "EN", "AN") or (
            between and _ahead(shown[place - 1]) and _ahead(shown[place + 1])
        )
        if not runs or runs[-1][0] != forward:
            runs.append((forward, []))
        runs[-1][1].append(letter if forward else _MIRRORED.get(letter, letter))
    return "".join("".join(reversed(run)) if forward else "".join(run) for forward, run in runs)


def _ahead(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("L", "EN", "AN")


_MIRRORED = dict(zip("()[]{}<>«»", ")(][}{><»«", strict=True))
