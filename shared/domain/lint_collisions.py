"""Who and what is in two sessions at once: rooms taken twice, people in two places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import heappop, heappush

from shared.domain.event import Event
from shared.domain.finding import FindingCode, Spot, Wording, say_day, say_title, shorten, spot
from shared.domain.session import Session, Status
from shared.domain.text import fold

AT_LEAST = timedelta(seconds=1)
"""A session without an end is there for a moment at least."""
MAIN_ROOM = ""


@dataclass(frozen=True)
class Collision:
    """Two sessions that share `what`, by time of start."""

    what: str
    first: Session
    second: Session


@dataclass(frozen=True)
class Collided:
    """The first collisions by time, as spots, and how many there are in all."""

    spots: tuple[Spot, ...]
    total: int


def find_room_overlaps(event: Event, ordered: Sequence[Session], most: int) -> Collided:
    """Rooms that two sessions have at once; those without a room are all in the main room."""
    wording = Wording(event.timezone)
    found, total = sweep(ordered, lambda session: (_room_of(session),), most)
    return Collided(tuple(_say_room(one, wording) for one in found), total)


def find_people_in_two_places(event: Event, ordered: Sequence[Session], most: int) -> Collided:
    """People, not institutions, who are in two sessions at once."""
    wording = Wording(event.timezone)
    found, total = sweep(ordered, _people_of, most)
    return Collided(tuple(_say_person(one, wording) for one in found), total)


def sweep(
    ordered: Sequence[Session], shared: Callable[[Session], Iterable[str]], most: int
) -> tuple[list[Collision], int]:
    """About the first `most` collisions by time, and how many there are.

    `ordered` is by start. What has ended is dropped, so the work grows with the collisions
    told and not with the square of the sessions.
    """
    busy: dict[str, list[tuple[datetime, int, Session]]] = defaultdict(list)
    found: list[Collision] = []
    total = 0
    for number, session in enumerate(filter(takes_place, ordered)):
        for what in shared(session):
            others = busy[what]
            while others and others[0][0] <= session.start:
                heappop(others)
            total += len(others)
            if len(found) < most:
                by_start = sorted(others, key=lambda other: other[1])
                found += [Collision(what, other, session) for _, _, other in by_start]
            heappush(others, (session.end or session.start + AT_LEAST, number, session))
    return found, total


def takes_place(session: Session) -> bool:
    """Whether the session is on and its times can be believed."""
    turned = session.end is not None and session.end <= session.start
    return session.status is not Status.CANCELLED and not turned


def _room_of(session: Session) -> str:
    return fold(session.room) if session.room else MAIN_ROOM


def _people_of(session: Session) -> list[str]:
    return sorted({one.id for one in session.speakers if not one.organisation})


def _say_room(found: Collision, wording: Wording) -> Spot:
    first, second = found.first, found.second
    day = wording.day_of(second)
    pair = f"{_say(first, wording, day)} and {_say(second, wording, day)}"
    if second.room:
        told = f"{pair} are in {shorten(second.room)} at the same time. Move one of them, or give "
        told += "it another room."
    else:
        told = f"{pair} are on at the same time, and neither has a room of its own. Move one of "
        told += "them, or give it a room."
    return spot(
        second.start, FindingCode.ROOM_OVERLAP, f"On {say_day(day)} {told}", (first, second)
    )


def _say_person(found: Collision, wording: Wording) -> Spot:
    first, second = found.first, found.second
    day = wording.day_of(second)
    name = next(one.name for one in second.speakers if one.id == found.what)
    told = (
        f"On {say_day(day)} {shorten(name)} is in {_say(first, wording, day)} and in "
        f"{_say(second, wording, day)} at the same time. Move one of them, or ask somebody else."
    )
    return spot(second.start, FindingCode.PERSON_IN_TWO_PLACES, told, (first, second))


def _say(session: Session, wording: Wording, day: date) -> str:
    return f"{say_title(session)} ({wording.span(session, day)})"
