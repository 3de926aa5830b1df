"""Writes: what a happening makes of the nouns in the store, each with the error it may meet.

A happening is one commit of writes: all of them or none. Each write knows the domain error that
its failed condition means; where several conditions fail, the first in order speaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shared.domain.agenda import (
    Delta,
    Draft,
    Edition,
    Imported,
    Listing,
    Pointer,
    Release,
    Rendition,
    Revision,
)
from shared.domain.allotment import Allotment
from shared.domain.allowance import Allowance, Scope
from shared.domain.desk import Delivery, Receipt, RejectedAttempts
from shared.domain.due import DigestSchedule, DueItem
from shared.domain.entry import Entry
from shared.domain.erasure import Erasure
from shared.domain.event import Event
from shared.domain.gate import Gate, GateMove, LinePlace
from shared.domain.invitation import Invitation, InvitationBinding
from shared.domain.journal import Change, JournalEntry
from shared.domain.lists import ListDefinition, ListRun
from shared.domain.message import MailEvent, Message, SentMail, Suppression
from shared.domain.notice import Notice
from shared.domain.organiser import Grant, Organiser
from shared.domain.registration import (
    AddressBinding,
    Delegate,
    Identity,
    MailNote,
    Registration,
    ResponseBinding,
)
from shared.domain.round import Round

Noun = (
    Event
    | Gate
    | LinePlace
    | Registration
    | Identity
    | AddressBinding
    | ResponseBinding
    | Delegate
    | Invitation
    | InvitationBinding
    | Receipt
    | Delivery
    | RejectedAttempts
    | Message
    | SentMail
    | MailEvent
    | Suppression
    | Change
    | JournalEntry
    | ListDefinition
    | ListRun
    | DigestSchedule
    | DueItem
    | Draft
    | Imported
    | Release
    | Pointer
    | Rendition
    | Delta
    | Edition
    | Revision
    | Listing
    | Organiser
    | Grant
    | Allowance
    | Allotment
    | Erasure
    | Notice
    | Round
)
Versioned = (
    Registration
    | ResponseBinding
    | Invitation
    | Delivery
    | RejectedAttempts
    | ListDefinition
    | Message
    | DigestSchedule
    | Draft
    | Pointer
    | Edition
    | Organiser
    | Grant
    | Allowance
    | Allotment
    | Erasure
    | Notice
    | Round
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
    """Remove a noun that must be there, with the same version if it has one; else Stale.

    A place in the line must still be counted under the same tallies.
    """

    noun: (
        LinePlace
        | Identity
        | AddressBinding
        | ResponseBinding
        | InvitationBinding
        | DueItem
        | Erasure
        | Notice
        | Grant
        | Organiser
        | Suppression
        | Listing
        | Delta
        | Rendition
    )


@dataclass(frozen=True)
class MoveGate:
    """Move the gate (shared.domain.gate.move_gate); else GateRefused with the gate there is."""

    event: str
    move: GateMove
    settings_version: int | None = None
    held: int = 0
    look_at: datetime | None = None


@dataclass(frozen=True)
class SetGate:
    """Give the gate a new limit and settings version; else GateRefused."""

    event: str
    limit: int | None
    settings_version: int
    seen_version: int


@dataclass(frozen=True)
class LookedAtGate:
    """The gate need not be looked at any more; GateRefused when its seats are not as seen."""

    seen: Gate


@dataclass(frozen=True)
class CountTally:
    """Add to a tally; else QuotaFull, when `taken` rises and has reached `limit` already.

    The first `name` that is given is kept with the tally.
    """

    event: str
    key: str
    taken: int = 0
    waiting: int = 0
    limit: int | None = None
    name: str | None = None


@dataclass(frozen=True)
class Spend:
    """Use one of an allowance that has some left in its window; else AllowanceSpent.

    The window must have begun later than WINDOW before `at`.
    """

    event: str
    scope: Scope
    source: str
    limit: int
    at: datetime


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
    """Tell a registration how its last message fared; Stale when a later message was written.

    `thread` is the provider's id of the mail that later ones answer; the first one stays. `lifted`:
    what was heard of earlier mail is forgotten, for mail may be sent there again; it names the
    version of the registration that was seen, for bad news heard since must not be forgotten.
    """

    event: str
    registration: str
    note: MailNote
    thread: str | None = None
    lifted: int | None = None


@dataclass(frozen=True)
class NoteFeedback:
    """Mark a registration as bounced, complained or rejected; Stale when it is gone."""

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
    | LookedAtGate
    | CountTally
    | Spend
    | Promote
    | NoteMail
    | NoteFeedback
)
