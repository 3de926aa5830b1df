"""Finish an erasure: the letter goes, messages and deliveries of who was erased are blanked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from shared.domain.desk import Delivery
from shared.domain.due import Due
from shared.domain.erasure import Erasure
from shared.domain.journal import Deed
from shared.domain.message import FORGETFUL, Message, MessageState
from shared.domain.personal_data import blank
from shared.domain.writes import Put, Remove, Replace, Write
from shared.ports import Ports
from shared.verbs.traces import mentions, messages_of

PAGE = 90
PAGES_AT_ONCE = 10
PAUSE = timedelta(minutes=1)
ERASED = "erased"
REASONED = frozenset({Deed.REGISTERED, Deed.CORRECTED})
"""What organisers give reasons for."""


def finish_due(ports: Ports, due: Due) -> bool:
    """Go on with an erasure that is due; whether there was anything to do. Raises Stale."""
    erasure = ports.store.erasure(due.event, due.key)
    if erasure is None or erasure.due_at > ports.clock.now():
        return False
    finish_erasure(ports, erasure)
    return True


def finish_erasure(ports: Ports, erasure: Erasure) -> bool:
    """Blank what is left, PAGES_AT_ONCE pages of deliveries at most; whether that was all.

    The place reached is kept, and a page done twice blanks nothing twice. Raises Stale,
    StoreUnavailable.
    """
    if not erasure.after:
        ports.letters.forget(erasure.event, erasure.registration)
        _blank_messages(ports, erasure)
        _blank_entries(ports, erasure)
    for _ in range(PAGES_AT_ONCE):
        page = ports.store.delivery_page(erasure.event, erasure.after or None, PAGE)
        now = ports.clock.now()
        writes: list[Write] = [
            Replace(replace(blank(one), version=one.version + 1))
            for one in page.items
            if one.body and _is_theirs(erasure, one)
        ]
        if page.next is None:
            ports.store.commit([*writes, Remove(erasure)], ports.ids.new(now))
            return True
        version = erasure.version + 1
        erasure = replace(erasure, after=page.next, due_at=now + PAUSE, version=version)
        ports.store.commit([*writes, Replace(erasure)], ports.ids.new(now))
    return False


def _is_theirs(erasure: Erasure, delivery: Delivery) -> bool:
    """Theirs if it is about the registration, or about none and from their address."""
    if delivery.registration is not None:
        return delivery.registration == erasure.registration
    return mentions(delivery, erasure.address)


def _blank_messages(ports: Ports, erasure: Erasure) -> None:
    """Nothing that was written is kept; what was not sent yet never will be.

    Messages of a forgetful kind are on their way and blank themselves.
    """
    found = messages_of(ports, erasure.event, erasure.registration)
    blanked = [_blank_message(ports, one) for one in found if one.kind not in FORGETFUL]
    writes = [one for one in blanked if one is not None]
    for start in range(0, len(writes), PAGE):
        now = ports.clock.now()
        ports.store.commit(writes[start : start + PAGE], ports.ids.new(now))


def _blank_entries(ports: Ports, erasure: Erasure) -> None:
    """What organisers did with the registration stays in the journal, the reasons they gave go."""
    after: str | None = None
    while True:
        page = ports.store.entry_page(erasure.event, after, PAGE)
        writes = [
            Put(replace(one, detail=erasure.registration))
            for one in page.items
            if one.what in REASONED and (one.detail or "").startswith(f"{erasure.registration}: ")
        ]
        if writes:
            ports.store.commit(writes, ports.ids.new(ports.clock.now()))
        after = page.next
        if after is None:
            return


def _blank_message(ports: Ports, message: Message) -> Write | None:
    after = blank(message)
    if message.due_at is not None:
        now = ports.clock.now()
        skipped = MessageState.SKIPPED
        after = replace(after, state=skipped, due_at=None, settled_at=now, error=ERASED)
    return None if after == message else Replace(replace(after, version=message.version + 1))
