"""Rows under an entry, and the texts that wrapped rows are the parts of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shared.outline.folding import fold
from shared.outline.people import is_people_line, presenters_in
from shared.outline.roles import read_role
from shared.outline.rows import Row
from shared.outline.shaped import is_person_shaped
from shared.outline.words_of_parts import bare, words_of_part

_NUMBERED = re.compile(r"(?:\(?\d{1,2}(?:\.\d{1,2})?[.)]|[a-z]\))\s+(?=\S)")
_FILE = re.compile(r"[^:]{1,80}\.(?:pdf|pptx?|docx?|mp4|xlsx?|zip)$")
_LINKS = re.compile(r"(?:[\[(]\s?[^\[\]()]{1,30}\s?[\])][\s|,/]*){1,6}")
_LABELLED = re.compile(r"[\[(]\s?([^\[\]()]{1,30}?)\s?[\])]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_LONGEST_TEXT = 2000  # characters of one wrapped text; a bracket left open must not swallow more
_LONGEST_BRACKET = 300
_LONGEST_LABELS = 300


@dataclass(frozen=True)
class Below:
    """A row under an entry; `blank` that a blank one stands before it."""

    row: Row
    blank: bool = False


@dataclass
class Text:
    """Wrapped rows joined: how it begins in the document and what it says."""

    text: str
    bullet: int = 0
    blank: bool = False
    indent: int = 0
    number: str = ""


def join_wrapped(texts: list[Text], below: Sequence[Below]) -> list[Text]:
    """The texts of rows: a line that is the rest of the one above it is joined to it."""
    for one in below:
        text, number = _without_number(one.row.text)
        if texts and not number and not is_noise(text) and _goes_on(texts[-1], one):
            texts[-1].text = f"{texts[-1].text} {text}"
        else:
            texts.append(Text(text, one.row.bullet, one.blank, one.row.indent, number))
    return texts


def _without_number(text: str) -> tuple[str, str]:
    match = _NUMBERED.match(text)
    return (text[match.end() :], match[0].strip()) if match else (text, "")


def _goes_on(before: Text, one: Below) -> bool:
    """Whether a row is the rest of a wrapped text: brackets are open, or it begins small."""
    text = before.text
    if one.row.bullet or len(text) > _LONGEST_TEXT or not text:
        return False
    if len(text) <= _LONGEST_BRACKET and text.count("(") > text.count(")"):
        return True
    if _is_quote_open(text) and len(text) <= _LONGEST_BRACKET and not one.blank:
        return True
    if one.blank:
        return False
    last = text.rsplit(maxsplit=1)[-1]
    if text[-1] in ",&" or (text[-1] in "\u2013—-" and len(last) == 1):
        return read_role(one.row.text) is None
    small = one.row.text[0].islower() and text[-1] not in ".!?:;"
    joined = fold(last) in words_of_part("joins") and last.islower() and not one.row.level
    return (small or joined) and not _names_people(one.row.text)


def _names_people(text: str) -> bool:
    label = read_role(text)
    return (
        is_people_line(text)
        or is_person_shaped(text)
        or bool(presenters_in(text)[1])
        or (label is not None and label.certain)
    )


def _is_quote_open(text: str) -> bool:
    return any(
        text.count(a) > sum(text.count(z) for z in b)
        for a, b in (("“", "”"), ("„", "“”"), ("«", "»"))
    )


def is_noise(text: str) -> bool:
    """Labels of links, names of files, addresses of pages, heads of columns."""
    plain = bare(text)
    if plain in words_of_part("links") or _FILE.fullmatch(fold(text)) or _ADDRESS.match(text):
        return True
    labels = _LABELLED.findall(text) if len(text) <= _LONGEST_LABELS else []
    links = words_of_part("links")
    return bool(labels and _LINKS.fullmatch(text)) and all(bare(one) in links for one in labels)
