"""The words that an organiser's own texts may use, kind by kind, and what a mail holds for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from shared.domain.message import MessageKind
from shared.domain.text import clean_line
from shared.render.mail.grammar import LONGEST_LINE, MOST_LINES, Sort, Word

FLAG, NUMBER, TEXT = Word(Sort.FLAG), Word(Sort.NUMBER, 6), Word()
LINES = Word(Sort.LINES, 0)
URL = Word(longest=1_000)
NAME = Word(longest=256)
GUARD = "\ue000"
"""Stands inside the `://` of what is no text of the organiser's, so that no link is made of it."""
CUT = "\N{HORIZONTAL ELLIPSIS}"
Value = str | int | bool | tuple[str, ...]
Values = Mapping[str, Value]

EVERYWHERE: Mapping[str, Word] = {
    "name": NAME,
    "institution": NAME,
    "meeting.title": TEXT,
    "meeting.reference": TEXT,
    "meeting.when": TEXT,
    "meeting.place": TEXT,
    "meeting.contact": TEXT,
    "meeting.organiser": TEXT,
    "meeting.reply_to": TEXT,
    "meeting.postponed": FLAG,
    "meeting.cancelled": FLAG,
    "agenda_url": URL,
    "calendar": FLAG,
}
ALWAYS = frozenset({"meeting.title", "agenda_url"})
"""What no meeting lacks."""
SELF, GUEST = {"self_url": URL}, {"guest_url": URL}
BESIDES: Mapping[MessageKind, Mapping[str, Word]] = {
    MessageKind.CONFIRMATION: SELF,
    MessageKind.WAITLISTED: {**SELF, "position": NUMBER},
    MessageKind.PENDING: {**SELF, "letter_required": FLAG},
    MessageKind.APPROVED: SELF,
    MessageKind.DECLINED: SELF,
    MessageKind.PROMOTED: SELF,
    MessageKind.REFUSED: {"reason": TEXT, "update": FLAG},
    MessageKind.CHANGED: {**SELF, "state": TEXT},
    MessageKind.CANCELLED: SELF,
    MessageKind.SUBSTITUTED: SELF,
    MessageKind.ERASED: {},
    MessageKind.LINK: SELF,
    MessageKind.INVITATION: {**GUEST, "forwardable": FLAG},
    MessageKind.FOCAL_POINT: GUEST,
    MessageKind.NOTICE: {**SELF, "changes": LINES, "further": FLAG},
    MessageKind.REMINDER: {
        **SELF,
        **GUEST,
        "silent": FLAG,
        "closing": FLAG,
        "days": NUMBER,
        "closes": TEXT,
    },
}
"""What a kind has beside the words that every mail has; `message.WORDED` has each."""


def words_of(kind: MessageKind) -> Mapping[str, Word]:
    """The words of a kind."""
    return {**EVERYWHERE, **BESIDES[kind]}


def values_of(kind: MessageKind, told: Mapping[str, Any]) -> Values:
    """What a mail's own templates are filled with, as the words of an organiser's texts."""
    known = {**told, **_said_otherwise(told)}
    return {name: _fit(word, _find(known, name)) for name, word in words_of(kind).items()}


def nest(values: Values) -> Mapping[str, object]:
    """The values as a template asks for them: `meeting.title` is the title of `meeting`."""
    inner = {name.partition(".")[2]: value for name, value in values.items() if "." in name}
    outer = {name: value for name, value in values.items() if "." not in name}
    return {**outer, "meeting": SimpleNamespace(**inner)}


def trials_of(kind: MessageKind) -> Iterator[Values]:
    """Values to try a text with: all there, all away, every flag alone and each word missing."""
    words = words_of(kind)
    full = {name: _example(name, word) for name, word in words.items()}
    bare = {name: full[name] if name in ALWAYS else _nothing(word) for name, word in words.items()}
    yield from (full, bare)
    yield {name: True if word.sort is Sort.FLAG else full[name] for name, word in words.items()}
    for name, word in words.items():
        yield full | {name: True if word.sort is Sort.FLAG else bare[name]}
        yield bare | {name: True if word.sort is Sort.FLAG else full[name]}
    for name, told in (("reason", REASONS), ("state", STATES)):
        yield from (full | {name: one} for one in told if name in words)


REASONS = ("full", "closed", "unmapped", "not_invited")
STATES = ("confirmed", "waitlisted", "pending")


def _said_otherwise(told: Mapping[str, Any]) -> Mapping[str, object]:
    """Words that our own templates look up elsewhere."""
    facts, reminder = told["facts"], told.get("reminder")
    reminding = {} if reminder is None else vars(reminder)
    return {
        **{name: reminding.get(name) for name in ("silent", "closing", "days", "closes")},
        "institution": told["institution"] or facts.get("institution"),
        "update": facts.get("what") == "update",
        "forwardable": facts.get("forwardable"),
        "further": facts.get("further"),
        "letter_required": told["meeting"].letter_required,
    }


def _find(told: Mapping[str, Any], name: str) -> object:
    head, _, tail = name.partition(".")
    return getattr(told[head], tail) if tail else told[head]


def _fit(word: Word, value: Any) -> Value:
    if word.sort is Sort.FLAG:
        return bool(value)
    if word.sort is Sort.LINES:
        return tuple(_text(line, LONGEST_LINE) for line in (value or ())[:MOST_LINES])
    if word.sort is Sort.NUMBER and isinstance(value, int):
        return value
    return str(value or "") if word is URL else _text(value, word.longest)


def _text(value: object, longest: int) -> str:
    line = clean_line(str(value or "")).replace(GUARD, "")
    guarded = line.replace("://", f":{GUARD}//")
    return guarded if len(guarded) <= longest else guarded[: longest - 1] + CUT


def _example(name: str, word: Word) -> Value:
    samples: Mapping[Sort, Value] = {Sort.FLAG: False, Sort.NUMBER: 4, Sort.LINES: ("A", "B")}
    return samples.get(word.sort, f"https://example.org/{name}" if word is URL else name)


def _nothing(word: Word) -> Value:
    nothing: Mapping[Sort, Value] = {Sort.FLAG: False, Sort.LINES: ()}
    return nothing.get(word.sort, "")
