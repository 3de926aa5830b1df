"""What a happening writes besides its state: the message, the mail note, the journal line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from shared.domain.due import DueItem, DueKind
from shared.domain.entry import Method, facts_of, request, withdraw
from shared.domain.event import Event
from shared.domain.gate import LinePlace
from shared.domain.journal import Change, ChangeKind, Deed, Hand, enter
from shared.domain.message import Message, MessageKind, message_key, queue_message
from shared.domain.quota import is_unlisted
from shared.domain.registration import Delegate, MailNote, Registration
from shared.domain.session import Status
from shared.domain.writes import Add, CountTally, Promote, Put, Remove, Write
from shared.ports import Ports

FILL_GRACE = timedelta(minutes=1)
"""How long whoever freed a place may take to give it to the line before the timer does."""


def write_letter(
    registration: Registration,
    kind: MessageKind,
    now: datetime,
    *,
    method: Method | None = None,
) -> tuple[Registration, Message]:
    """The registration with one more message written for it, and that message.

    With a `method` the message carries the registration's calendar entry as it now stands.
    """
    revision = registration.revision + 1
    key = message_key(kind, registration.id, revision)
    message = Message(
        key=key,
        kind=kind,
        event=registration.event,
        created_at=now,
        registration=registration.id,
        revision=revision,
        entry=registration.entry if method else None,
        method=method,
    )
    note = MailNote(key, kind, message.state, now)
    return replace(registration, revision=revision, mail=note), queue_message(message)


def confirm_entry(registration: Registration, event: Event) -> Registration:
    """The registration with its calendar entry alive and telling the event as it is."""
    entry = request(registration.entry, facts_of(event), event.settings_version)
    return replace(registration, entry=entry)


def give_entry(registration: Registration, event: Event) -> tuple[Registration, Method | None]:
    """The registration with its entry alive, and REQUEST.

    While the event is called off nobody gets an entry: the notice that it takes place after all
    brings it. Then the registration is as it was, and no method.
    """
    if event.status is Status.CANCELLED:
        return registration, None
    return confirm_entry(registration, event), Method.REQUEST


def withdraw_entry(registration: Registration) -> tuple[Registration, Method | None]:
    """The registration without a live entry, and CANCEL if there was one."""
    if not registration.entry.live:
        return registration, None
    return replace(registration, entry=withdraw(registration.entry)), Method.CANCEL


def journal(
    ports: Ports,
    event: str,
    kind: ChangeKind,
    now: datetime,
    registration: str | None = None,
    detail: str | None = None,
) -> Add:
    """One line of the journal."""
    return Add(Change(event, ports.ids.new(now), now, kind, registration, detail))


def sign(
    ports: Ports, hand: Hand | None, event: str, what: Deed, now: datetime, about: str | None = None
) -> list[Write]:
    """What an organiser's hand did, for the record; nothing of what people do for themselves."""
    if hand is None:
        return []
    return [Add(enter(hand, event, ports.ids.new(now), now, what, about))]


def count(
    event: Event,
    tallies: Iterable[str],
    taken: int = 0,
    waiting: int = 0,
    spelling: str | None = None,
) -> list[Write]:
    """Every tally moved; one that rises is held to its quota.

    An institution on no list is kept as it is spelled, so that it can be merged later.
    """
    return [
        CountTally(
            event.id,
            key,
            taken,
            waiting,
            event.quotas.limit_of(key) if taken > 0 else None,
            spelling if is_unlisted(key) else None,
        )
        for key in tallies
    ]


def look_again(event_id: str, now: datetime) -> Put:
    """The line looked after in a minute, in case a quota was freed at this very moment."""
    return Put(DueItem(event_id, DueKind.PROMOTION, now + FILL_GRACE))


def place_of(registration: Registration) -> LinePlace:
    """The place in the line of somebody who waits."""
    assert registration.line_key is not None
    return LinePlace(
        registration.event,
        registration.line_key,
        registration.id,
        registration.entry,
        registration.revision + 1,
        registration.tallies,
    )


def keep_place(registration: Registration) -> list[Write]:
    """The place in the line told what the registration now says; nothing for others."""
    return [Put(place_of(registration))] if registration.line_key else []


def keep_delegate(registration: Registration) -> list[Write]:
    """The registration listed among its institution's; one of no known institution nowhere."""
    body = registration.institution_id
    return [Put(Delegate(registration.event, body, registration.id))] if body else []


def promote_head(ports: Ports, event: Event, head: LinePlace, now: datetime) -> list[Write]:
    """Somebody who waits confirmed, told so, and gone from the line (gate and tallies apart)."""
    off = event.status is Status.CANCELLED
    entry = head.entry if off else request(head.entry, facts_of(event), event.settings_version)
    key = message_key(MessageKind.PROMOTED, head.registration, head.revision)
    message = Message(
        key=key,
        kind=MessageKind.PROMOTED,
        event=event.id,
        created_at=now,
        registration=head.registration,
        revision=head.revision,
        entry=None if off else entry,
        method=None if off else Method.REQUEST,
    )
    note = MailNote(key, message.kind, message.state, now)
    return [
        Remove(head),
        Promote(event.id, head.registration, head.key, entry, head.revision, note, now),
        Add(queue_message(message)),
        journal(ports, event.id, ChangeKind.PROMOTED, now, head.registration),
    ]
