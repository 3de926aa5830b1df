"""The store on one DynamoDB table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any, TypeVar

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.agenda import DynamoAgendaStore, page_of
from shared.adapters.dynamodb.nouns import noun_of
from shared.adapters.dynamodb.transaction import transact
from shared.agenda_ports import Page
from shared.domain.agenda import Draft, Imported, Release, Rendition, Revision
from shared.domain.allotment import Allotment
from shared.domain.allowance import Allowance, Scope
from shared.domain.desk import QUARANTINED, UNMAPPED, Delivery, RejectedAttempts
from shared.domain.due import DigestSchedule, Due, DueItem, DueKind
from shared.domain.erasure import Erasure
from shared.domain.errors import AlreadyThere, Missing
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


class DynamoStore(DynamoAgendaStore):
    """The Store port on a session."""

    def commit(self, writes: Sequence[Write], token: str) -> None:
        """Make all writes or none; see the port."""
        try:
            transact(self._session, writes, token)
        except AlreadyThere as there:
            if isinstance(part := there.existing, Rendition):
                there.existing = self.rendition(part.event, part.revision, part.name)
            raise

    def event(self, event_id: str) -> Event:
        """The event. Raises Missing."""
        return _there(self._one(Event, event_id))

    def gate(self, event_id: str) -> Gate:
        """The event's gate. Raises Missing."""
        return _there(self._one(Gate, event_id))

    def gate_and_head(self, event_id: str) -> tuple[Gate, LinePlace | None]:
        """The gate and the first in the line, in one Query. Raises Missing."""
        rows = list(islice(self._session.query(keys.gate_and_line(event_id), limit=2), 2))
        if not rows or rows[0][keys.SK]["S"] != keys.GATE_SK:
            raise Missing("event")
        head = noun_of(LinePlace, rows[1]) if rows[1:] else None
        return noun_of(Gate, rows[0]), head

    def line(self, event_id: str) -> Iterator[LinePlace]:
        """Everybody in the line, first come first."""
        return self._nouns(LinePlace, keys.line_of(event_id))

    def tallies(self, event_id: str, prefix: str) -> Iterator[Tally]:
        """The tallies whose key begins with `prefix`, by key."""
        return self._nouns(Tally, keys.tallies_of(event_id, prefix))

    def registration(self, event_id: str, registration_id: str) -> Registration | None:
        """One registration."""
        return self._one(Registration, event_id, at=(registration_id,))

    def registrations(self, event_id: str, ids: Iterable[str]) -> Mapping[str, Registration]:
        """Several registrations by id, 100 a call; ids that are not there are left out."""
        items = self._session.get_many(keys.key_of(Registration, event_id, one) for one in ids)
        found = (noun_of(Registration, item) for item in items)
        return {one.id: one for one in found}

    def registration_page(
        self, event_id: str, after: str | None, limit: int, state: State | None
    ) -> Page[Registration]:
        """Registrations in the order in which they were made."""
        span = keys.list_of(Registration, event_id, after=after)
        if state is None:
            rows = self._nouns(Registration, span, limit=limit + 1, consistent=False)
        else:
            only = ("state", str(state))
            rows = self._nouns(Registration, span, only=only, consistent=False)
        return page_of(rows, limit, lambda one: one.id)

    def identity(self, event_id: str, key: str) -> Identity | None:
        """Who registered under an identity key."""
        return self._one(Identity, event_id, key)

    def address_bindings(self, event_id: str, key: str) -> Iterator[AddressBinding]:
        """The registrations held under an address key."""
        return self._nouns(AddressBinding, keys.list_of(AddressBinding, event_id, key))

    def binding(self, event_id: str, sender: str, response_id: str) -> ResponseBinding | None:
        """What a form service's response id stands for."""
        return self._one(ResponseBinding, event_id, sender, response_id)

    def delegates(self, event_id: str, institution_id: str) -> Iterator[Delegate]:
        """The registrations of an institution, in the order in which they were made."""
        return self._nouns(Delegate, keys.list_of(Delegate, event_id, institution_id))

    def invitation(self, event_id: str, invitation_id: str) -> Invitation | None:
        """One invitation."""
        return self._one(Invitation, event_id, at=(invitation_id,))

    def invitations(self, event_id: str, ids: Iterable[str]) -> Mapping[str, Invitation]:
        """Several invitations by id, 100 a call; ids that are not there are left out."""
        items = self._session.get_many(keys.key_of(Invitation, event_id, one) for one in ids)
        found = (noun_of(Invitation, item) for item in items)
        return {one.id: one for one in found}

    def invited(self, event_id: str, key: str) -> Iterator[InvitationBinding]:
        """The invitations that stand under an address key or an institution."""
        return self._nouns(InvitationBinding, keys.list_of(InvitationBinding, event_id, key))

    def invitation_page(
        self, event_id: str, after: str | None, limit: int, state: InvitationState | None
    ) -> Page[Invitation]:
        """Invitations by id."""
        span = keys.list_of(Invitation, event_id, after=after)
        how: dict[str, Any] = {"limit": limit + 1} if state is None else {}
        only = None if state is None else ("state", str(state))
        rows = self._nouns(Invitation, span, only=only, consistent=False, **how)
        return page_of(rows, limit, lambda one: one.id)

    def delivery(self, event_id: str, delivery_id: str) -> Delivery | None:
        """One delivery."""
        return self._one(Delivery, event_id, at=(delivery_id,))

    def delivery_page(
        self, event_id: str, after: str | None, limit: int, outcome: str | None = None
    ) -> Page[Delivery]:
        """Deliveries, newest first; those called by that outcome."""
        span = keys.list_of(Delivery, event_id, after=after, newest=True)
        how: dict[str, Any] = {"only": _called(outcome)} if outcome else {"limit": limit + 1}
        rows = self._nouns(Delivery, span, forward=False, consistent=False, **how)
        return page_of(rows, limit, lambda one: one.id)

    def quarantine_page(self, event_id: str, after: str | None, limit: int) -> Page[Delivery]:
        """Deliveries that are called quarantined, oldest first."""
        span = keys.list_of(Delivery, event_id, after=after)
        rows = self._nouns(Delivery, span, only=_called(QUARANTINED), consistent=False)
        return page_of(rows, limit, lambda one: one.id)

    def rejected(self, event_id: str, sender: str) -> RejectedAttempts | None:
        """What a sender sent that was not genuine."""
        return self._one(RejectedAttempts, event_id, at=(sender,))

    def rejected_of(self, event_id: str) -> Iterator[RejectedAttempts]:
        """What each sender of the event sent that was not genuine."""
        return self._nouns(RejectedAttempts, keys.list_of(RejectedAttempts, event_id))

    def message(self, event_id: str, key: str) -> Message | None:
        """One message."""
        return self._one(Message, event_id, at=(key,))

    def message_page(self, event_id: str, after: str | None, limit: int) -> Page[Message]:
        """Messages by key: those of one registration stand together, in order."""
        span = keys.list_of(Message, event_id, after=after)
        rows = self._nouns(Message, span, limit=limit + 1, consistent=False)
        return page_of(rows, limit, lambda one: one.key)

    def sent_mail(self, provider_id: str) -> SentMail | None:
        """Which message a provider's id stands for."""
        return self._one(SentMail, provider_id)

    def mail_events(self, event_id: str, key: str) -> Iterator[MailEvent]:
        """What the provider told of a message, in no order that matters."""
        return self._nouns(MailEvent, keys.list_of(MailEvent, event_id, key))

    def suppression(self, address: str) -> Suppression | None:
        """Whether a normalised address is never written to."""
        return self._one(Suppression, address)

    def changes(self, event_id: str, since: datetime, until: datetime) -> Iterator[Change]:
        """What happened in since <= at <= until, in order; since <= until."""
        return self._nouns(Change, keys.changes_between(event_id, since, until))

    def entry_page(self, event_id: str, after: str | None, limit: int) -> Page[JournalEntry]:
        """What organisers did, newest first."""
        span = keys.list_of(JournalEntry, event_id, after=after, newest=True)
        rows = self._nouns(JournalEntry, span, limit=limit + 1, forward=False, consistent=False)
        return page_of(rows, limit, lambda one: one.id)

    def lists(self, event_id: str) -> Iterator[ListDefinition]:
        """The lists of an event, by key."""
        return self._nouns(ListDefinition, keys.list_of(ListDefinition, event_id))

    def list_run(self, event_id: str, list_key: str, number: int) -> Iterator[ListRun]:
        """What a run of a list held, part by part."""
        return self._nouns(ListRun, keys.run_of(event_id, list_key, number))

    def due(self, now: datetime, limit: int) -> Sequence[Due]:
        """What is due at `now`, earliest first: one Query of each shard of the index."""
        shards = [
            islice(
                self._session.query(keys.due_until(shard, now), limit=limit, consistent=False),
                limit,
            )
            for shard in keys.DUE_SHARDS
        ]
        rows = merge(*shards, key=lambda row: row[keys.DUE_ORDER]["S"])
        return [_due(*keys.read_due(row)) for row in islice(rows, limit)]

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

    def revision(self, event_id: str, number: int) -> Revision | None:
        """What one revision changed."""
        return self._one(Revision, event_id, at=(number,))

    def latest_revisions(self, event_id: str, limit: int) -> Sequence[Revision]:
        """What the latest revisions changed, newest first."""
        span = keys.revisions_of(event_id)
        return list(islice(self._nouns(Revision, span, limit=limit, forward=False), limit))

    def notice(self, event_id: str) -> Notice | None:
        """The open notice."""
        return self._one(Notice, event_id)

    def round(self, event_id: str, round_id: str) -> Round | None:
        """One round of mails."""
        return self._one(Round, event_id, at=(round_id,))

    def written_page(self, event_id: str, after: str | None, limit: int) -> Page[Round]:
        """The rounds that tell what organisers wrote, by id."""
        span = keys.rounds_of(event_id, WRITTEN, after)
        rows = self._nouns(Round, span, limit=limit + 1, consistent=False)
        return page_of(rows, limit, lambda one: one.id)

    def organiser(self, organiser_id: str) -> Organiser | None:
        """One organiser."""
        return self._one(Organiser, at=(organiser_id,))

    def organiser_page(self, after: str | None, limit: int) -> Page[Organiser]:
        """Organisers by id."""
        span = keys.list_of(Organiser, after=after)
        rows = self._nouns(Organiser, span, limit=limit + 1, consistent=False)
        return page_of(rows, limit, lambda one: one.id)

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


def _due(at: datetime, kind: str, event: str, key: str) -> Due:
    return Due(DueKind(kind), event, key, at)


def _called(outcome: str) -> tuple[str, str]:
    """The attribute, and its value, of deliveries that organisers call so."""
    return ("reason", UNMAPPED) if outcome == QUARANTINED else ("outcome", outcome)


def _there(noun: T | None) -> T:
    if noun is None:
        raise Missing("event")
    return noun
