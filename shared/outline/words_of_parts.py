"""The words that head a part of an outline, in all languages."""

from __future__ import annotations

from functools import cache

from shared.outline.folding import fold
from shared.outline.wordbook import read_words

_EDGE = " .,:;*#_-|/()[]<>=\t"
_LONGEST_PROGRAMME = 60


@cache
def words_of_part(name: str) -> frozenset[str]:
    """The folded words of one part of words/sections.json."""
    return frozenset(fold(word.strip()) for word in read_words("sections")[name].split(","))


def bare(text: str) -> str:
    """A heading folded, without its marks."""
    return " ".join(fold(text).split()).strip(_EDGE)


def is_programme_noun(text: str) -> bool:
    """Whether a text only says that a programme follows: `Draft agenda`, `Programme of`."""
    plain = bare(text[:_LONGEST_PROGRAMME])
    words = words_of_part("programme")
    return plain in words or any(plain.removesuffix(one) in words for one in _TAILS)


_TAILS = (" of", " for", " der", " des", " du", " de", " del", " - le", " le", " am", " na", " za")


def is_part_of_day(text: str) -> bool:
    """Whether a text only names a part of the day: `afternoon`, `Vormittag`."""
    return bare(text) in words_of_part("morning")
