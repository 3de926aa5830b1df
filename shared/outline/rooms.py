"""Rooms of single sessions: in a title's brackets, behind it, or on a line of their own."""

from __future__ import annotations

import re

from shared.outline.folding import fold
from shared.outline.wordbook import any_of, read_words
from shared.outline.words_of_parts import words_of_part

ROOM = re.compile(rf"(?<!\w){any_of(read_words('places')['rooms'])}(?!\w)")
_VENUE = re.compile(rf"(?<!\w){any_of(words_of_part('venues'))}(?!\w)")
_LABEL = re.compile(
    rf"(?:{any_of([*words_of_part('location'), *read_words('places')['rooms']])})\s?:\s?(?=\S)"
)
_TRACK = re.compile(
    rf"(?:{any_of([*words_of_part('tracks'), *read_words('places')['rooms']])})"
    r"\s(?:no\.?\s?|nr\.?\s?)?(?:\d{1,3}\w?|[a-z]|[ivx]{1,4})(?!\w)|"
    rf"[^\W\d_]+\s{any_of(read_words('places')['rooms'])}(?!\w)"
)
_TRACK_HEAD = re.compile(rf"(?:(?<=[;,|/]\s)|^)(?:{_TRACK.pattern})\s?:\s")
_BEHIND = re.compile(r"\s(?:[-\u2013—|@·•]|@)\s?|,\s|\s@")
_MOST_WORDS = 5
_LONGEST = 60


def is_room(text: str, *, venue: bool = False) -> bool:
    """Whether a text is a room and nothing else; `venue`: or a house: `Villa Rosa`."""
    plain = fold(text).strip(" .")
    words = plain.split()
    if not 1 < len(words) <= _MOST_WORDS or len(plain) > _LONGEST or plain[-1] in ":?!":
        return False
    found = ROOM.search(plain) or (_VENUE.search(plain) if venue else None)
    if found is None or "," in plain or ":" in plain:
        return False
    at_edge = found.start() == 0 or found.end() == len(plain) or found.end() >= len(plain) - 3
    return at_edge and any(word[:1].isupper() or word[:1].isdigit() for word in text.split())


def read_room(text: str) -> str | None:
    """The room that a line names: `Room: 14`, `Venue: Hall B`, `Villa Rosa`."""
    if track_before(text):
        return None
    label = _LABEL.match(fold(text))
    if label:
        value = text[label.end() :].strip(" .")
        if ROOM.match(fold(text)):
            return value if len(value) > 3 else text.strip(" .")
        return value if len(value) <= _LONGEST else None
    return text.strip(" .") if is_room(text, venue=True) else None


def split_room(title: str) -> tuple[str, str | None]:
    """A title without the room behind it, and the room."""
    if title.endswith((")", "]")):
        at = max(title.rfind("("), title.rfind("["))
        inside = title[at + 1 : -1].strip() if at > 0 else ""
        if inside and (is_room(inside) or _LABEL.match(fold(inside))):
            return title[:at].rstrip(" -\u2013—,"), inside
    cuts = list(_BEHIND.finditer(title))
    if cuts:
        room = title[cuts[-1].end() :].strip(" .")
        sign = "@" in cuts[-1][0]
        if title[: cuts[-1].start()].strip() and (
            is_room(room) or (sign and len(room) <= _LONGEST)
        ):
            return title[: cuts[-1].start()].rstrip(" -\u2013—,"), room
    return title, None


def track_before(text: str) -> tuple[str, str] | None:
    """`Room A: Title` as room and title; None for any other line."""
    label, colon, rest = text.partition(":")
    if not colon or not rest.strip() or len(label) > 40:
        return None
    return (label.strip(), rest.strip()) if _TRACK.fullmatch(fold(label).strip()) else None


def tracks_in(text: str) -> tuple[tuple[str, str], ...]:
    """`Room A: Sails, Room B: Anchors` as rooms and titles; nothing for fewer than two."""
    heads = list(_TRACK_HEAD.finditer(fold(text)))
    if len(heads) < 2 or heads[0].start():
        return ()
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return tuple(
        (text[head.start() : head.end()].strip(" :;,|"), text[head.end() : end].strip(" :;,|/-"))
        for head, end in zip(heads, ends, strict=True)
    )


def is_track(text: str) -> bool:
    """Whether a column's head names a room or a track."""
    plain = fold(text).strip(" .:")
    return bool(_TRACK.match(plain)) or is_room(text)
