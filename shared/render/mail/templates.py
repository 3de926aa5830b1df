"""The templates: one file per kind and language, inside one layout."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from shared.domain.message import MessageKind
from shared.domain.text import clean_line

ROOM = Path(__file__).parent
FALLBACK = "en"
_ANSWERED = re.compile(r"^(?:\s*(?:re|aw|rv|odg|fwd?|wg|tr|pros)\s*:)+[\s:]*", re.IGNORECASE)
"""How the subjects of answers and of forwarded mail begin in the languages of mails."""
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class MailText:
    """What a mail says: its subject and the same words twice, as plain text and as HTML."""

    subject: str
    text: str
    html: str


def language_of(kind: MessageKind, locale: str) -> str:
    """The language of a locale (BCP 47; `_` and case do not matter) if the kind is written in it,
    else English.

    Subtags are dropped from the right until a language fits (RFC 4647 section 3.4).
    """
    known = {language.casefold(): language for language in languages_of(kind)}
    subtags = locale.replace("_", "-").casefold().split("-")
    for length in range(len(subtags), 0, -1):
        language = known.get("-".join(subtags[:length]))
        if language:
            return language
    return FALLBACK


def languages_of(kind: MessageKind) -> tuple[str, ...]:
    """The languages in which a kind is written."""
    return tuple(sorted(file.stem for file in (ROOM / kind).glob("*.txt")))


def fill_templates(
    kind: MessageKind, language: str, words: Mapping[str, object], subject: str | None = None
) -> MailText:
    """The kind's templates filled, under another subject where one is given; `words` must hold
    every name that they use.
    """
    told = {**words, "language": language}
    written = _templates().get_template(f"{kind}/{language}.txt").render(told)
    headed, _, body = written.partition("\n")
    return _lay_out(told, subject or bare_subject(headed), body, f"{kind}/{language}.html")


def fill_layout(language: str, words: Mapping[str, object], subject: str) -> MailText:
    """A mail whose text is given in `words`, around it what every mail has."""
    told = {**words, "language": language}
    body = _templates().get_template("layout/wording.txt").render(told)
    return _lay_out(told, subject, body, "layout/wording.html")


def bare_subject(text: str) -> str:
    """A subject as one line that does not begin like an answer; it may be empty."""
    return _ANSWERED.sub("", clean_line(text))


def _lay_out(told: Mapping[str, object], subject: str, body: str, page: str) -> MailText:
    text = _templates().get_template("layout/layout.txt").render(told, body=_tidy(body))
    html = _templates().get_template(page).render(told, subject=subject)
    return MailText(subject, _tidy(text) + "\n", html + "\n")


def fill_note(name: str, language: str, words: Mapping[str, object]) -> str:
    """A text that is no mail of its own, such as what a calendar entry says."""
    return _tidy(_templates().get_template(f"{name}/{language}.txt").render(words))


def _tidy(text: str) -> str:
    return _BLANK_LINES.sub("\n\n", text).strip()


def forget_templates() -> None:
    """Read every template anew from now on, so that an edit shows."""
    _templates.cache_clear()


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(ROOM),
        autoescape=select_autoescape(("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
