"""Change a registration: correct a name or an address, move to another institution, answer anew.

Id, seat and calendar UID stay. An address that is corrected gets the entry again with the same
SEQUENCE; the old address hears nothing, and its link stops working.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from shared.domain.consent import consents_of
from shared.domain.errors import (
    GateRefused,
    Illegal,
    Invalid,
    Missing,
    QuotaFull,
    Stale,
    StoreUnavailable,
)
from shared.domain.event import Event
from shared.domain.form import Submission
from shared.domain.freeze import LateChange, changed_options, check_freeze
from shared.domain.gate import GateMove
from shared.domain.institution import find_institution
from shared.domain.journal import ChangeKind, Deed, Hand
from shared.domain.message import Message, MessageKind
from shared.domain.quota import OPTION, tallies_of
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
from shared.domain.writes import Add, MoveGate, Put, Remove, Replace, Write
from shared.ports import Ports
from shared.verbs.alert import alert
from shared.verbs.fill_seats import fill_seats
from shared.verbs.letters import (
    count,
    give_entry,
    journal,
    keep_delegate,
    keep_place,
    look_again,
    sign,
    write_letter,
)

ATTEMPTS = 4
NO_ANSWER = "no answer"


def change(
    ports: Ports,
    event: Event,
    registration_id: str,
    submission: Submission,
    *,
    hand: Hand | None = None,
) -> Registration:
    """The registration after the change; the same when nothing changes.

    The freeze of options does not bind an organiser who changes them by hand. Raises Missing,
    Illegal for somebody who has left, AlreadyThere when the new name and address are somebody
    else's, Invalid when a quota of the new choice is full or an option frozen, StoreUnavailable.
    """
    for _ in range(ATTEMPTS):
        registration = ports.store.registration(event.id, registration_id)
        if registration is None:
            raise Missing("registration")
        try:
            return change_registration(ports, event, registration, submission, (), hand=hand)
        except (GateRefused, Stale):
            event = ports.events.fresh(event.id)
    raise StoreUnavailable


def change_registration(
    ports: Ports,
    event: Event,
    before: Registration,
    submission: Submission,
    also: Sequence[Write],
    *,
    hand: Hand | None = None,
) -> Registration:
    """Change a registration as read, together with the writes `also`.

    Raises what `change` does, and Stale, or GateRefused when the settings are newer.
    """
    if before.state not in ACTIVE:
        raise Illegal(before.state, "change")
    now = ports.clock.now()
    if hand is None:
        check_freeze(event, now, before.answers, submission.answers)
    after = _restate(event, before, submission)
    if after == before:
        if also:
            ports.store.commit(also, ports.ids.new(now))
        return before
    after, message = _write_change(event, before, after, now)
    writes = [*also, *_changes(ports, event, before, after, submission, now), Add(message)]
    writes += sign(ports, hand, event.id, Deed.CORRECTED, now, after.id)
    try:
        ports.store.commit(writes, ports.ids.new(now))
    except QuotaFull as full:
        raise _name_full(full) from full
    if event.quotas.any and before.tallies != after.tallies:
        fill_seats(ports, event.id)
    return after


def _write_change(
    event: Event, before: Registration, after: Registration, now: datetime
) -> tuple[Registration, Message]:
    """The changed registration with its letter; somebody confirmed gets the entry again."""
    seated = after.state is State.CONFIRMED
    entered, method = give_entry(after, event) if seated else (after, None)
    told, message = write_letter(entered, MessageKind.CHANGED, now, method=method)
    return replace(told, updated_at=now, version=before.version + 1), message


def _changes(
    ports: Ports,
    event: Event,
    before: Registration,
    after: Registration,
    said: Submission,
    now: datetime,
) -> list[Write]:
    """Every write that moves a registration, and what hangs on it, from `before` to `after`."""
    return [
        *_reidentify(event, before, after, said),
        Replace(after),
        *_move_address(event, before, after),
        *keep_place(after),
        *keep_delegate(after),
        journal(ports, event.id, ChangeKind.CORRECTED, now, after.id),
        *_recount(event, before, after, now),
        *_tell_late(event, before, after, now),
    ]


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
        consents=consents_of(event.form, said.answers, before.consents, said.accepted),
        identity=key,
        tallies=tallies_of(event.form, known.id if known else None, said.institution, said.answers),
        link_version=before.link_version + moved,
        feedback=None if moved else before.feedback,
        thread=None if moved else before.thread,
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


def _recount(event: Event, before: Registration, after: Registration, now: datetime) -> list[Write]:
    """The tallies moved, by settings that are proven fresh; what was freed goes to the line."""
    taken, waiting = int(after.state is State.CONFIRMED), int(after.state is State.WAITLISTED)
    left = [key for key in before.tallies if key not in after.tallies]
    entered = [key for key in after.tallies if key not in before.tallies]
    if after.tallies == before.tallies or not (taken or waiting):
        return []
    return [
        MoveGate(event.id, GateMove.STAND, event.settings_version),
        *([look_again(event.id, now)] if event.quotas.any else []),
        *count(event, left, -taken, -waiting),
        *count(event, entered, taken, waiting, after.institution),
    ]


def _tell_late(
    event: Event, before: Registration, after: Registration, now: datetime
) -> list[Write]:
    """What kitchens and rooms are counted by, told to the organiser when the meeting is near."""
    told = [
        f"{one.label_in(event.locale)}: {before.answers.get(one.key) or NO_ANSWER} "
        f"→ {after.answers.get(one.key) or NO_ANSWER}"
        for one in changed_options(event.form, before.answers, after.answers)
    ]
    return alert(event, after, LateChange.OPTIONS, now, "; ".join(told)) if told else []


def _name_full(full: QuotaFull) -> Invalid:
    """A quota that is full, said of the field that chose it."""
    option = full.key.removeprefix(OPTION)
    field = option.partition("=")[0] if full.key.startswith(OPTION) else "institution"
    return Invalid.at(field, "No place is left there.")
