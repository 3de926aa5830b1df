"""Ports: what the verbs need from outside, in the domain's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from shared.domain.agenda import Delta, Draft, Pointer, Release, Rendition
from shared.domain.desk import Delivery
from shared.domain.due import DigestSchedule, Due, DueItem, DueKind
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
    State,
)
from shared.domain.writes import Write

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list; `next` is the key to go on after (None: that was all)."""

    items: Sequence[T]
    next: str | None = None


class Store(Protocol):
    """The table. Reads are strongly consistent but `due` and the lists; none scans."""

    def commit(self, writes: Sequence[Write], token: str) -> None:
        """Make all writes or none.

        `token` names the attempt: a commit repeated under it answers as the first one did, also
        when the first one's answer was lost. At most 100 writes, each of another item. Raises
        AlreadyThere, Stale, GateRefused as the writes say, and StoreUnavailable.
        """

    def event(self, event_id: str) -> Event:
        """The event. Raises Missing."""

    def gate(self, event_id: str) -> Gate:
        """The event's gate. Raises Missing."""

    def gate_and_head(self, event_id: str) -> tuple[Gate, LinePlace | None]:
        """The gate and the first in the line, in one read. Raises Missing."""

    def line(self, event_id: str) -> Iterator[LinePlace]:
        """Everybody in the line, first come first."""

    def institution_counts(self, event_id: str) -> Iterator[InstitutionCount]:
        """The counters of every institution that has any."""

    def registration(self, event_id: str, registration_id: str) -> Registration | None:
        """One registration."""

    def registrations(self, event_id: str, ids: Iterable[str]) -> Mapping[str, Registration]:
        """Several registrations by id; ids that are not there are left out."""

    def registration_page(
        self, event_id: str, after: str | None, limit: int, state: State | None
    ) -> Page[Registration]:
        """Registrations in the order in which they were made."""

    def identity(self, event_id: str, key: str) -> Identity | None:
        """Who registered under an identity key."""

    def address_bindings(self, event_id: str, key: str) -> Iterator[AddressBinding]:
        """The registrations held under an address key."""

    def binding(self, event_id: str, sender: str, response_id: str) -> ResponseBinding | None:
        """What a form service's response id stands for."""

    def delivery_page(self, event_id: str, after: str | None, limit: int) -> Page[Delivery]:
        """Deliveries, newest first."""

    def message(self, event_id: str, key: str) -> Message | None:
        """One message."""

    def message_page(self, event_id: str, after: str | None, limit: int) -> Page[Message]:
        """Messages by key: those of one registration stand together, in order."""

    def sent_mail(self, provider_id: str) -> SentMail | None:
        """Which message a provider's id stands for."""

    def suppression(self, address: str) -> Suppression | None:
        """Whether a normalised address is never written to."""

    def changes(self, event_id: str, since: datetime, until: datetime) -> Iterator[Change]:
        """What happened in since <= at <= until, in order."""

    def due(self, now: datetime, limit: int) -> Sequence[Due]:
        """What is due at `now`, earliest first; may be a moment behind the truth."""

    def digest_schedule(self, event_id: str) -> DigestSchedule | None:
        """When the event's next digest is due."""

    def due_item(self, event_id: str, kind: DueKind) -> DueItem | None:
        """The due item of that kind, as it stands."""

    def draft(self, event_id: str) -> Draft | None:
        """The agenda being edited."""

    def release(self, event_id: str, number: int) -> Release | None:
        """One published version."""

    def pointer(self, event_id: str) -> Pointer | None:
        """The revision that the outside reads."""

    def rendition(self, event_id: str, revision: int, name: str) -> Rendition | None:
        """One representation of one revision."""

    def deltas(self, event_id: str, after: int, until: int) -> Iterator[Delta]:
        """What the releases after < number <= until changed, in order."""

    def organiser(self, organiser_id: str) -> Organiser | None:
        """One organiser."""

    def organiser_page(self, after: str | None, limit: int) -> Page[Organiser]:
        """Organisers by id."""

    def grant(self, token_hash: str) -> Grant | None:
        """What a token stands for."""


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The present UTC instant."""


class Ids(Protocol):
    """Randomness, by what it is for."""

    def new(self, now: datetime) -> str:
        """An id that nobody can guess and that sorts by `now`; `^[a-z0-9]{26}$`."""

    def secret(self) -> str:
        """A bearer secret of 256 bits, URL-safe."""


@dataclass(frozen=True)
class OutgoingMail:
    """One mail for one recipient, ready to send. `tags` come back in the provider's events."""

    source: str
    to: str
    raw: bytes
    tags: Mapping[str, str]


class Mail(Protocol):
    """The provider that takes mail."""

    def send(self, mail: OutgoingMail) -> str:
        """Send once; the provider's id. Raises MailFailed."""


class Events(Protocol):
    """Events, kept for a while. The gate's condition proves them fresh at the commit."""

    def known(self, event_id: str) -> Event:
        """The event, perhaps up to a minute old. Raises Missing."""

    def fresh(self, event_id: str) -> Event:
        """The event as it is now. Raises Missing."""


class Pointers(Protocol):
    """Agenda pointers, kept for five seconds."""

    def known(self, event_id: str) -> Pointer | None:
        """The pointer, perhaps up to five seconds old."""


@dataclass(frozen=True)
class Ports:
    """What a function is wired with. `public_url` has no slash at its end."""

    store: Store
    events: Events
    pointers: Pointers
    clock: Clock
    ids: Ids
    mail: Mail
    public_url: str
    sender_identity: str
