"""Register: one person's claim on an event, by any way in, in one transaction.

The transaction holds the receipt, the response binding, the identity, the seat, the registration,
the message and the journal line. Which of its conditions fails tells what the answer is, without
a read: a receipt or identity that is there, a full gate, settings newer than those decided on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from shared.domain.desk import Outcome, Receipt
from shared.domain.entry import Entry, Method
from shared.domain.errors import (
    AlreadyThere,
    GateRefused,
    SecretariatError,
    Stale,
    StoreUnavailable,
)
from shared.domain.event import Event
from shared.domain.form import Submission
from shared.domain.gate import Gate, GateMove
from shared.domain.institution import find_institution
from shared.domain.journal import ChangeKind
from shared.domain.message import MessageKind
from shared.domain.registration import (
    ACTIVE,
    AddressBinding,
    Identity,
    Registration,
    ResponseBinding,
    State,
    address_key,
    fingerprint_of,
    identity_key,
)
from shared.domain.writes import Add, MoveGate, Put, Replace, Write
from shared.ports import Ports
from shared.verbs.change import change_registration
from shared.verbs.keep_delivery import Origin, Registered, answer_receipt, keep
from shared.verbs.letters import confirm_entry, count, journal, place_of, write_letter
from shared.verbs.link import send_link
from shared.verbs.refuse import refuse

ATTEMPTS = 5
BY_HAND = "organiser"
__all__ = ["Origin", "Registered", "SettingsChanged", "register"]


class SettingsChanged(SecretariatError):
    """The gate has newer settings than the event that was decided on: load it again."""


@dataclass(frozen=True)
class Claim:
    """A submission with what is needed to judge and write it."""

    event: Event
    submission: Submission
    origin: Origin
    now: datetime
    registration: str
    identity: str
    fingerprint: str


@dataclass(frozen=True)
class Prior:
    """What is left of somebody who was here before: their registration, their identity."""

    registration: Registration | None = None
    identity: Identity | None = None


def register(ports: Ports, event: Event, submission: Submission, origin: Origin) -> Registered:
    """Give the person a seat, a place in the line, or the reason why not.

    Opening times do not bind an organiser who registers somebody by hand; the gate does.
    Raises SettingsChanged, StoreUnavailable.
    """
    now = ports.clock.now()
    if origin.source != BY_HAND and not event.is_open(now):
        event = ports.events.fresh(event.id)
    claim = _make_claim(ports, event, submission, origin, now)
    if origin.source != BY_HAND and not event.is_open(now):
        return _refuse(ports, claim, "closed")
    return _take_place(ports, claim, Prior())


def _make_claim(
    ports: Ports, event: Event, submission: Submission, origin: Origin, now: datetime
) -> Claim:
    key = identity_key(
        event.signing_key, event.registration.unique_by, submission.email, submission.name
    )
    seal = fingerprint_of(event.signing_key, origin.sender or origin.source, submission)
    return Claim(event, submission, origin, now, ports.ids.new(now), key, seal)


def _take_place(ports: Ports, claim: Claim, prior: Prior) -> Registered:
    """Try for a seat, then for the line, as the gate tells; at most ATTEMPTS times."""
    move = GateMove.TAKE_SEAT
    for _ in range(ATTEMPTS):
        registration, writes = _admit(ports, claim, prior, move)
        result = Registered(registration.state, registration.id, None)
        kept = keep(ports, claim.event, claim.origin, result, claim.now)
        try:
            ports.store.commit([*kept[:1], *writes, *kept[1:]], ports.ids.new(claim.now))
        except AlreadyThere as seen:
            return _answer_known(ports, claim, seen)
        except GateRefused as refused:
            move = _next_move(claim.event, move, refused)
        except Stale:
            return _start_again(ports, claim)
        else:
            return result
        if move is GateMove.JOIN_LINE and not claim.event.registration.waitlist:
            return _refuse(ports, claim, "full")
    raise StoreUnavailable


def _next_move(event: Event, move: GateMove, refused: GateRefused) -> GateMove:
    gate = refused.gate
    if not isinstance(gate, Gate) or gate.settings_version != event.settings_version:
        raise SettingsChanged
    return GateMove.JOIN_LINE if move is GateMove.TAKE_SEAT else GateMove.TAKE_SEAT


def _admit(
    ports: Ports, claim: Claim, prior: Prior, move: GateMove
) -> tuple[Registration, list[Write]]:
    """The registration as it would be after `move`, and the writes that make it so."""
    seated = move is GateMove.TAKE_SEAT
    registration = _person(ports, claim, prior.registration, seated=seated)
    kind = MessageKind.CONFIRMATION if seated else MessageKind.WAITLISTED
    registration, message = write_letter(
        registration, kind, claim.now, method=Method.REQUEST if seated else None
    )
    event = claim.event
    change = ChangeKind.CONFIRMED if seated else ChangeKind.WAITLISTED
    return registration, [
        *_bind(claim, registration),
        *_identify(claim, registration, prior.identity),
        MoveGate(event.id, move, event.settings_version),
        Replace(registration) if prior.registration else Add(registration),
        Put(_address(event, registration)),
        *([] if seated else [Add(place_of(registration))]),
        Add(message),
        journal(ports, event.id, change, claim.now, registration.id),
        *count(event.id, registration.institution_id, taken=seated, waiting=not seated),
    ]


def _person(
    ports: Ports, claim: Claim, before: Registration | None, *, seated: bool
) -> Registration:
    """The registration in its new state: a new one, or the person's earlier one revived."""
    event, said = claim.event, claim.submission
    known = find_institution(event.institutions, said.institution)
    uid = f"{claim.registration}@{urlsplit(ports.public_url).hostname}"
    registration = Registration(
        id=before.id if before else claim.registration,
        event=event.id,
        email=said.email,
        name=said.name,
        state=State.CONFIRMED if seated else State.WAITLISTED,
        source=claim.origin.source,
        registered_at=claim.now,
        updated_at=claim.now,
        entry=before.entry if before else Entry(uid),
        institution=known.name if known else said.institution,
        institution_id=known.id if known else None,
        answers=said.answers,
        identity=claim.identity,
        line_key=None if seated else _line_key(claim),
        link_version=before.link_version if before else 1,
        link_sent_at=before.link_sent_at if before else None,
        revision=before.revision if before else 0,
        feedback=None,
        version=before.version + 1 if before else 1,
    )
    return confirm_entry(registration, event) if seated else registration


def _line_key(claim: Claim) -> str:
    """Sorts by the microsecond of arrival; the id parts those who arrive together."""
    microseconds = int(claim.now.timestamp() * 1_000_000)
    return f"{microseconds:020d}-{claim.registration}"


def _address(event: Event, registration: Registration) -> AddressBinding:
    key = address_key(event.signing_key, registration.email)
    return AddressBinding(event.id, key, registration.id)


def _bind(claim: Claim, registration: Registration) -> list[Write]:
    origin = claim.origin
    if origin.sender is None or origin.response_id is None:
        return []
    binding = ResponseBinding(
        claim.event.id, origin.sender, origin.response_id, registration.id, claim.fingerprint
    )
    return [Add(binding) if registration.version == 1 else Put(binding)]


def _identify(claim: Claim, registration: Registration, before: Identity | None) -> list[Write]:
    identity = Identity(
        claim.event.id,
        claim.identity,
        registration.id,
        active=True,
        fingerprint=claim.fingerprint,
        outcome=registration.state,
    )
    # an identity that was here before changes only together with its registration's version
    return [Add(identity) if before is None else Put(identity)]


def _answer_known(ports: Ports, claim: Claim, seen: AlreadyThere) -> Registered:
    """The answer when something that must be new is there already."""
    existing = seen.existing
    answers: dict[type, Callable[[], Registered]] = {
        Receipt: lambda: answer_receipt(seen),
        ResponseBinding: lambda: _answer_response(ports, claim, existing),  # type: ignore[arg-type]
        Identity: lambda: _answer_identity(ports, claim, existing),  # type: ignore[arg-type]
    }
    if type(existing) not in answers:
        raise seen
    return answers[type(existing)]()


def _answer_identity(ports: Ports, claim: Claim, identity: Identity) -> Registered:
    """A repeat while the registration lives; afterwards the person is judged afresh."""
    if identity.active and identity.fingerprint == claim.fingerprint:
        return _duplicate(ports, claim, identity.registration, identity.outcome)
    registration = ports.store.registration(claim.event.id, identity.registration)
    if registration is None:
        raise StoreUnavailable
    if registration.state in ACTIVE:
        return _duplicate(ports, claim, registration.id, registration.state)
    return _take_place(ports, claim, Prior(registration, identity))


def _answer_response(ports: Ports, claim: Claim, binding: ResponseBinding) -> Registered:
    """The same response id is the same person: an update, or a return after a cancellation."""
    event = claim.event
    registration = ports.store.registration(event.id, binding.registration)
    if registration is None:
        raise StoreUnavailable
    if registration.state not in ACTIVE:
        return _return(ports, claim, registration)
    if binding.fingerprint == claim.fingerprint:
        return _duplicate(ports, claim, registration.id, registration.state)
    result = Registered(registration.state, registration.id, "updated")
    rebound = replace(binding, fingerprint=claim.fingerprint, version=binding.version + 1)
    also = [*keep(ports, event, claim.origin, result, claim.now), Replace(rebound)]
    try:
        change_registration(ports, event, registration, claim.submission, also)
    except AlreadyThere as seen:
        return _answer_known(ports, claim, seen)
    return result


def _return(ports: Ports, claim: Claim, registration: Registration) -> Registered:
    """Somebody who had left comes back under the same response id, perhaps renamed."""
    identity = ports.store.identity(claim.event.id, claim.identity)
    if identity is not None and identity.active:
        return _answer_identity(ports, claim, identity)
    return _take_place(ports, claim, Prior(registration, identity))


def _duplicate(ports: Ports, claim: Claim, registration: str, reason: str) -> Registered:
    """Nothing is written but the receipt; somebody who repeats by hand is sent the link."""
    result = Registered(Outcome.DUPLICATE, registration, reason)
    kept = keep(ports, claim.event, claim.origin, result, claim.now)
    if kept:
        try:
            ports.store.commit(kept, ports.ids.new(claim.now))
        except AlreadyThere as seen:
            return answer_receipt(seen)
    if claim.origin.source == "form":
        send_link(ports, claim.event, registration)
    return result


def _refuse(ports: Ports, claim: Claim, reason: str) -> Registered:
    """Refuse, unless the person is registered already: then it is a repeat."""
    identity = ports.store.identity(claim.event.id, claim.identity)
    if identity is not None and identity.active:
        return _answer_identity(ports, claim, identity)
    return refuse(ports, claim.event, claim.submission, claim.origin, reason)


def _start_again(ports: Ports, claim: Claim) -> Registered:
    """The person's earlier registration has just changed: decide on it as it is now."""
    identity = ports.store.identity(claim.event.id, claim.identity)
    if identity is None:
        raise StoreUnavailable
    return _answer_identity(ports, claim, identity)
