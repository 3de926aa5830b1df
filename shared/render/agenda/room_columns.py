"""Rooms as columns of an app's timetable, in which no two sessions may overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count


@dataclass(frozen=True)
class Wish:
    """The room that a session asks for and when, `start` before `end`. `firm`: it takes place."""

    room: str
    start: datetime
    end: datetime
    firm: bool = True


@dataclass(frozen=True)
class Columns:
    """The room given to each wish, and all rooms in the order in which they are to stand."""

    rooms: tuple[str, ...]
    columns: tuple[str, ...]


def assign_rooms(wishes: Sequence[Wish]) -> Columns:
    """Give each wish its room, or, where that is taken meanwhile, `room (2)`, `room (3)` and on.

    Firm wishes come first, then the order given; nobody is put into a room that another wish
    names until all who name it have been heard.
    """
    taken: dict[str, list[Wish]] = {}
    given: dict[int, str] = {}
    queue = sorted(range(len(wishes)), key=lambda place: not wishes[place].firm)
    for place in queue:
        if _take(taken, wishes[place].room, wishes[place]):
            given[place] = wishes[place].room
    for place in queue:
        if place not in given:
            given[place] = _take_further(taken, wishes[place])
    rooms = tuple(given[place] for place in range(len(wishes)))
    return Columns(rooms, _order(wishes, rooms))


def _take(taken: dict[str, list[Wish]], room: str, wish: Wish) -> bool:
    there = taken.setdefault(room, [])
    if any(wish.start < other.end and other.start < wish.end for other in there):
        return False
    there.append(wish)
    return True


def _take_further(taken: dict[str, list[Wish]], wish: Wish) -> str:
    names = (_further(wish.room, number) for number in count(2))
    return next(name for name in names if _take(taken, name, wish))


def _further(room: str, number: int) -> str:
    return f"{room} ({number})"


def _order(wishes: Sequence[Wish], rooms: tuple[str, ...]) -> tuple[str, ...]:
    """The rooms as they are first asked for, each with its further ones beside it."""
    beside: dict[str, list[str]] = {}
    for wish, room in zip(wishes, rooms, strict=True):
        beside.setdefault(wish.room, []).append(room)
    named = (name for room, others in beside.items() for name in (room, *_sorted(others)))
    used = set(rooms)
    return tuple(dict.fromkeys(name for name in named if name in used))


def _sorted(rooms: list[str]) -> list[str]:
    """Further rooms by their number: `(2)` before `(10)`."""
    return sorted(rooms, key=lambda name: (len(name), name))
