"""Register: one person's claim on an event, by any way in, in one transaction.

The transaction holds the receipt, the response binding, the identity, the seat, the registration,
the message and the journal line. Which of its conditions fails tells what the answer is, without
a read: a receipt or identity that is there, a full gate, settings newer than those decided on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from shared.domain.desk import Outcome, Receipt
from shared.domain.errors import (
    AlreadyThere,
    GateRefused,
    Invalid,
    Stale,
    StoreUnavailable,
)
from shared.domain.event import Event
from shared.domain.form import Submission
from shared.domain.freeze import frozen_changes
from shared.domain.gate import GateMove
from shared.domain.journal import Deed
from shared.domain.registration import (
    ACTIVE,
    Identity,
    Registration,
    ResponseBinding,
)
from shared.domain.writes import Add, MoveGate, Put, Replace, Write
from shared.ports import Ports
from shared.verbs.change import change_registration
from shared.verbs.claim import Claim, Prior, address_of, bind, identify, make_claim, person_of
from shared.verbs.invited import (
    ATTEMPTS,
    InvitationChanged,
    check_invitation,
    look_again,
    take_up,
)
from shared.verbs.keep_delivery import Origin, Registered, answer_receipt, keep
from shared.verbs.letters import keep_delegate, sign
from shared.verbs.link import send_link
from shared.verbs.refuse import refuse
from shared.verbs.seat import SettingsChanged, pass_gate
from shared.verbs.settle_in import settle_in

BY_HAND = "organiser"
WALK_IN = "walk_in"
BY_DESK = frozenset({BY_HAND, WALK_IN})
"""Sources of those whom an organiser registers, beforehand or at the door."""
FOCAL_POINT = "focal_point"
__all__ = ["Origin", "Registered", "SettingsChanged", "register"]


def register(ports: Ports, event: Event, submission: Submission, origin: Origin) -> Registered:
    """Give the person a seat, a place in the line, or the reason why not.

    Opening times do not bind an organiser who registers somebody by hand; the gate does. An
    invitation is taken up in the same transaction. Raises SettingsChanged, StoreUnavailable.
    """
    for _ in range(ATTEMPTS):
        try:
            return _register(ports, event, submission, origin)
        except InvitationChanged:
            origin = look_again(ports, origin)
    raise StoreUnavailable


def _register(ports: Ports, event: Event, submission: Submission, origin: Origin) -> Registered:
    claim = make_claim(ports, event, submission, origin)
    if _why_not(claim):
        claim = make_claim(ports, ports.events.fresh(event.id), submission, origin)
    reason = _why_not(claim)
    return _refuse(ports, claim, reason) if reason else _take_place(ports, claim, Prior())


def _why_not(claim: Claim) -> str | None:
    """Why the meeting takes nobody now, or not this person."""
    event, source = claim.event, claim.origin.source
    if source not in BY_DESK and not event.is_open(claim.now):
        return "closed"
    if not event.registration.invitation_only or source in BY_DESK | {FOCAL_POINT}:
        return None
    return None if claim.invitation else "not_invited"


def _take_place(ports: Ports, claim: Claim, prior: Prior) -> Registered:
    """Try for a seat, then for the line; what is there already speaks instead."""
    try:
        result = _ask_or_enter(ports, claim, prior)
    except AlreadyThere as seen:
        return _answer_known(ports, claim, seen)
    except Stale as stale:
        return _start_again(ports, claim, stale)
    return result or _refuse(ports, claim, "full")


def _ask_or_enter(ports: Ports, claim: Claim, prior: Prior) -> Registered | None:
    """Ask for approval where the event wants it; else, or by hand, pass the gate at once."""
    event = claim.event
    if not event.registration.decided or claim.origin.source in BY_DESK:
        return pass_gate(ports, event, lambda step: _try(ports, claim, prior, step))
    try:
        stand = MoveGate(event.id, GateMove.STAND, event.settings_version)
        return _try(ports, claim, prior, stand)
    except GateRefused as refused:
        raise SettingsChanged from refused


def _try(ports: Ports, claim: Claim, prior: Prior, step: MoveGate) -> Registered:
    registration, writes = _admit(ports, claim, prior, step)
    result = Registered(registration.state, registration.id, None)
    kept = keep(ports, claim.event, claim.origin, result, claim.now)
    signed = [] if claim.origin.kept else _sign(ports, claim, registration.id)
    signed += take_up(claim.invitation, registration.id, claim.now)
    ports.store.commit([*kept[:1], *writes, *kept[1:], *signed], ports.ids.new(claim.now))
    return result


def _sign(ports: Ports, claim: Claim, registration: str) -> list[Write]:
    hand, event = claim.origin.hand, claim.event.id
    return sign(ports, hand, event, Deed.REGISTERED, claim.now, registration)


def _admit(
    ports: Ports, claim: Claim, prior: Prior, step: MoveGate
) -> tuple[Registration, list[Write]]:
    """The registration as it would be after the step, and the writes that make it so."""
    person = person_of(ports, claim, prior.registration)
    registration, writes = settle_in(ports, claim.event, person, step, claim.now)
    return registration, [
        *bind(claim, registration),
        *identify(claim, registration, prior.identity),
        *writes,
        Replace(registration) if prior.registration else Add(registration),
        Put(address_of(claim.event, registration)),
        *keep_delegate(registration),
    ]


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
        outcome = _first_outcome(ports, claim, registration)
        return _duplicate(ports, claim, registration.id, outcome)
    result = Registered(registration.state, registration.id, "updated")
    rebound = replace(binding, fingerprint=claim.fingerprint, version=binding.version + 1)
    also = [*keep(ports, event, claim.origin, result, claim.now), Replace(rebound)]
    try:
        change_registration(ports, event, registration, claim.submission, also)
    except AlreadyThere as seen:
        return _answer_known(ports, claim, seen)
    except Invalid:
        frozen = frozen_changes(event, claim.now, registration.answers, claim.submission.answers)
        reason = "closed" if frozen else "full"
        return refuse(ports, event, claim.submission, claim.origin, reason, registration.id)
    except GateRefused as refused:
        raise SettingsChanged from refused
    except Stale as changed:
        raise StoreUnavailable from changed
    return result


def _first_outcome(ports: Ports, claim: Claim, registration: Registration) -> str:
    """What this content came to at first; the present state if it was corrected by hand since."""
    known = ports.store.identity(claim.event.id, claim.identity)
    if known is not None and known.registration == registration.id:
        return known.outcome
    return registration.state


def _return(ports: Ports, claim: Claim, registration: Registration) -> Registered:
    """Somebody who had left comes back under the same response id, perhaps renamed."""
    identity = ports.store.identity(claim.event.id, claim.identity)
    if identity is not None and identity.active:
        return _answer_identity(ports, claim, identity)
    return _take_place(ports, claim, Prior(registration, identity))


def _duplicate(ports: Ports, claim: Claim, registration: str, reason: str) -> Registered:
    """Nothing is written but the receipt. Somebody who repeats by hand is sent the link; that a
    sender repeats is known by its receipt.
    """
    result = Registered(Outcome.DUPLICATE, registration, reason)
    kept = keep(ports, claim.event, claim.origin, result, claim.now)
    kept += take_up(claim.invitation, registration, claim.now)
    if kept:
        try:
            ports.store.commit(kept, ports.ids.new(claim.now))
        except AlreadyThere as seen:
            return answer_receipt(seen)
        except Stale as stale:
            check_invitation(stale)
            raise
    if claim.origin.source not in BY_DESK:
        send_link(ports, claim.event, registration)
    return result


def _refuse(ports: Ports, claim: Claim, reason: str) -> Registered:
    """Refuse, unless the person is registered already: then it is a repeat or an update."""
    binding = _live_binding(ports, claim)
    if binding is not None:
        return _answer_response(ports, claim, binding)
    identity = ports.store.identity(claim.event.id, claim.identity)
    if identity is not None and identity.active:
        return _answer_identity(ports, claim, identity)
    return refuse(ports, claim.event, claim.submission, claim.origin, reason)


def _live_binding(ports: Ports, claim: Claim) -> ResponseBinding | None:
    """What the response id stands for, if that registration has not ended."""
    event, origin = claim.event.id, claim.origin
    if origin.sender is None or origin.response_id is None:
        return None
    binding = ports.store.binding(event, origin.sender, origin.response_id)
    bound = ports.store.registration(event, binding.registration) if binding else None
    return binding if bound and bound.state in ACTIVE else None


def _start_again(ports: Ports, claim: Claim, stale: Stale) -> Registered:
    """The person's earlier registration has just changed: decide on it as it is now."""
    check_invitation(stale)
    identity = ports.store.identity(claim.event.id, claim.identity)
    if identity is None:
        raise StoreUnavailable
    return _answer_identity(ports, claim, identity)
