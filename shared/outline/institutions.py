"""Institutions as printed: how to know one, and how to part a list of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from shared.outline.nouns import PARTS_OF_BODIES, WHOLE_BODIES
from shared.outline.rows import Row, paragraphs
from shared.outline.vocabulary import vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_ACRONYM = re.compile(r"(?<![^\W_])(?=(?:[a-z-]{0,3}[A-Z]-?){3})[A-Za-z-]{3,12}(?![^\W_])")
_NO_BODY = {"TBC", "TBA", "TBD", "PDF", "PPT", "PPTX", "III", "VII", "VIII", "XII", "XIII"}
_LEAD = re.compile(
    r"(?:representatives|delegates|participants|experts|officials|members|staff)\s(?:of|from)\s",
    re.IGNORECASE,
)
_CONNECTOR = re.compile(r"(?:(?:and|as well as|including|or)\s)?(?:the\s)?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"\.(?=\s+[A-Z]|\s*$)")
_DASH = re.compile(r"\s[\u2010-\u2015\u2212-]\s")
_COMMA, _SEMICOLON = re.compile(r",\s"), re.compile(r";\s?")

_Belong = Callable[[str, str], bool]


def is_body(text: str) -> bool:
    """Whether a text names an institution: a capital first, and a body's noun or an acronym."""
    if not text[:1].isupper() and not _ACRONYM.match(text):
        return False
    return bool(_nouns(text)) or any(word not in _NO_BODY for word in _ACRONYM.findall(text))


def part_bodies(text: str) -> tuple[str, ...]:
    """The bodies of a short list, such as the presenters of one session.

    `and` or a comma parts two bodies; `Audit Unit, Ministry of Trade` stays one: a part of a house
    and its house.
    """
    found: list[str] = []
    for piece in _SEMICOLON.split(text):
        for commas in _join(_COMMA.split(piece), ", ", _is_house_of):
            found += _join(commas.split(" and "), " and ")
    return tuple(_bare(body) for body in found if body)


def invited_bodies(rows: Iterable[Row]) -> tuple[str, ...]:
    """The institutions that a section on participants lists, as bullets or in a sentence."""
    rows = tuple(rows)
    bullets = [row.text.rstrip(" ,;.") for row in rows if row.bullet]
    prose = [row for row in rows if not row.bullet]
    sentences = [s for text in paragraphs(prose) for s in _SENTENCE_END.split(text)]
    listed = [body for sentence in sentences for body in _enumerated(sentence.strip())]
    return tuple(dict.fromkeys(_bare(body) for body in [*listed, *bullets] if body))


def _enumerated(sentence: str) -> list[str]:
    """The bodies of a sentence that only lists; a sentence that tells something lists none."""
    lead = _LEAD.match(sentence)
    rest = sentence[lead.end() :] if lead else sentence
    pieces = (_SEMICOLON if ";" in rest else _COMMA).split(rest)
    bodies = [body for piece in pieces for body in _piece(piece)]
    named = [body for body in bodies if is_body(body)]
    return named if lead or (len(pieces) > 1 and named == bodies) else []


def _piece(piece: str) -> list[str]:
    text = _bare(piece.strip())
    label, *rest = _DASH.split(text, maxsplit=1)
    if rest and label[:1].islower():  # `the private sector - banks and insurers`
        text = rest[0]
    return _join(text.split(" and "), " and ")


def _join(pieces: list[str], glue: str, belong: _Belong | None = None) -> list[str]:
    """Join neighbours again unless each is a body of its own."""
    groups = [pieces[:1]]
    known = is_body(_bare(pieces[0]))
    for piece in pieces[1:]:
        own = is_body(_bare(piece))
        if known and own and not (belong and belong(groups[-1][-1], piece)):
            groups.append([piece])
        else:
            groups[-1].append(piece)
        known = known or own
    return [glue.join(group) for group in groups]


def _is_house_of(left: str, right: str) -> bool:
    """Whether `left` is only a part of a house and `right` begins with the house."""
    inner, outer = _nouns(left), _nouns(right)
    return bool(inner and outer) and set(inner) <= PARTS_OF_BODIES and outer[0] in WHOLE_BODIES


def _nouns(text: str) -> list[str]:
    words = (word for word in _WORD.findall(text) if not word[0].islower())
    return [word.casefold() for word in words if _is_noun(word)]


def _is_noun(word: str) -> bool:
    plain = word.casefold()
    known = plain in WHOLE_BODIES or plain in PARTS_OF_BODIES
    return known or vocabulary("people").has(word, "body")


def _bare(text: str) -> str:
    connector = _CONNECTOR.match(text)
    return (text[connector.end() :] if connector else text).strip()
