"""How much one session looks like another of an earlier version of the same programme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from shared.domain.session import Kind, Session
from shared.domain.text import search_key

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[0-9]+[a-z]?|[ivx]{1,4}|[a-z]")
STEM = 5
"""Letters of a word that count: its ending varies when a title is reworded."""
NUMBER_WEIGHT, SHORT_WEIGHT = 0.08, 0.3
"""What a number and a word of up to three letters weigh in a title; any other word weighs 1."""
NEAR = timedelta(minutes=30)
FRAME = frozenset({Kind.REGISTRATION, Kind.OPENING, Kind.BREAK, Kind.CLOSING})
"""What stands around the contents of a programme: it is known by its place more than its title."""
TITLE, PEOPLE, TIME, KIND, ROOM = 0.55, 0.2, 0.2, 0.03, 0.02
"""What each likeness adds to the whole."""


@dataclass(frozen=True)
class Looks:
    """What a session is known by: `words` weigh by stem, `people` are folded names."""

    session: Session
    title: str
    words: frozenset[str]
    numbers: frozenset[str]
    people: frozenset[str]


def looks_of(session: Session) -> Looks:
    """What the session is known by."""
    title = search_key(session.title)
    found = _WORD.findall(title)
    numbers = frozenset(one for one in found if _NUMBER.fullmatch(one))
    words = frozenset(one[:STEM] for one in found) - numbers
    people = frozenset(search_key(one.name) for one in session.speakers)
    return Looks(session, title, words, numbers, people)


def title_likeness(old: Looks, new: Looks) -> float:
    """How alike the titles are, 0 to 1: shared words by weight, numbers hardly counting."""
    if old.title == new.title:
        return 1.0
    shared = _weigh(old.words & new.words) + NUMBER_WEIGHT * len(old.numbers & new.numbers)
    first, second = _weight_of(old), _weight_of(new)
    if not shared:
        return 0.0
    held = shared / min(first, second) if min(first, second) >= 1 else 0.0
    return max(2 * shared / (first + second), 0.65 * held)


def people_likeness(old: Looks, new: Looks) -> float:
    """How alike those who present are, 0 to 1; a half where one side names nobody."""
    if not old.people or not new.people:
        return 0.5
    return len(old.people & new.people) / min(len(old.people), len(new.people))


def likeness(old: Looks, new: Looks, shift: timedelta) -> float | None:
    """How likely the two are one session, 0 to 1; None where they plausibly are not.

    `shift` is by how much the whole day of the old one has moved.
    """
    title, people = title_likeness(old, new), people_likeness(old, new)
    away = abs(old.session.start + shift - new.session.start)
    same_kind = old.session.kind is new.session.kind
    if not _is_plausible(title, people, away, same_kind and old.session.kind in FRAME):
        return None
    time = 1.0 if not away else 0.8 * max(0.0, 1 - away / timedelta(hours=12))
    room = old.session.room == new.session.room
    return TITLE * title + PEOPLE * people + TIME * time + KIND * same_kind + ROOM * room


def _is_plausible(title: float, people: float, away: timedelta, same_frame: bool) -> bool:
    """What takes another's place is not that other: its title or its people must speak for it."""
    if same_frame and not away:
        return True
    if people > 0.5:
        return title >= 0.3
    if people == 0:
        return title >= 0.75
    return title >= (0.6 if away <= NEAR else 0.65)


def _weight_of(looks: Looks) -> float:
    return _weigh(looks.words) + NUMBER_WEIGHT * len(looks.numbers)


@lru_cache(maxsize=4096)
def _weigh(words: frozenset[str]) -> float:
    return sum(1.0 if len(one) > 3 else SHORT_WEIGHT for one in words)
