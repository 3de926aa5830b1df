"""Change a registration: correct a name or an address, move to another institution, answer anew.

Id, seat and calendar UID stay. An address that is corrected gets the entry again with the same
SEQUENCE; the old address hears nothing, and its link stops working.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shared.domain.entry import Method
from shared.domain.errors import Illegal, Missing, Stale, StoreUnavailable
from shared.domain.event import Event
from shared.domain.form import Submission
from shared.domain.institution import find_institution
from shared.domain.journal import ChangeKind
from shared.domain.message import MessageKind
from shared.domain.registration import (
    ACTIVE,
    AddressBinding,
    Identity,
    Registration,
    State,
    address_key,
    fingerprint_of,
    identity_key,
)
from shared.domain.writes import Add, Put, Remove, Replace, Write
from shared.ports import Ports
from shared.verbs.letters import confirm_entry, count, journal, keep_place, write_letter

ATTEMPTS = 4


def change(
    ports: Ports, event: Event, registration_id: str, submission: Submission
) -> Registration:
    """The registration after the change; the same when nothing changes.

    Raises Missing, Illegal for somebody who has left, AlreadyThere when the new name and address
    are somebody else's, StoreUnavailable.
    """
    for _ in range(ATTEMPTS):
        registration = ports.store.registration(event.id, registration_id)
        if registration is None:
            raise Missing("registration")
        try:
            return change_registration(ports, event, registration, submission, ())
        except Stale:
            continue
    raise StoreUnavailable


def change_registration(
    ports: Ports,
    event: Event,
    before: Registration,
    submission: Submission,
    also: Sequence[Write],
) -> Registration:
    """Change a registration as read, together with the writes `also`. Raises Stale too."""
    if before.state not in ACTIVE:
        raise Illegal(before.state, "change")
    now = ports.clock.now()
    after = _restate(event, before, submission)
    if after == before:
        if also:
            ports.store.commit(also, ports.ids.new(now))
        return before
    after, message = write_letter(
        confirm_entry(after, event) if after.state is State.CONFIRMED else after,
        MessageKind.CHANGED,
        now,
        method=Method.REQUEST if after.state is State.CONFIRMED else None,
    )
    after = replace(after, updated_at=now, version=before.version + 1)
    writes = [
        *also,
        *_reidentify(event, before, after, submission),
        Replace(after),
        *_move_address(event, before, after),
        *keep_place(after),
        Add(message),
        journal(ports, event.id, ChangeKind.CORRECTED, now, after.id),
        *_recount(before, after),
    ]
    ports.store.commit(writes, ports.ids.new(now))
    return after


def _restate(event: Event, before: Registration, said: Submission) -> Registration:
    known = find_institution(event.institutions, said.institution)
    key = identity_key(event.signing_key, event.registration.unique_by, said.email, said.name)
    moved = address_key(event.signing_key, said.email) != address_key(
        event.signing_key, before.email
    )
    return replace(
        before,
        email=said.email,
        name=said.name,
        institution=known.name if known else said.institution,
        institution_id=known.id if known else None,
        answers=dict(said.answers),
        identity=key,
        link_version=before.link_version + moved,
        feedback=None if moved else before.feedback,
    )


def _reidentify(
    event: Event, before: Registration, after: Registration, said: Submission
) -> list[Write]:
    """The identity under its new key if that differs; the old one is given up."""
    seal = fingerprint_of(event.signing_key, after.source.removeprefix("webhook:"), said)
    identity = Identity(event.id, after.identity, after.id, True, seal, after.state)
    if after.identity == before.identity:
        return [Put(identity)]
    old = Identity(event.id, before.identity, before.id, True, "", "")
    return [Add(identity), Remove(old)]


def _move_address(event: Event, before: Registration, after: Registration) -> list[Write]:
    old = AddressBinding(event.id, address_key(event.signing_key, before.email), before.id)
    new = AddressBinding(event.id, address_key(event.signing_key, after.email), after.id)
    return [] if old == new else [Remove(old), Put(new)]


def _recount(before: Registration, after: Registration) -> list[Write]:
    if before.institution_id == after.institution_id:
        return []
    taken, waiting = after.state is State.CONFIRMED, after.state is State.WAITLISTED
    return [
        *count(before.event, before.institution_id, -taken, -waiting),
        *count(after.event, after.institution_id, taken, waiting),
    ]
