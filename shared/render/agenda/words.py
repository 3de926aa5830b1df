"""The agenda's own words: phrases, names of days and months, the order of a date.

One file a language stands in `words/`; no library of locales is loaded to read an agenda.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_suffix("")
DEFAULT = "en"
LANGUAGES = ("ar", "de", "en", "es", "fr", "he", "it", "pt", "ru", "sr", "sr-Latn", "tr")
_SPELLINGS = {language.casefold(): language for language in LANGUAGES} | {"sr-cyrl": "sr"}


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one language. `direction` is "ltr" or "rtl"; `days` begin on Monday.

    `counted` phrases have a wording for each plural category of the language (CLDR).
    """

    language: str
    direction: str
    days: tuple[str, ...]
    months: tuple[str, ...]
    patterns: Mapping[str, str]
    phrases: Mapping[str, str]
    counted: Mapping[str, Mapping[str, str]]

    def __getitem__(self, key: str) -> str:
        """A phrase as it stands. Raises KeyError."""
        return self.phrases[key]

    def fill(self, key: str, **slots: object) -> str:
        """A phrase with its slots filled. Raises KeyError for a key or a slot it lacks."""
        return self.phrases[key].format(**slots)

    def fill_count(self, key: str, count: int, **slots: object) -> str:
        """A counted phrase in the plural that the count asks for; its slot is `{count}`."""
        wordings = self.counted[key]
        category = plural_category(self.language, count)
        return wordings.get(category, wordings["other"]).format(count=count, **slots)

    def join(self, parts: Iterable[str | None]) -> str:
        """The parts that are there, with the language's comma between them."""
        return self["comma"].join(part for part in parts if part)


def words_for(locale: str) -> Words:
    """The words for a locale (BCP 47; `_` and case do not matter), English if there are none.

    Subtags are dropped from the right until a language fits (RFC 4647 section 3.4).
    """
    subtags = locale.replace("_", "-").casefold().split("-")
    for length in range(len(subtags), 0, -1):
        language = _SPELLINGS.get("-".join(subtags[:length]))
        if language:
            return _read(language)
    return _read(DEFAULT)


@cache
def _read(language: str) -> Words:
    content = json.loads((FOLDER / f"{language}.json").read_bytes())
    phrases = content["phrases"]
    return Words(
        language=content["language"],
        direction=content["direction"],
        days=tuple(content["days"]),
        months=tuple(content["months"]),
        patterns=content["patterns"],
        phrases={key: one for key, one in phrases.items() if isinstance(one, str)},
        counted={key: one for key, one in phrases.items() if isinstance(one, dict)},
    )


def plural_category(language: str, count: int) -> str:
    """The plural category of a whole number, not negative (CLDR, language plural rules)."""
    return _PLURALS.get(language, _one_alone)(count)


def _one_alone(count: int) -> str:
    return "one" if count == 1 else "other"


def _up_to_one(count: int) -> str:
    return "one" if count < 2 else _millions(count)


def _one_or_millions(count: int) -> str:
    return "one" if count == 1 else _millions(count)


def _millions(count: int) -> str:
    return "many" if count and count % 1_000_000 == 0 else "other"


def _slavic(few: str, rest: str) -> Callable[[int], str]:
    def category(count: int) -> str:
        if count % 10 == 1 and count % 100 != 11:
            return "one"
        return few if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else rest

    return category


def _arabic(count: int) -> str:
    if count < 3:
        return ("zero", "one", "two")[count]
    if 3 <= count % 100 <= 10:
        return "few"
    return "many" if count % 100 >= 11 else "other"


def _hebrew(count: int) -> str:
    return {1: "one", 2: "two"}.get(count, "other")


_PLURALS: Mapping[str, Callable[[int], str]] = {
    "ar": _arabic,
    "es": _one_or_millions,
    "fr": _up_to_one,
    "he": _hebrew,
    "it": _one_or_millions,
    "pt": _up_to_one,
    "ru": _slavic("few", "many"),
    "sr": _slavic("few", "other"),
    "sr-Latn": _slavic("few", "other"),
}
