"""Writes: what a happening makes of the nouns in the store, each with the error it may meet.

A happening is one commit of writes: all of them or none. Each write knows the domain error that
its failed condition means; where several conditions fail, the first in order speaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shared.domain.agenda import Delta, Draft, Pointer, Release, Rendition
from shared.domain.desk import Delivery, Receipt
from shared.domain.due import DigestSchedule, DueItem
from shared.domain.entry import Entry
from shared.domain.event import Event
from shared.domain.gate import Gate, GateMove, LinePlace
from shared.domain.journal import Change
from shared.domain.message import Message, SentMail, Suppression
from shared.domain.organiser import Grant, Organiser
from shared.domain.registration import (
    AddressBinding,
    Identity,
    MailNote,
    Registration,
    ResponseBinding,
)

Noun = (
    Event
    | Gate
    | LinePlace
    | Registration
    | Identity
    | AddressBinding
    | ResponseBinding
    | Receipt
    | Delivery
    | Message
    | SentMail
    | Suppression
    | Change
    | DigestSchedule
    | DueItem
    | Draft
    | Release
    | Pointer
    | Rendition
    | Delta
    | Organiser
    | Grant
)
Versioned = (
    Registration | ResponseBinding | Message | DigestSchedule | Draft | Pointer | Organiser | Grant
)


@dataclass(frozen=True)
class Add:
    """Write a noun that must not be there; else AlreadyThere with the one that is."""

    noun: Noun


@dataclass(frozen=True)
class Put:
    """Write a noun whatever is there."""

    noun: Noun


@dataclass(frozen=True)
class Replace:
    """Write a noun over the one whose `version` is one less; else Stale with its type's name."""

    noun: Versioned


@dataclass(frozen=True)
class ReplaceEvent:
    """Write an event over the one whose `settings_version` is one less; else Stale('Event')."""

    event: Event


@dataclass(frozen=True)
class Remove:
    """Remove a noun that must be there (with the same version if it has one); else Stale."""

    noun: LinePlace | Identity | AddressBinding | DueItem | Grant | Organiser | ResponseBinding


@dataclass(frozen=True)
class MoveGate:
    """Move the gate (shared.domain.gate.move_gate); else GateRefused with the gate there is."""

    event: str
    move: GateMove
    settings_version: int | None = None


@dataclass(frozen=True)
class SetGate:
    """Give the gate a new limit and settings version; else GateRefused."""

    event: str
    limit: int | None
    settings_version: int
    seen_version: int


@dataclass(frozen=True)
class CountInstitution:
    """Add to the counters of one institution; no condition."""

    event: str
    institution_id: str
    taken: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class Promote:
    """Confirm somebody who waits, without having read the registration; else Stale.

    The registration must be waitlisted with this `line_key`; it gets state, entry, revision and
    mail note, loses its line key, and its version rises by one.
    """

    event: str
    registration: str
    line_key: str
    entry: Entry
    revision: int
    mail: MailNote
    at: datetime


@dataclass(frozen=True)
class NoteMail:
    """Tell a registration how its last message fared; Stale when a later message was written."""

    event: str
    registration: str
    note: MailNote


@dataclass(frozen=True)
class NoteFeedback:
    """Mark a registration as bounced or complained; Stale when it is gone."""

    event: str
    registration: str
    feedback: str


Write = (
    Add
    | Put
    | Replace
    | ReplaceEvent
    | Remove
    | MoveGate
    | SetGate
    | CountInstitution
    | Promote
    | NoteMail
    | NoteFeedback
)
