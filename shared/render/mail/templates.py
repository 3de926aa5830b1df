"""The templates: one file per kind and language, inside one layout."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from shared.domain.message import MessageKind

ROOM = Path(__file__).parent
FALLBACK = "en"
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class MailText:
    """What a mail says: its subject and the same words twice, as plain text and as HTML."""

    subject: str
    text: str
    html: str


def language_of(kind: MessageKind, locale: str) -> str:
    """The language of a locale (BCP 47) if the kind is written in it, else English."""
    language = re.split("[-_]", locale)[0].lower()
    known = _LANGUAGE.fullmatch(language) and (ROOM / kind / f"{language}.txt").is_file()
    return language if known else FALLBACK


def fill_templates(kind: MessageKind, language: str, words: Mapping[str, object]) -> MailText:
    """The kind's templates filled; `words` must hold every name that they use."""
    told = {**words, "language": language}
    written = _templates().get_template(f"{kind}/{language}.txt").render(told)
    subject, _, body = written.partition("\n")
    text = _templates().get_template("layout/layout.txt").render(told, body=_tidy(body))
    page = _templates().get_template(f"{kind}/{language}.html")
    return MailText(subject, _tidy(text) + "\n", page.render(told, subject=subject) + "\n")


def fill_note(name: str, language: str, words: Mapping[str, object]) -> str:
    """A text that is no mail of its own, such as what a calendar entry says."""
    return _tidy(_templates().get_template(f"{name}/{language}.txt").render(words))


def _tidy(text: str) -> str:
    return _BLANK_LINES.sub("\n\n", text).strip()


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(ROOM),
        autoescape=select_autoescape(("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
