"""Which languages a text may be in, by its letters, its small words and its months and weekdays."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache

from shared.outline.calendar_words import month_names, weekday_names
from shared.outline.folding import fold
from shared.outline.wordbook import read_words

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 200_000  # characters; more of a text tells nothing new
_SHARE = 4  # a language counts that has a fourth of the points of the first
_OF_LETTERS = {
    "ыэъ": "ru", "ієїґ": "uk", "ћђџљњј": "sr", "ąęłśźż": "pl", "ěřů": "cs", "ğıİ": "tr",
    "őű": "hu", "ãõ": "pt", "ñ¿¡": "es", "ß": "de", "åÅ": "sv", "șțȘȚ": "ro", "œêè": "fr",
}  # fmt: skip
_SCRIPTS = (("\u0590", "\u05ff", "he"), ("\u0600", "\u06ff", "ar"), ("\u0370", "\u03ff", "el"))
_NAME_POINTS = 3


def guess_languages(text: str) -> tuple[str, ...]:
    """The likely languages of a whole text (ISO 639-1), the likeliest first; () if nothing tells.

    Linear in the length of the text.
    """
    text = text[:_LONGEST]
    points: dict[str, float] = defaultdict(float)
    words = Counter(_WORD.findall(fold(text)))
    for word, times in words.items():
        for language, worth in _words().get(word, {}).items():
            points[language] += worth * times
    letters = Counter(text)
    for special, language in _OF_LETTERS.items():
        points[language] += sum(letters[letter] for letter in special)
    for low, high, language in _SCRIPTS:
        points[language] += sum(n for one, n in letters.items() if low <= one <= high) // 4
    best = max(points.values(), default=0)
    ranked = sorted(points.items(), key=lambda one: -one[1])
    return tuple(name for name, one in ranked if one and one * _SHARE >= best)


@cache
def _words() -> Mapping[str, Mapping[str, float]]:
    """Each word and what it is worth for each language: the less, the more share it."""
    found: dict[str, dict[str, float]] = {}
    for language, told in read_words("languages").items():
        for word in fold(told).split():
            found.setdefault(word, {})[language] = 1
    for names in (month_names(), weekday_names()):
        for name, meanings in names.items():
            for language in {one for told in meanings.values() for one in told}:
                found.setdefault(name, {})[language] = _NAME_POINTS
    return {
        word: {language: worth / len(one) for language, worth in one.items()}
        for word, one in found.items()
    }
