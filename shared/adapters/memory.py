"""The store in RAM: the same answers as the table's, for tests and for storms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import TypeVar, cast

from shared.adapters.commit import check_writes, place_of_write
from shared.adapters.effects import effect
from shared.adapters.memory_rows import MemoryRows
from shared.adapters.places import Place
from shared.agenda_ports import Page
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
from shared.domain.desk import QUARANTINED, Delivery, RejectedAttempts
from shared.domain.due import DigestSchedule, Due, DueItem, DueKind
from shared.domain.erasure import Erasure
from shared.domain.errors import Missing
from shared.domain.event import Event
from shared.domain.gate import Gate, LinePlace, Tally
from shared.domain.invitation import Invitation, InvitationBinding, InvitationState
from shared.domain.journal import Change, JournalEntry
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
from shared.domain.round import WRITTEN, Round
from shared.domain.writes import Write

T = TypeVar("T")
REMEMBERED_TOKENS = 10_000
Listener = Callable[[Sequence[Write]], None]


class MemoryStore(MemoryRows):
    """A Store of frozen nouns under one lock; it forgets all at the end of the process."""

    def __init__(self) -> None:
        super().__init__()
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> None:
        """Have `listener` called with the writes of each commit, after it and outside the lock."""
        self._listeners.append(listener)

    def commit(self, writes: Sequence[Write], token: str) -> None:
        """Make all writes or none; see the port."""
        check_writes(writes)
        with self._lock:
            if token in self._tokens:
                return
            places = [place_of_write(write) for write in writes]
            after = [
                effect(write, self._at(place)) for write, place in zip(writes, places, strict=True)
            ]
            for place, noun in zip(places, after, strict=True):
                self._set(place, noun)
            self._remember(token)
        for listener in tuple(self._listeners):
            listener(writes)

    def event(self, event_id: str) -> Event:
        """The event. Raises Missing."""
        return _there(self._one(Event, event_id))

    def gate(self, event_id: str) -> Gate:
        """The event's gate. Raises Missing."""
        return _there(self._one(Gate, event_id))

    def gate_and_head(self, event_id: str) -> tuple[Gate, LinePlace | None]:
        """The gate and the first in the line, of one moment. Raises Missing."""
        with self._lock:
            gate = cast("Gate | None", self._at(Place(Gate, (event_id,), ())))
            line = self._order.get((LinePlace, (event_id,)))
            head = self._at(Place(LinePlace, (event_id,), line[0])) if line else None
        return _there(gate), cast("LinePlace | None", head)

    def line(self, event_id: str) -> Iterator[LinePlace]:
        """Everybody in the line, first come first."""
        return iter(self._all(LinePlace, event_id))

    def tallies(self, event_id: str, prefix: str) -> Iterator[Tally]:
        """The tallies whose key begins with `prefix`, by key."""
        return (one for one in self._all(Tally, event_id) if one.key.startswith(prefix))

    def registration(self, event_id: str, registration_id: str) -> Registration | None:
        """One registration."""
        return self._one(Registration, event_id, at=(registration_id,))

    def registrations(self, event_id: str, ids: Iterable[str]) -> Mapping[str, Registration]:
        """Several registrations by id; ids that are not there are left out."""
        found = {one: self.registration(event_id, one) for one in ids}
        return {one: there for one, there in found.items() if there is not None}

    def registration_page(
        self, event_id: str, after: str | None, limit: int, state: State | None
    ) -> Page[Registration]:
        """Registrations in the order in which they were made."""
        rest = self._after(Registration, event_id, after)
        chosen = (one for one in rest if state is None or one.state is state)
        return _page(chosen, limit, lambda one: one.id)

    def identity(self, event_id: str, key: str) -> Identity | None:
        """Who registered under an identity key."""
        return self._one(Identity, event_id, key)

    def address_bindings(self, event_id: str, key: str) -> Iterator[AddressBinding]:
        """The registrations held under an address key."""
        return iter(self._all(AddressBinding, event_id, key))

    def binding(self, event_id: str, sender: str, response_id: str) -> ResponseBinding | None:
        """What a form service's response id stands for."""
        return self._one(ResponseBinding, event_id, sender, response_id)

    def delegates(self, event_id: str, institution_id: str) -> Iterator[Delegate]:
        """The registrations of an institution, in the order in which they were made."""
        return iter(self._all(Delegate, event_id, institution_id))

    def invitation(self, event_id: str, invitation_id: str) -> Invitation | None:
        """One invitation."""
        return self._one(Invitation, event_id, at=(invitation_id,))

    def invitations(self, event_id: str, ids: Iterable[str]) -> Mapping[str, Invitation]:
        """Several invitations by id; ids that are not there are left out."""
        found = {one: self.invitation(event_id, one) for one in ids}
        return {one: there for one, there in found.items() if there is not None}

    def invited(self, event_id: str, key: str) -> Iterator[InvitationBinding]:
        """The invitations that stand under an address key or an institution."""
        return iter(self._all(InvitationBinding, event_id, key))

    def invitation_page(
        self, event_id: str, after: str | None, limit: int, state: InvitationState | None
    ) -> Page[Invitation]:
        """Invitations by id."""
        rest = self._after(Invitation, event_id, after)
        chosen = (one for one in rest if state is None or one.state is state)
        return _page(chosen, limit, lambda one: one.id)

    def delivery(self, event_id: str, delivery_id: str) -> Delivery | None:
        """One delivery."""
        return self._one(Delivery, event_id, at=(delivery_id,))

    def delivery_page(
        self, event_id: str, after: str | None, limit: int, outcome: str | None = None
    ) -> Page[Delivery]:
        """Deliveries, newest first; those called by that outcome."""
        rows = self._before(Delivery, event_id, after)
        chosen = (one for one in rows if outcome is None or one.is_called(outcome))
        return _page(chosen, limit, lambda one: one.id)

    def quarantine_page(self, event_id: str, after: str | None, limit: int) -> Page[Delivery]:
        """Deliveries that are called quarantined, oldest first."""
        rows = self._after(Delivery, event_id, after)
        chosen = (one for one in rows if one.is_called(QUARANTINED))
        return _page(chosen, limit, lambda one: one.id)

    def rejected(self, event_id: str, sender: str) -> RejectedAttempts | None:
        """What a sender sent that was not genuine."""
        return self._one(RejectedAttempts, event_id, at=(sender,))

    def rejected_of(self, event_id: str) -> Iterator[RejectedAttempts]:
        """What each sender of the event sent that was not genuine."""
        return iter(self._all(RejectedAttempts, event_id))

    def message(self, event_id: str, key: str) -> Message | None:
        """One message."""
        return self._one(Message, event_id, at=(key,))

    def message_page(self, event_id: str, after: str | None, limit: int) -> Page[Message]:
        """Messages by key: those of one registration stand together, in order."""
        return _page(self._after(Message, event_id, after), limit, lambda one: one.key)

    def sent_mail(self, provider_id: str) -> SentMail | None:
        """Which message a provider's id stands for."""
        return self._one(SentMail, provider_id)

    def mail_events(self, event_id: str, key: str) -> Iterator[MailEvent]:
        """What the provider told of a message, in no order that matters."""
        return iter(self._all(MailEvent, event_id, key))

    def suppression(self, address: str) -> Suppression | None:
        """Whether a normalised address is never written to."""
        return self._one(Suppression, address)

    def changes(self, event_id: str, since: datetime, until: datetime) -> Iterator[Change]:
        """What happened in since <= at <= until, in order."""
        return (one for one in self._all(Change, event_id) if since <= one.at <= until)

    def entry_page(self, event_id: str, after: str | None, limit: int) -> Page[JournalEntry]:
        """What organisers did, newest first."""
        return _page(self._before(JournalEntry, event_id, after), limit, lambda one: one.id)

    def lists(self, event_id: str) -> Iterator[ListDefinition]:
        """The lists of an event, by key."""
        return iter(self._all(ListDefinition, event_id))

    def list_run(self, event_id: str, list_key: str, number: int) -> Iterator[ListRun]:
        """What a run of a list held, part by part."""
        return iter(self._all(ListRun, event_id, list_key, number))

    def due(self, now: datetime, limit: int) -> Sequence[Due]:
        """What is due at `now`, earliest first."""
        with self._lock:
            rows = self._due[:limit]
        return [Due(kind, event, key, at) for at, kind, event, key in rows if at <= now]

    def digest_schedule(self, event_id: str) -> DigestSchedule | None:
        """When the event's next digest is due."""
        return self._one(DigestSchedule, event_id)

    def due_item(self, event_id: str, kind: DueKind) -> DueItem | None:
        """Whether free seats may have to go to the line."""
        return self._one(DueItem, event_id, kind)

    def draft(self, event_id: str) -> Draft | None:
        """The agenda being edited."""
        return self._one(Draft, event_id)

    def imported(self, event_id: str) -> Imported | None:
        """What the outline said when it was last taken in."""
        return self._one(Imported, event_id)

    def release(self, event_id: str, number: int) -> Release | None:
        """One published version."""
        return self._one(Release, event_id, at=(number,))

    def pointer(self, event_id: str) -> Pointer | None:
        """The revision that the outside reads."""
        return self._one(Pointer, event_id)

    def rendition(self, event_id: str, revision: int, name: str) -> Rendition | None:
        """One representation of one revision."""
        return self._one(Rendition, event_id, at=(revision, name))

    def deltas(self, event_id: str, locale: str, after: int, until: int) -> Iterator[Delta]:
        """What the releases after < number <= until changed, in one language, in order."""
        return (one for one in self._all(Delta, event_id, locale) if after < one.release <= until)

    def edition(self, event_id: str, release: int) -> Edition | None:
        """A release as it was published."""
        return self._one(Edition, event_id, at=(release,))

    def listing_page(self, after: str | None, limit: int) -> Page[Listing]:
        """Public events, the latest first day first."""
        return _page(self._before(Listing, None, after), limit, lambda one: one.key)

    def revision(self, event_id: str, number: int) -> Revision | None:
        """What one revision changed."""
        return self._one(Revision, event_id, at=(number,))

    def latest_revisions(self, event_id: str, limit: int) -> Sequence[Revision]:
        """What the latest revisions changed, newest first."""
        return list(islice(self._before(Revision, event_id, None), limit))

    def notice(self, event_id: str) -> Notice | None:
        """The open notice."""
        return self._one(Notice, event_id)

    def round(self, event_id: str, round_id: str) -> Round | None:
        """One round of mails."""
        return self._one(Round, event_id, at=(round_id,))

    def written_page(self, event_id: str, after: str | None, limit: int) -> Page[Round]:
        """The rounds that tell what organisers wrote, by id."""
        rows = self._after(Round, event_id, after or WRITTEN)
        return _page((one for one in rows if one.id.startswith(WRITTEN)), limit, lambda one: one.id)

    def organiser(self, organiser_id: str) -> Organiser | None:
        """One organiser."""
        return self._one(Organiser, at=(organiser_id,))

    def organiser_page(self, after: str | None, limit: int) -> Page[Organiser]:
        """Organisers by id."""
        return _page(self._after(Organiser, None, after), limit, lambda one: one.id)

    def grant(self, token_hash: str) -> Grant | None:
        """What a token stands for."""
        return self._one(Grant, token_hash)

    def allowance(self, event_id: str, scope: Scope, source: str) -> Allowance | None:
        """How much of a limit is used."""
        return self._one(Allowance, event_id, scope, source)

    def allotment(self) -> Allotment | None:
        """What was leased of the provider's limits."""
        return self._one(Allotment)

    def erasure(self, event_id: str, registration_id: str) -> Erasure | None:
        """What is still to be forgotten of somebody."""
        return self._one(Erasure, event_id, at=(registration_id,))


def _there(noun: T | None) -> T:
    if noun is None:
        raise Missing("event")
    return noun


def _page(rows: Iterable[T], limit: int, key: Callable[[T], str]) -> Page[T]:
    items: list[T] = []
    for row in rows:
        if len(items) == limit:
            return Page(items, key(items[-1]))
        items.append(row)
    return Page(items)
