"""Ports: what the verbs need from outside, in the domain's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from shared.agenda_ports import AgendaStore, Clock, Page, Pointers
from shared.domain.allowance import DEFAULT_LIMITS, Limits
from shared.domain.errors import Missing, Refused

if TYPE_CHECKING:  # nouns stand in annotations alone, so that a port loads none
    from datetime import datetime

    from shared.domain.agenda import (
        Draft,
        Imported,
        Release,
        Revision,
    )
    from shared.domain.allotment import Allotment
    from shared.domain.allowance import Allowance, Scope
    from shared.domain.desk import Delivery, RejectedAttempts
    from shared.domain.due import DigestSchedule, Due, DueItem, DueKind
    from shared.domain.erasure import Erasure
    from shared.domain.event import Event
    from shared.domain.gate import Gate, LinePlace, Tally
    from shared.domain.invitation import Invitation, InvitationBinding, InvitationState
    from shared.domain.journal import Change, JournalEntry
    from shared.domain.letter import LetterForm
    from shared.domain.lists import ListDefinition, ListRun
    from shared.domain.message import MailEvent, Message, SentMail, Suppression
    from shared.domain.notice import Notice
    from shared.domain.organiser import Grant, Organiser
    from shared.domain.registration import (
        AddressBinding,
        Delegate,
        Identity,
        Registration,
        ResponseBinding,
        State,
    )
    from shared.domain.round import Round
    from shared.domain.writes import Write
    from shared.mail_ports import Attachments, Letters, Mail, Patience


class Store(AgendaStore, Protocol):
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

    def tallies(self, event_id: str, prefix: str) -> Iterator[Tally]:
        """The tallies whose key begins with `prefix`, by key."""

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

    def delegates(self, event_id: str, institution_id: str) -> Iterator[Delegate]:
        """The registrations of an institution, in the order in which they were made."""

    def invitation(self, event_id: str, invitation_id: str) -> Invitation | None:
        """One invitation."""

    def invitations(self, event_id: str, ids: Iterable[str]) -> Mapping[str, Invitation]:
        """Several invitations by id; ids that are not there are left out."""

    def invited(self, event_id: str, key: str) -> Iterator[InvitationBinding]:
        """The invitations that stand under an address key or an institution."""

    def invitation_page(
        self, event_id: str, after: str | None, limit: int, state: InvitationState | None
    ) -> Page[Invitation]:
        """Invitations by id."""

    def delivery(self, event_id: str, delivery_id: str) -> Delivery | None:
        """One delivery."""

    def delivery_page(
        self, event_id: str, after: str | None, limit: int, outcome: str | None = None
    ) -> Page[Delivery]:
        """Deliveries, newest first; those called by that outcome (`Delivery.is_called`)."""

    def quarantine_page(self, event_id: str, after: str | None, limit: int) -> Page[Delivery]:
        """Deliveries that are called quarantined, oldest first."""

    def rejected(self, event_id: str, sender: str) -> RejectedAttempts | None:
        """What a sender sent that was not genuine."""

    def rejected_of(self, event_id: str) -> Iterator[RejectedAttempts]:
        """What each sender of the event sent that was not genuine."""

    def message(self, event_id: str, key: str) -> Message | None:
        """One message."""

    def message_page(self, event_id: str, after: str | None, limit: int) -> Page[Message]:
        """Messages by key: those of one registration stand together, in order."""

    def sent_mail(self, provider_id: str) -> SentMail | None:
        """Which message a provider's id stands for."""

    def mail_events(self, event_id: str, key: str) -> Iterator[MailEvent]:
        """What the provider told of a message, in no order that matters."""

    def notice(self, event_id: str) -> Notice | None:
        """What is to be told of an event when it has been quiet."""

    def suppression(self, address: str) -> Suppression | None:
        """Whether a normalised address is never written to."""

    def changes(self, event_id: str, since: datetime, until: datetime) -> Iterator[Change]:
        """What happened in since <= at <= until, in order."""

    def entry_page(self, event_id: str, after: str | None, limit: int) -> Page[JournalEntry]:
        """What organisers did, newest first."""

    def lists(self, event_id: str) -> Iterator[ListDefinition]:
        """The lists of an event, by key."""

    def list_run(self, event_id: str, list_key: str, number: int) -> Iterator[ListRun]:
        """What a run of a list held, part by part; none of a run that never was."""

    def due(self, now: datetime, limit: int) -> Sequence[Due]:
        """What is due at `now`, earliest first; may be a moment behind the truth."""

    def digest_schedule(self, event_id: str) -> DigestSchedule | None:
        """When the event's next digest is due."""

    def due_item(self, event_id: str, kind: DueKind) -> DueItem | None:
        """The due item of that kind, as it stands."""

    def draft(self, event_id: str) -> Draft | None:
        """The agenda being edited."""

    def imported(self, event_id: str) -> Imported | None:
        """What the outline said when it was last taken in."""

    def release(self, event_id: str, number: int) -> Release | None:
        """One published version."""

    def revision(self, event_id: str, number: int) -> Revision | None:
        """What one revision changed."""

    def latest_revisions(self, event_id: str, limit: int) -> Sequence[Revision]:
        """What the latest revisions changed, newest first."""

    def round(self, event_id: str, round_id: str) -> Round | None:
        """One round of mails."""

    def written_page(self, event_id: str, after: str | None, limit: int) -> Page[Round]:
        """The rounds that tell what organisers wrote, by id."""

    def organiser(self, organiser_id: str) -> Organiser | None:
        """One organiser."""

    def organiser_page(self, after: str | None, limit: int) -> Page[Organiser]:
        """Organisers by id."""

    def grant(self, token_hash: str) -> Grant | None:
        """What a token stands for."""

    def allowance(self, event_id: str, scope: Scope, source: str) -> Allowance | None:
        """How much of a limit is used."""

    def allotment(self) -> Allotment | None:
        """What was leased of the provider's limits (None: nothing ever was)."""

    def erasure(self, event_id: str, registration_id: str) -> Erasure | None:
        """What is still to be forgotten of somebody."""


class Ids(Protocol):
    """Randomness, by what it is for."""

    def new(self, now: datetime) -> str:
        """An id that nobody can guess and that sorts by `now`; `^[a-z0-9]{26}$`."""

    def secret(self) -> str:
        """A bearer secret of 256 bits, URL-safe."""


class Events(Protocol):
    """Events, kept for a while. The gate's condition proves them fresh at the commit."""

    def known(self, event_id: str) -> Event:
        """The event, perhaps up to a minute old. Raises Missing."""

    def fresh(self, event_id: str) -> Event:
        """The event as it is now. Raises Missing."""


class NoLetters:
    """The Letters of a stack without a place for them: none ever came, and none can."""

    def presign(self, *_: str, **__: str) -> LetterForm:
        """Raises Missing."""
        raise Missing("letter store")

    def received(self, *_: str, **__: str) -> datetime | None:
        """Never."""
        return None

    def address(self, *_: str, **__: str) -> str | None:
        """Nowhere."""
        return None

    def forget(self, event_id: str, registration_id: str) -> None:
        """There is nothing to forget."""


NO_LETTERS = NoLetters()


class NoPatience:
    """The Patience of functions that never wait: whatever may come in a moment may come now."""

    def wait_until(self, at: datetime) -> None:
        """Go on at once."""


NO_PATIENCE = NoPatience()


class NoAttachments:
    """The Attachments of a stack without a place for them: none is there, and none can be kept."""

    def keep(self, *_: object) -> None:
        """Raises Refused."""
        raise Refused("no_attachments")

    def look_up(self, *_: str) -> None:
        """Nothing is there."""

    def fetch(self, *_: str) -> None:
        """Nothing is there."""


NO_ATTACHMENTS = NoAttachments()


@dataclass(frozen=True)
class Ports:
    """What a function is wired with. `public_url` has no slash at its end.

    `calendar_host` stands in the UID of every calendar entry that is made.
    """

    store: Store
    events: Events
    pointers: Pointers
    clock: Clock
    ids: Ids
    mail: Mail
    public_url: str
    sender_identity: str
    calendar_host: str
    limits: Limits = DEFAULT_LIMITS
    letters: Letters = NO_LETTERS
    patience: Patience = NO_PATIENCE
    attachments: Attachments = NO_ATTACHMENTS
