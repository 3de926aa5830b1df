"""Mails in an organiser's own words: judged when they are saved, filled when a mail is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import escape
from quopri import encodestring
from typing import Any

from jinja2 import Template

from shared.domain.errors import Invalid
from shared.domain.event import Event, Wording
from shared.domain.message import MessageKind
from shared.domain.text import clean_line
from shared.render.mail.example import tell_example
from shared.render.mail.grammar import compile_template, judge_template
from shared.render.mail.own_words import GUARD, Values, nest, trials_of, values_of, words_of
from shared.render.mail.paragraphs import Paragraph, split_paragraphs
from shared.render.mail.reminding import MOST_BYTES, cut_programme
from shared.render.mail.templates import (
    MailText,
    bare_subject,
    fill_layout,
    fill_templates,
    language_of,
)

LONGEST = 32_000
"""Characters that a text may come to: with what is added, a mail of less than 200 kB."""
ENTERED = frozenset(
    {
        MessageKind.CONFIRMATION,
        MessageKind.APPROVED,
        MessageKind.PROMOTED,
        MessageKind.CHANGED,
    }
)
"""Kinds whose calendar entry can be declined by mistake: they say what that does not do."""
ENDED = frozenset({MessageKind.CANCELLED, MessageKind.SUBSTITUTED, MessageKind.DECLINED})
"""Kinds after which there is nothing to change or to cancel."""
_URL = re.compile(rf"https?://[^\s<>\"'{GUARD}]+")
_CLOSING = ".,;:!?)]}»\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
EMPTY = "With some people's details nothing is left to say; please write something for everybody."
TOO_LONG = (
    f"Filled with long names this may come to more than {LONGEST:,} characters; please shorten it."
)


@dataclass(frozen=True)
class Piece:
    """A stretch of a line that is a link, or none."""

    text: str
    url: str | None = None


def judge_wording(kind: MessageKind, wording: Wording) -> None:
    """Raises Invalid naming `subject` and `text` for what is broken or may say nothing.

    What passes is filled without fault whatever a mail's words hold.
    """
    errors = [
        (name, sentence)
        for name, source in (("subject", wording.subject), ("text", wording.text))
        for sentence in _complain(kind, name, source)
    ]
    if errors:
        raise Invalid(errors)


def _complain(kind: MessageKind, name: str, source: str | None) -> Iterator[str]:
    if source is None:
        return
    try:
        longest = judge_template(source, words_of(kind))
    except Invalid as wrong:
        yield wrong.errors[0][1]
        return
    if longest > LONGEST:
        yield TOO_LONG
        return
    made = compile_template(source)
    say = bare_subject if name == "subject" else clean_line
    if not all(say(made.render(nest(values))) for values in trials_of(kind)):
        yield EMPTY


def reword(kind: MessageKind, language: str, wording: Wording, told: Mapping[str, Any]) -> MailText:
    """The mail of that kind in the organiser's words; `told` fills our own templates.

    Ours stand in for what is not given, and for what cannot be filled, which saving prevents.
    """
    values = values_of(kind, told)
    subject = bare_subject(_fill(kind, wording.subject, values).replace(GUARD, "")) or None
    paragraphs = split_paragraphs(_fill(kind, wording.text, values))
    ours = fill_templates(kind, language, told, subject)
    if not paragraphs:
        return ours
    words = {**told, **_around(kind, told, paragraphs)}
    return fill_layout(language, words, ours.subject)


def preview_wording(
    kind: MessageKind, wording: Wording, event: Event, now: datetime, public_url: str
) -> MailText:
    """What somebody invented would read of this event. Raises Invalid as `judge_wording` does."""
    judge_wording(kind, wording)
    language = language_of(kind, event.locale)
    return reword(kind, language, wording, tell_example(kind, event, language, now, public_url))


def _fill(kind: MessageKind, source: str | None, values: Values) -> str:
    """The source filled; empty where there is none, or none that may be filled."""
    made = _find_template(kind, source) if source else None
    return made.render(nest(values)) if made else ""


@lru_cache(maxsize=64)
def _find_template(kind: MessageKind, source: str) -> Template | None:
    """The template, judged as when it was saved: what could be saved then may be refused now."""
    try:
        longest = judge_template(source, words_of(kind))
    except Invalid:
        return None
    return compile_template(source) if longest <= LONGEST else None


def _around(
    kind: MessageKind, told: Mapping[str, Any], paragraphs: tuple[Paragraph, ...]
) -> dict[str, object]:
    """The text for both parts, and what is added since no reader may miss it."""
    text = "\n\n".join("\n".join(lines) for lines in paragraphs).replace(GUARD, "")
    pieces = [[_cut_line(line) for line in lines] for lines in paragraphs]
    link = told["guest_url"] or told["self_url"]
    entered = bool(told["calendar_url"]) and kind in ENTERED
    missing = [line for line in told["changes"] if line not in text]
    return {
        "text": text,
        "paragraphs": pieces,
        "preview": paragraphs[0][0].replace(GUARD, ""),
        "link": link if link and (entered or link not in text) else None,
        "leads_to": _leads_to(kind, told),
        "entered": entered,
        "renewed": bool(told["calendar_url"]) and not entered,
        "missing": missing if kind is MessageKind.NOTICE else [],
        "programme": _programme(told, pieces),
    }


def _leads_to(kind: MessageKind, told: Mapping[str, Any]) -> str:
    if kind is MessageKind.FOCAL_POINT:
        return "focal"
    if told["guest_url"]:
        return "guest"
    return "ended" if kind in ENDED else "self"


def _cut_line(line: str) -> list[Piece]:
    """A line cut where its links begin and end; only the organiser's own, and ours, are links."""
    pieces, end = [], 0
    for found in _URL.finditer(line):
        url = found[0].rstrip(_CLOSING)
        pieces += [Piece(line[end : found.start()].replace(GUARD, "")), Piece(url, url)]
        end = found.start() + len(url)
    return [one for one in (*pieces, Piece(line[end:].replace(GUARD, ""))) if one.text]


def _programme(told: Mapping[str, Any], pieces: list[list[list[Piece]]]) -> object:
    """The programme of a reminder, with less room on the page the longer the text is."""
    reminder = told.get("reminder")
    if reminder is None or reminder.programme is None:
        return None
    said = "".join(piece.text for lines in pieces for line in lines for piece in line)
    size = len(encodestring(escape(said).encode()))
    return cut_programme(reminder.programme.whole, max(0, MOST_BYTES - size))
