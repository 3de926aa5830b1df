"""The store on one DynamoDB table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any, TypeVar

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.items import further_parts, join_parts, noun_of
from shared.adapters.dynamodb.session import Session
from shared.adapters.places import Place, place_of
from shared.domain.agenda import Delta, Draft, Pointer, Release, Rendition
from shared.domain.desk import Delivery
from shared.domain.due import DigestSchedule, Due, DueItem, DueKind
from shared.domain.errors import AlreadyThere, Missing, StoreUnavailable
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
from shared.ports import Page

T = TypeVar("T")
_LOOKS_AT_PARTS = 3


class DynamoStore:
    """The Store port on a session; it keeps nothing itself, so threads may share it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def commit(self, writes: Sequence[Write], token: str) -> None:
        """Make all writes or none; see the port."""
        try:
            self._session.transact(writes, token)
        except AlreadyThere as there:
            if isinstance(there.existing, Rendition):
                there.existing = self._rendition(place_of(there.existing))
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

    def institution_counts(self, event_id: str) -> Iterator[InstitutionCount]:
        """The counters of every institution that has any."""
        return self._nouns(InstitutionCount, keys.list_of(InstitutionCount, event_id))

    def registration(self, event_id: str, registration_id: str) -> Registration | None:
        """One registration."""
        return self._one(Registration, event_id, at=(registration_id,))

    def registrations(self, event_id: str, ids: Iterable[str]) -> Mapping[str, Registration]:
        """Several registrations by id, 100 a call; ids that are not there are left out."""
        places = [Place(Registration, (event_id,), (one,)) for one in ids]
        items = self._session.get_many(keys.key_of(place) for place in places)
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
        return _page(rows, limit, lambda one: one.id)

    def identity(self, event_id: str, key: str) -> Identity | None:
        """Who registered under an identity key."""
        return self._one(Identity, event_id, key)

    def address_bindings(self, event_id: str, key: str) -> Iterator[AddressBinding]:
        """The registrations held under an address key."""
        return self._nouns(AddressBinding, keys.list_of(AddressBinding, event_id, key))

    def binding(self, event_id: str, sender: str, response_id: str) -> ResponseBinding | None:
        """What a form service's response id stands for."""
        return self._one(ResponseBinding, event_id, sender, response_id)

    def delivery_page(self, event_id: str, after: str | None, limit: int) -> Page[Delivery]:
        """Deliveries, newest first."""
        span = keys.list_of(Delivery, event_id, after=after, newest=True)
        rows = self._nouns(Delivery, span, limit=limit + 1, forward=False, consistent=False)
        return _page(rows, limit, lambda one: one.id)

    def message(self, event_id: str, key: str) -> Message | None:
        """One message."""
        return self._one(Message, event_id, at=(key,))

    def message_page(self, event_id: str, after: str | None, limit: int) -> Page[Message]:
        """Messages by key: those of one registration stand together, in order."""
        span = keys.list_of(Message, event_id, after=after)
        rows = self._nouns(Message, span, limit=limit + 1, consistent=False)
        return _page(rows, limit, lambda one: one.key)

    def sent_mail(self, provider_id: str) -> SentMail | None:
        """Which message a provider's id stands for."""
        return self._one(SentMail, provider_id)

    def suppression(self, address: str) -> Suppression | None:
        """Whether a normalised address is never written to."""
        return self._one(Suppression, address)

    def changes(self, event_id: str, since: datetime, until: datetime) -> Iterator[Change]:
        """What happened in since <= at <= until, in order; since <= until."""
        return self._nouns(Change, keys.changes_between(event_id, since, until))

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
        return [keys.read_due(row) for row in islice(rows, limit)]

    def digest_schedule(self, event_id: str) -> DigestSchedule | None:
        """When the event's next digest is due."""
        return self._one(DigestSchedule, event_id)

    def due_item(self, event_id: str, kind: DueKind) -> DueItem | None:
        """Whether free seats may have to go to the line."""
        return self._one(DueItem, event_id, kind)

    def draft(self, event_id: str) -> Draft | None:
        """The agenda being edited."""
        return self._one(Draft, event_id)

    def release(self, event_id: str, number: int) -> Release | None:
        """One published version."""
        return self._one(Release, event_id, at=(number,))

    def pointer(self, event_id: str) -> Pointer | None:
        """The revision that the outside reads."""
        return self._one(Pointer, event_id)

    def rendition(self, event_id: str, revision: int, name: str) -> Rendition | None:
        """One representation of one revision; a second call only where it fills several items."""
        return self._rendition(Place(Rendition, (event_id,), (revision, name)))

    def deltas(self, event_id: str, after: int, until: int) -> Iterator[Delta]:
        """What the releases after < number <= until changed, in order."""
        span = keys.deltas_between(event_id, after, until)
        return iter(()) if span is None else self._nouns(Delta, span)

    def organiser(self, organiser_id: str) -> Organiser | None:
        """One organiser."""
        return self._one(Organiser, at=(organiser_id,))

    def organiser_page(self, after: str | None, limit: int) -> Page[Organiser]:
        """Organisers by id."""
        span = keys.list_of(Organiser, after=after)
        rows = self._nouns(Organiser, span, limit=limit + 1, consistent=False)
        return _page(rows, limit, lambda one: one.id)

    def grant(self, token_hash: str) -> Grant | None:
        """What a token stands for."""
        return self._one(Grant, token_hash)

    def _one(self, kind: type[T], *within: str, at: tuple[Any, ...] = ()) -> T | None:
        item = self._session.get(keys.key_of(Place(kind, within, at)))
        return None if item is None else noun_of(kind, item)

    def _nouns(self, kind: type[T], span: keys.Range, **how: Any) -> Iterator[T]:
        return (noun_of(kind, item) for item in self._session.query(span, **how))

    def _rendition(self, place: Place) -> Rendition | None:
        """Read until all parts come from one commit: a rendition may be rendered again."""
        for _ in range(_LOOKS_AT_PARTS):
            first = self._session.get(keys.key_of(place))
            if first is None:
                return None
            whole = join_parts(first, list(self._session.get_many(further_parts(first))))
            if whole is not None:
                return whole
        raise StoreUnavailable


def _there(noun: T | None) -> T:
    if noun is None:
        raise Missing("event")
    return noun


def _page(rows: Iterator[T], limit: int, key: Callable[[T], str]) -> Page[T]:
    """The next `limit` rows; one more is looked at, to know whether that was all."""
    items = list(islice(rows, limit + 1))
    if len(items) <= limit:
        return Page(items)
    return Page(items[:limit], key(items[limit - 1]))
