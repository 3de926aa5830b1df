"""How a test reads a noun back through the port."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

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
from shared.domain.allowance import Allowance
from shared.domain.desk import Delivery, RejectedAttempts
from shared.domain.due import DigestSchedule, DueItem
from shared.domain.erasure import Erasure
from shared.domain.event import Event
from shared.domain.gate import Gate, LinePlace
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
    Registration,
    ResponseBinding,
)
from shared.domain.round import Round
from shared.domain.writes import Promote, Write
from shared.ports import Store
from tests.builders import EVENT, NOW, a_mail_note, a_waiting_registration, an_entry

READERS: dict[type[Any], Callable[[Store, Any], Any]] = {
    Event: lambda store, one: store.event(one.id),
    Gate: lambda store, one: store.gate(one.event),
    LinePlace: lambda store, one: first(store.line(one.event)),
    Registration: lambda store, one: store.registration(one.event, one.id),
    Identity: lambda store, one: store.identity(one.event, one.key),
    AddressBinding: lambda store, one: first(store.address_bindings(one.event, one.key)),
    ResponseBinding: lambda store, one: store.binding(one.event, one.sender, one.response_id),
    Delegate: lambda store, one: first(store.delegates(one.event, one.institution)),
    Invitation: lambda store, one: store.invitation(one.event, one.id),
    InvitationBinding: lambda store, one: first(store.invited(one.event, one.key)),
    Delivery: lambda store, one: store.delivery(one.event, one.id),
    RejectedAttempts: lambda store, one: store.rejected(one.event, one.sender),
    Message: lambda store, one: store.message(one.event, one.key),
    SentMail: lambda store, one: store.sent_mail(one.provider_id),
    MailEvent: lambda store, one: first(store.mail_events(one.event, one.message)),
    Suppression: lambda store, one: store.suppression(one.address),
    Change: lambda store, one: first(store.changes(one.event, one.at, one.at)),
    JournalEntry: lambda store, one: first(store.entry_page(one.event, None, 1).items),
    ListDefinition: lambda store, one: first(store.lists(one.event)),
    ListRun: lambda store, one: first(store.list_run(one.event, one.list_key, one.number)),
    DigestSchedule: lambda store, one: store.digest_schedule(one.event),
    DueItem: lambda store, one: store.due_item(one.event, one.kind),
    Draft: lambda store, one: store.draft(one.event),
    Imported: lambda store, one: store.imported(one.event),
    Release: lambda store, one: store.release(one.event, one.number),
    Pointer: lambda store, one: store.pointer(one.event),
    Rendition: lambda store, one: store.rendition(one.event, one.revision, one.name),
    Delta: lambda store, one: first(store.deltas(one.event, one.locale, 0, one.release)),
    Edition: lambda store, one: store.edition(one.event, one.release),
    Revision: lambda store, one: store.revision(one.event, one.number),
    Listing: lambda store, one: first(store.listing_page(None, 1).items),
    Notice: lambda store, one: store.notice(one.event),
    Round: lambda store, one: store.round(one.event, one.id),
    Organiser: lambda store, one: store.organiser(one.id),
    Grant: lambda store, one: store.grant(one.token_hash),
    Allowance: lambda store, one: store.allowance(one.event, one.scope, one.source),
    Allotment: lambda store, one: store.allotment(),
    Erasure: lambda store, one: store.erasure(one.event, one.registration),
}
"""A reader for every noun but the receipt, which only an AlreadyThere shows."""

_TOKENS = count(1)


def first(rows: Any) -> Any:
    """The first of the rows; None when there are none."""
    return next(iter(rows), None)


def read(store: Store, noun: Any) -> Any:
    """The noun that stands at that noun's place."""
    return READERS[type(noun)](store, noun)


def commit(store: Store, *writes: Write) -> None:
    """Commit under a token of its own."""
    store.commit(writes, f"commit-{next(_TOKENS)}")


def a_promotion(**changes: Any) -> Promote:
    note = a_mail_note(key="promoted", kind="promoted")
    waiting = a_waiting_registration()
    place = str(waiting.line_key)
    return replace(Promote(EVENT, waiting.id, place, an_entry(), 2, note, NOW), **changes)
