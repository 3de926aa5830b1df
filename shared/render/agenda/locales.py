"""Languages as pages name them, and which way they are written."""

from __future__ import annotations

from shared.render.agenda.words import words_for

NATIVE_NAMES = {
    "ar": "العربية",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "he": "עברית",
    "it": "Italiano",
    "pt": "Português",
    "ru": "Русский",
    "sr": "Српски",
    "sr-Latn": "Srpski",
    "tr": "Türkçe",
}
"""Each language in itself, so that whoever reads it finds it."""


def tag_of(locale: str) -> str:
    """The locale as HTML and HTTP write it (BCP 47)."""
    return locale.replace("_", "-")


def native_name(locale: str) -> str:
    """What the speakers of a language call it; the tag itself where that is not known."""
    words = words_for(locale)
    known = speaks(words.language, locale)
    return NATIVE_NAMES[words.language] if known else tag_of(locale)


def speaks(language: str, locale: str) -> bool:
    """Whether words of that language are the locale's own, not those it gets instead."""
    plain = tag_of(locale).casefold()
    return plain == language.casefold() or plain.startswith(f"{language.casefold()}-")


def direction_of(locale: str) -> str:
    """Which way it is written: `auto` for a locale whose words nobody wrote."""
    words = words_for(locale)
    return words.direction if speaks(words.language, locale) else "auto"
