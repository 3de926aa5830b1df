"""Where each noun has its place, and which place each write is about."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from shared.domain.agenda import Delta, Draft, Pointer, Release, Rendition
from shared.domain.desk import Delivery, Receipt
from shared.domain.due import DigestSchedule, DueItem
from shared.domain.event import Event
from shared.domain.gate import Gate, InstitutionCount, LinePlace
from shared.domain.journal import Change
from shared.domain.message import Message, SentMail, Suppression
from shared.domain.organiser import Grant, Organiser
from shared.domain.registration import (
    AddressBinding,
    Identity,
    Registration,
    ResponseBinding,
)
from shared.domain.writes import (
    Add,
    CountInstitution,
    MoveGate,
    Noun,
    Put,
    Remove,
    Replace,
    ReplaceEvent,
    SetGate,
    Write,
)

Stored = Noun | InstitutionCount
MOST_WRITES = 100

PLACES: dict[type[Any], tuple[tuple[str, ...], tuple[str, ...]]] = {
    Event: (("id",), ()),
    Gate: (("event",), ()),
    LinePlace: (("event",), ("key",)),
    InstitutionCount: (("event",), ("institution_id",)),
    Registration: (("event",), ("id",)),
    Identity: (("event", "key"), ()),
    AddressBinding: (("event", "key"), ("registration",)),
    ResponseBinding: (("event", "sender", "response_id"), ()),
    Receipt: (("event", "sender", "sender_id"), ()),
    Delivery: (("event",), ("id",)),
    Message: (("event",), ("key",)),
    SentMail: (("provider_id",), ()),
    Suppression: (("address",), ()),
    Change: (("event",), ("at", "id")),
    DigestSchedule: (("event",), ()),
    DueItem: (("event", "kind"), ()),
    Draft: (("event",), ()),
    Release: (("event",), ("number",)),
    Pointer: (("event",), ()),
    Rendition: (("event",), ("revision", "name")),
    Delta: (("event",), ("release",)),
    Organiser: ((), ("id",)),
    Grant: (("token_hash",), ()),
}
"""For each noun the fields that name its list, and those that name and order it there."""


class Place(NamedTuple):
    """One noun's place: its type, its list, and where it stands in that list."""

    noun: type[Any]
    within: tuple[Any, ...]
    at: tuple[Any, ...]


def place_of(noun: Stored) -> Place:
    """The place of a noun; two nouns of one place are the same item."""
    within, at = PLACES[type(noun)]
    return Place(type(noun), _fields(noun, within), _fields(noun, at))


def place_of_write(write: Write) -> Place:
    """The place of the one item that a write is about."""
    if isinstance(write, Add | Put | Replace | Remove):
        return place_of(write.noun)
    if isinstance(write, ReplaceEvent):
        return place_of(write.event)
    if isinstance(write, MoveGate | SetGate):
        return Place(Gate, (write.event,), ())
    if isinstance(write, CountInstitution):
        return Place(InstitutionCount, (write.event,), (write.institution_id,))
    return Place(Registration, (write.event,), (write.registration,))


def check_writes(writes: Sequence[Write]) -> None:
    """Raise ValueError unless there are 1 to 100 writes, each of another item."""
    if not 1 <= len(writes) <= MOST_WRITES:
        raise ValueError(f"a commit takes 1 to {MOST_WRITES} writes, not {len(writes)}")
    if len({place_of_write(write) for write in writes}) < len(writes):
        raise ValueError("two writes of one commit are about the same item")


def _fields(noun: Stored, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(attrgetter(name)(noun) for name in names)
