"""Erase: everything that tells of a person goes; that a seat was taken or not stays.

The registration, its identity, address and responses are blanked in one commit together with the
mail that says so, which carries the address itself until it is settled. Messages and the
deliveries of form services, which may be many, follow at once as far as possible; the timer goes
on with the rest.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from shared.domain.entry import Method, withdraw_again
from shared.domain.erasure import Erasure
from shared.domain.errors import (
    ConditionFailed,
    GateRefused,
    Invalid,
    Missing,
    QuotaFull,
    Stale,
    StoreUnavailable,
)
from shared.domain.event import Event
from shared.domain.freeze import LateChange
from shared.domain.invitation import Invitation, InvitationKind
from shared.domain.journal import ChangeKind
from shared.domain.message import Message, MessageKind, MessageState, Recipient
from shared.domain.personal_data import blank, erase_registration
from shared.domain.registration import ACTIVE, Registration, State, address_key
from shared.domain.text import fold
from shared.domain.writes import Add, Put, Remove, Replace, Write
from shared.ports import Ports
from shared.verbs.alert import alert
from shared.verbs.cancel import give_back
from shared.verbs.fill_seats import fill_seats
from shared.verbs.finish_erasure import finish_erasure
from shared.verbs.letters import journal, withdraw_entry, write_letter

ATTEMPTS = 8
GRACE = timedelta(minutes=1)
"""How long whoever began an erasure may take before the timer goes on with it."""


def erase(ports: Ports, event_id: str, registration_id: str) -> Registration:
    """The registration blanked, its place given back; erased already: the same answer.

    Raises Missing, StoreUnavailable.
    """
    event = ports.events.known(event_id)
    for _ in range(ATTEMPTS):
        before = ports.store.registration(event_id, registration_id)
        if before is None:
            raise Missing("registration")
        if before.erased_at is not None:
            return before
        now = ports.clock.now()
        rest = Erasure(event_id, before.id, before.email, now + GRACE)
        after, writes = _forget(ports, event, before, now)
        try:
            ports.store.commit([*writes, Put(rest)], ports.ids.new(now))
        except (GateRefused, QuotaFull, Stale):
            event = ports.events.fresh(event_id)
            continue  # the line, the settings or the registration have changed: look again
        if event.quotas.any and before.state in ACTIVE:
            fill_seats(ports, event_id)
        with suppress(ConditionFailed, StoreUnavailable):  # the timer goes on where this stopped
            finish_erasure(ports, rest)
        return after
    raise StoreUnavailable


def _forget(
    ports: Ports, event: Event, before: Registration, now: datetime
) -> tuple[Registration, list[Write]]:
    held = before.state in ACTIVE
    left, message = _say_goodbye(before, now)
    if held:
        left = replace(left, state=State.CANCELLED, line_key=None)
    after = replace(erase_registration(left, now), version=before.version + 1)
    return after, [
        Replace(after),
        Add(message),
        journal(ports, event.id, ChangeKind.ERASED, now, before.id),
        *_unbind(ports, event, before),
        *_withdraw_invitations(ports, event, before),
        *(give_back(ports, event, before, now) if held else []),
        *(_tell_late(event, before, after, now) if held else []),
    ]


def _say_goodbye(before: Registration, now: datetime) -> tuple[Registration, Message]:
    """The last mail, which alone still knows the address, with CANCEL if there is an entry."""
    left, method = withdraw_entry(before)
    if _awaits_cancel(before):
        left, method = replace(left, entry=withdraw_again(left.entry)), Method.CANCEL
    left, message = write_letter(left, MessageKind.ERASED, now, method=method)
    return left, replace(message, to=Recipient(before.email, before.name))


def _awaits_cancel(person: Registration) -> bool:
    """Whether the mail that takes back the entry may not have gone out: now it never will."""
    entry, note = person.entry, person.mail
    taken_back = entry.sequence is not None and not entry.live
    return taken_back and note is not None and note.state != MessageState.SENT


def _tell_late(
    event: Event, before: Registration, after: Registration, now: datetime
) -> list[Write]:
    person = replace(before, version=after.version)
    return alert(event, person, LateChange.CANCELLED, now, before.state)


def _unbind(ports: Ports, event: Event, person: Registration) -> list[Write]:
    """Identity, address and responses lead to the registration no more."""
    identity = ports.store.identity(event.id, person.identity)
    addresses = ports.store.address_bindings(event.id, _address_key(event, person))
    responses = (ports.store.binding(event.id, *one) for one in person.responses)
    return [
        Remove(one)
        for one in (identity, *addresses, *responses)
        if one is not None and one.registration == person.id
    ]


def _withdraw_invitations(ports: Ports, event: Event, person: Registration) -> list[Write]:
    """An invitation of this person's names nobody any more, and opens nothing."""
    writes: list[Write] = []
    for binding in ports.store.invited(event.id, _address_key(event, person)):
        invitation = ports.store.invitation(event.id, binding.invitation)
        if invitation is not None and _is_theirs(invitation, person):
            ended = replace(
                blank(invitation),
                address_key="",
                revoked=True,
                link_version=invitation.link_version + 1,
                version=invitation.version + 1,
            )
            writes += [Replace(ended), Remove(binding)]
    return writes


def _is_theirs(invitation: Invitation, person: Registration) -> bool:
    """Whether the person took it up, or it was made out to them at their address and nobody did."""
    if invitation.registration is not None or invitation.kind is not InvitationKind.PERSON:
        return invitation.registration == person.id
    return fold(invitation.name) in ("", fold(person.name))


def _address_key(event: Event, person: Registration) -> str:
    try:
        return address_key(event.signing_key, person.email)
    except Invalid:
        return ""
