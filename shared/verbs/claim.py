"""A submission as a claim on an event: what is needed to judge it, and what it writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shared.domain.consent import consents_of
from shared.domain.entry import new_entry
from shared.domain.event import Event
from shared.domain.form import Submission
from shared.domain.institution import find_institution
from shared.domain.invitation import Invitation
from shared.domain.quota import tallies_of
from shared.domain.registration import (
    AddressBinding,
    Identity,
    Registration,
    ResponseBinding,
    State,
    address_key,
    fingerprint_of,
    identity_key,
)
from shared.domain.writes import Add, Put, Write
from shared.ports import Ports
from shared.verbs.invited import find_invitation
from shared.verbs.keep_delivery import Origin


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
    invitation: Invitation | None = None


@dataclass(frozen=True)
class Prior:
    """What is left of somebody who was here before: their registration, their identity."""

    registration: Registration | None = None
    identity: Identity | None = None


def make_claim(ports: Ports, event: Event, submission: Submission, origin: Origin) -> Claim:
    """The claim that a submission makes now, with the invitation under which somebody comes."""
    now = ports.clock.now()
    invitation = find_invitation(ports, event, submission, origin)
    key = identity_key(
        event.signing_key, event.registration.unique_by, submission.email, submission.name
    )
    seal = fingerprint_of(event.signing_key, origin.sender or origin.source, submission)
    return Claim(event, submission, origin, now, ports.ids.new(now), key, seal, invitation)


def person_of(ports: Ports, claim: Claim, before: Registration | None) -> Registration:
    """Who wants in, not settled yet: a new registration, or the person's earlier one revived."""
    event, said = claim.event, claim.submission
    known = find_institution(event.institutions, said.institution)
    return Registration(
        id=before.id if before else claim.registration,
        event=event.id,
        email=said.email,
        name=said.name,
        state=State.PENDING,
        source=claim.origin.source,
        registered_at=claim.now,
        updated_at=claim.now,
        entry=before.entry if before else new_entry(claim.registration, ports.calendar_host),
        institution=known.name if known else said.institution,
        institution_id=known.id if known else None,
        answers=said.answers,
        consents=consents_of(event.form, said.answers),
        identity=claim.identity,
        tallies=tallies_of(event.form, known.id if known else None, said.institution, said.answers),
        link_version=before.link_version if before else 1,
        link_sent_at=before.link_sent_at if before else None,
        revision=before.revision if before else 0,
        feedback=None,
        thread=before.thread if before else None,
        responses=_responses(claim, before),
        version=before.version + 1 if before else 1,
    )


def _responses(claim: Claim, before: Registration | None) -> tuple[tuple[str, str], ...]:
    """Every response of a form service that stands for the registration, each once."""
    kept, origin = before.responses if before else (), claim.origin
    if origin.sender is None or origin.response_id is None:
        return kept
    return tuple(dict.fromkeys((*kept, (origin.sender, origin.response_id))))


def address_of(event: Event, registration: Registration) -> AddressBinding:
    """That the registration is held under its address."""
    key = address_key(event.signing_key, registration.email)
    return AddressBinding(event.id, key, registration.id)


def bind(claim: Claim, registration: Registration) -> list[Write]:
    """The form service's response bound to the registration."""
    origin = claim.origin
    if origin.sender is None or origin.response_id is None:
        return []
    binding = ResponseBinding(
        claim.event.id, origin.sender, origin.response_id, registration.id, claim.fingerprint
    )
    return [Add(binding) if registration.version == 1 else Put(binding)]


def identify(claim: Claim, registration: Registration, before: Identity | None) -> list[Write]:
    """Who the registration is, and by what content."""
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
