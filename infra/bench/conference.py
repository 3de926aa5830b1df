"""A conference of any size, the same at every call: three days, as many rooms as it needs.

Every word is picked by a hash of what it is for, so that texts compress as people's do, not as
one text written many times over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from math import ceil

from infra.bench.conference_words import (
    FAMILY,
    GIVEN,
    INSTITUTES,
    PLACES,
    SENTENCES,
    SUBJECTS,
    TRACKS,
    VIEWS,
)
from shared.domain.event import Event, EventTranslation, Visibility
from shared.domain.place import Contact, Location
from shared.domain.session import Kind, Role, Session, Speaker

EVENT = "river-conference"
TITLE = "Rivers and their towns: the third conference"
ZONE = "Europe/Ljubljana"
FIRST_DAY = date(2027, 5, 12)
DAYS, SLOTS = 3, 10
SLOT = timedelta(minutes=50)
LENGTH = timedelta(minutes=40)
OPENS = timedelta(hours=7)
"""Nine o'clock in summer, where the conference is."""


def make_event(event_id: str = EVENT, locales: Sequence[str] = ()) -> Event:
    """The conference's settings, before anything is published; `locales` are further languages."""
    return Event(
        id=event_id,
        title=TITLE,
        timezone=ZONE,
        dates=tuple(FIRST_DAY + timedelta(days=day) for day in range(DAYS)),
        created_at=datetime(2026, 11, 2, 9, 0, tzinfo=UTC),
        project="Rivers and their towns",
        location=Location(venue="Old Paper Mill", city="Ljubljana", country="Slovenia"),
        contact=Contact(name="Neda Kolar", organisation="Mill Trust", email="desk@example.org"),
        visibility=Visibility.PUBLIC,
        translations=tuple(EventTranslation(one, title=f"{TITLE} ({one})") for one in locales),
        signing_key=bytes(32),
    )


def make_sessions(count: int) -> tuple[Session, ...]:
    """So many sessions with speakers, tracks and descriptions, in the order of time.

    A day has ten slots, a slot as many rooms as are needed; no room holds two at a time.
    """
    rooms = ceil(count / (DAYS * SLOTS))
    return tuple(_session(number, rooms) for number in range(count))


def _session(number: int, rooms: int) -> Session:
    slot, room = divmod(number, rooms)
    day, hour = divmod(slot, SLOTS)
    start = datetime.combine(FIRST_DAY, datetime.min.time(), UTC)
    start += timedelta(days=day) + OPENS + hour * SLOT
    key = f"session {number}"
    return Session(
        id=f"s{number + 1:04}",
        title=f"{_pick(SUBJECTS, key)} {_pick(PLACES, key)}: {_pick(VIEWS, key)}",
        kind=Kind.SESSION,
        start=start,
        end=start + LENGTH,
        room=f"Hall {room + 1}",
        track=_pick(TRACKS, key),
        description=" ".join(_pick(SENTENCES, f"{key} sentence {one}") for one in range(6)),
        speakers=tuple(_speaker(f"{key} speaker {one}", one) for one in range(1 + number % 3)),
    )


def _speaker(key: str, place: int) -> Speaker:
    name = f"{_pick(GIVEN, key)} {_pick(FAMILY, key)}"
    role = Role.SPEAKER if place < 2 else Role.MODERATOR
    return Speaker(name.lower().replace(" ", "-"), name, _pick(INSTITUTES, key), role)


def _pick(words: Sequence[str], key: str) -> str:
    """The same word for the same key, spread evenly over all words."""
    digest = hashlib.sha256(f"{words[0]}\0{key}".encode()).digest()
    return words[int.from_bytes(digest[:4], "big") % len(words)]
