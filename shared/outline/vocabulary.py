"""Words by class, in all languages at once: which classes the words of a text belong to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from shared.outline.folding import fold
from shared.outline.wordbook import read_words

_WORD = re.compile(r"[^\W_]+")
_LONGEST_PHRASE = 5  # words
_SHORTEST_STEM = 2  # letters
_FIRM_STEM = 5
_LONGEST_STEM = 60
_MOST_MET, _LONGEST_LINE = 2_000, 300


@dataclass(frozen=True)
class Unit:
    """One word or known phrase: its classes, its words folded, its offsets in the text."""

    classes: frozenset[str]
    words: tuple[str, ...]
    first: int
    last: int


class Vocabulary:
    """The classes of words/NAME.json: `{class: {language: "word, two words, stem*, *ending"}}`.

    `=word` counts only where it is all that is asked about.
    """

    def __init__(self, classes: Mapping[str, Mapping[str, str]]) -> None:
        self._phrases: dict[tuple[str, ...], set[str]] = {}
        self._alone: dict[tuple[str, ...], set[str]] = {}
        self._stems: dict[str, set[str]] = {}
        self._endings: dict[str, set[str]] = {}
        # The same words and lines are asked about again and again while one text is read.
        self._met: dict[str, set[str]] = {}
        self._remembered = lru_cache(_MOST_MET)(self._units)
        self._lengths: dict[str, int] = {}  # of the longest phrase that begins with a word
        for name, languages in classes.items():
            for told in languages.values():
                for entry in told.split(","):
                    self._learn(name, fold(entry.strip()))

    def units(self, text: str) -> tuple[Unit, ...]:
        """The words of a text, known phrases as one unit."""
        return self._remembered(text) if len(text) <= _LONGEST_LINE else self._units(text)

    def _units(self, text: str) -> tuple[Unit, ...]:
        words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(fold(text))]
        plain = tuple(word for word, _, _ in words)
        found, at = [], 0
        while at < len(words):
            classes, taken = self._longest(plain, at)
            first, last = words[at][1], words[at + taken - 1][2]
            found.append(Unit(frozenset(classes), plain[at : at + taken], first, last))
            at += taken
        return tuple(found)

    def classes(self, word: str) -> frozenset[str]:
        """The classes of one word or phrase as a whole."""
        words = tuple(_WORD.findall(fold(word)))
        classes, taken = self._longest(words, 0) if words else (set(), 0)
        return frozenset(classes) if taken == len(words) else frozenset()

    def firm(self, word: str) -> frozenset[str]:
        """The classes of this very word or of a long stem; short stems and endings begin and end
        many surnames.
        """
        words = tuple(_WORD.findall(fold(word)))
        if words in self._phrases or len(words) != 1:
            return frozenset(self._phrases.get(words, ()))
        ends = range(min(len(words[0]), _LONGEST_STEM), _FIRM_STEM - 1, -1)
        known = (self._stems[words[0][:n]] for n in ends if words[0][:n] in self._stems)
        return frozenset(next(known, ()))

    def has(self, word: str, name: str) -> bool:
        """Whether a word or phrase as a whole is of a class."""
        return name in self.classes(word)

    def _learn(self, name: str, entry: str) -> None:
        words = tuple(_WORD.findall(entry))
        if not words:
            return
        if entry.endswith("*"):
            self._stems.setdefault(words[0], set()).add(name)
        elif entry.startswith("*"):
            self._endings.setdefault(words[0], set()).add(name)
        else:
            book = self._alone if entry.startswith("=") else self._phrases
            book.setdefault(words, set()).add(name)
            self._lengths[words[0]] = max(len(words), self._lengths.get(words[0], 0))

    def _longest(self, words: Sequence[str], at: int) -> tuple[set[str], int]:
        if at == 0 and tuple(words) in self._alone:
            return self._alone[tuple(words)], len(words)
        longest = min(self._lengths.get(words[at], 0), _LONGEST_PHRASE, len(words) - at)
        for taken in range(longest, 0, -1):
            phrase = tuple(words[at : at + taken])
            if phrase in self._phrases:
                return self._phrases[phrase], taken
        return self._affixed(words[at]), 1

    def _affixed(self, word: str) -> set[str]:
        known = self._met.get(word)
        if known is None:
            if len(self._met) >= _MOST_MET:
                self._met.clear()
            known = self._met[word] = self._by_affix(word[:60])
        return known

    def _by_affix(self, word: str) -> set[str]:
        for end in range(len(word), _SHORTEST_STEM - 1, -1):
            if word[:end] in self._stems:
                return self._stems[word[:end]]
        for start in range(len(word) - _SHORTEST_STEM):
            if word[start:] in self._endings:
                return self._endings[word[start:]]
        return set()


@cache
def vocabulary(name: str) -> Vocabulary:
    """The words of words/NAME.json."""
    return Vocabulary(read_words(name))
