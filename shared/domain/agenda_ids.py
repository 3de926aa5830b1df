"""Ids of sessions and speakers: short, never reused, the same whenever the same was done."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from shared.domain.text import fold

LENGTH = 10


def next_session_ids(event: str, known: Iterable[str], count: int) -> tuple[str, ...]:
    """The ids of the next `count` sessions of an event that has had the `known` ones.

    An id is made of the event's id and of how many sessions it has ever had: nothing random, so
    that the same meeting made again has the same ids, and none that was known comes back.
    """
    taken = set(known)
    number, found = len(taken), list[str]()
    while len(found) < count:
        number += 1
        candidate = _digest("session", event, str(number))
        if candidate not in taken:
            taken.add(candidate)
            found.append(candidate)
    return tuple(found)


def speaker_id(event: str, name: str, affiliation: str | None) -> str:
    """The id of a speaker: the same person in two sessions of one event is one speaker."""
    return _digest("speaker", event, fold(name), fold(affiliation or ""))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:LENGTH]
