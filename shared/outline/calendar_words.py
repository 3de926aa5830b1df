"""Names of months and weekdays in all languages, out of Unicode CLDR, and their few neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from shared.outline.folding import fold
from shared.outline.wordbook import read_words

Meanings = Mapping[int, tuple[str, ...]]
"""A number (a month from 1, a weekday from Monday 0) and the languages that mean it."""


@cache
def month_names(*, short: bool = False) -> Mapping[str, Meanings]:
    """Every folded form of a month's name, in full or short, and what it means."""
    return _names("short_months" if short else "months", 1)


@cache
def weekday_names(*, short: bool = False) -> Mapping[str, Meanings]:
    """Every folded form of a weekday's name, in full or short, and what it means."""
    return _names("short_weekdays" if short else "weekdays", 0)


@cache
def words_of_days(kind: str) -> frozenset[str]:
    """The folded words of one kind that stand in or before dates."""
    return frozenset(fold(word) for word in read_words("days")[kind])


@cache
def ordinals() -> Mapping[str, int]:
    """Folded `first` to `tenth` of all languages and their numbers."""
    lists = enumerate(read_words("days")["first"], 1)
    return {fold(word): number for number, words in lists for word in words}


def _names(kind: str, base: int) -> Mapping[str, Meanings]:
    found: dict[str, dict[int, tuple[str, ...]]] = {}
    for language, names in read_words("calendar").items():
        for number, forms in enumerate(names.get(kind, ()), base):
            for form in filter(None, forms.split("|")):
                meanings = found.setdefault(form, {})
                meanings[number] = (*meanings.get(number, ()), language)
    return found
