"""Invitations: people and institutions asked to come, and what became of it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from shared.domain.address import normalise_address
from shared.domain.errors import Illegal
from shared.domain.event import Event
from shared.domain.form import Submission
from shared.domain.institution import find_institution, institution_of
from shared.domain.registration import address_key, identity_key

ID_LENGTH = 26
OF_INSTITUTION = "institution#"


class InvitationKind(StrEnum):
    """Who is asked: one person, or an institution by somebody who speaks for it."""

    PERSON = "person"
    INSTITUTION = "institution"


class InvitationState(StrEnum):
    """What became of it; somebody who was written to and is still `invited` is silent."""

    INVITED = "invited"
    REGISTERED = "registered"
    DECLINED = "declined"


@dataclass(frozen=True)
class Invitation:
    """One person or institution asked to come.

    The link of an invitation is locked to its address; one that is `forwardable` is locked to its
    institution instead. `round` is the number of the last sending (0: never sent), `reminded_at`
    the instant of the last reminder of it; `revoked` says that the link does not hold any more and
    that its address is no longer invited by it.
    """

    event: str
    id: str
    kind: InvitationKind
    address: str
    address_key: str
    created_at: datetime
    name: str = ""
    institution: str | None = None
    institution_id: str | None = None
    forwardable: bool = False
    state: InvitationState = InvitationState.INVITED
    revoked: bool = False
    link_version: int = 1
    round: int = 0
    sent_at: datetime | None = None
    reminded_at: datetime | None = None
    answered_at: datetime | None = None
    registration: str | None = None
    version: int = 1

    @property
    def silent(self) -> bool:
        """Whether it was sent and nothing has come back."""
        return self.sent_at is not None and self.state is InvitationState.INVITED


@dataclass(frozen=True)
class InvitationBinding:
    """That an invitation stands under a key: an address key, or `institution#<id>`."""

    event: str
    key: str
    invitation: str


@dataclass(frozen=True)
class Asked:
    """Who is to be invited, as an organiser says it: clean, and the address as on the wire."""

    kind: InvitationKind
    address: str
    name: str = ""
    institution: str | None = None
    forwardable: bool = False


def invite(event: Event, asked: Asked, now: datetime) -> Invitation:
    """The invitation of somebody who has none. Its id follows from who it is, by a keyed hash."""
    known = find_institution(event.institutions, asked.institution)
    return Invitation(
        event=event.id,
        id=invitation_id(event, asked),
        kind=asked.kind,
        address=asked.address,
        address_key=address_key(event.signing_key, asked.address),
        created_at=now,
        name=asked.name,
        institution=known.name if known else asked.institution,
        institution_id=known.id if known else None,
        forwardable=asked.forwardable,
    )


def invitation_id(event: Event, asked: Asked) -> str:
    """The same for whoever is the same: a person as registrations have it, an institution by its
    id together with the address. A keyed hash, so that it tells nothing about anybody.
    """
    key = event.signing_key
    if asked.kind is InvitationKind.PERSON:
        who = identity_key(key, event.registration.unique_by, asked.address, asked.name)
    else:
        known = find_institution(event.institutions, asked.institution)
        who = f"{known.id if known else ''}\0{normalise_address(asked.address)}"
    message = f"invitation\0{asked.kind}\0{who}".encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()[:ID_LENGTH]


def renew(before: Invitation, asked: Invitation) -> Invitation:
    """The invitation as it is said now; the same when nothing differs. Revoked, it holds again
    under a new link.
    """
    after = replace(
        before,
        name=asked.name,
        institution=asked.institution,
        institution_id=asked.institution_id,
        forwardable=asked.forwardable,
        revoked=False,
    )
    return before if after == before else replace(after, version=before.version + 1)


def bindings_of(invitation: Invitation) -> tuple[InvitationBinding, ...]:
    """The keys under which it is found: its address, and for an institution that institution."""
    keys = [invitation.address_key]
    if invitation.kind is InvitationKind.INSTITUTION and invitation.institution_id:
        keys.append(OF_INSTITUTION + invitation.institution_id)
    return tuple(InvitationBinding(invitation.event, key, invitation.id) for key in keys)


def revoke(invitation: Invitation) -> Invitation:
    """The invitation taken back, its link dead; taken back already: the same."""
    if invitation.revoked:
        return invitation
    return replace(
        invitation,
        revoked=True,
        link_version=invitation.link_version + 1,
        version=invitation.version + 1,
    )


def decline_invitation(invitation: Invitation, now: datetime) -> Invitation:
    """The invitation declined; declined already: the same. Raises Illegal for who registered."""
    if invitation.state is InvitationState.DECLINED:
        return invitation
    if invitation.state is InvitationState.REGISTERED:
        raise Illegal(invitation.state, "decline")
    return _answer(invitation, InvitationState.DECLINED, now)


def accept_invitation(invitation: Invitation, registration: str, now: datetime) -> Invitation:
    """The invitation taken up; taken up already: the same, so that many may follow one link."""
    if invitation.state is InvitationState.REGISTERED:
        return invitation
    taken = _answer(invitation, InvitationState.REGISTERED, now)
    return replace(taken, registration=registration)


def covers(event: Event, invitation: Invitation, submission: Submission) -> bool:
    """Whether the invitation is one for this person: the address it is locked to, or the
    institution within which it may be passed on.
    """
    if invitation.revoked:
        return False
    if invitation.address_key == address_key(event.signing_key, submission.email):
        return True
    own = institution_of(event.institutions, invitation.institution_id)
    said = find_institution(event.institutions, submission.institution)
    return invitation.forwardable and own is not None and own == said


def best_of(
    event: Event, invitations: Iterable[Invitation], submission: Submission
) -> Invitation | None:
    """Of several invitations that cover somebody the one made out to them, else one that nobody
    has taken up yet.
    """
    asked = Asked(InvitationKind.PERSON, submission.email, submission.name)
    mine = invitation_id(event, asked)
    covering = [one for one in invitations if covers(event, one, submission)]
    taken = InvitationState.REGISTERED
    return min(covering, key=lambda one: (one.id != mine, one.state is taken), default=None)


def _answer(invitation: Invitation, state: InvitationState, now: datetime) -> Invitation:
    return replace(invitation, state=state, answered_at=now, version=invitation.version + 1)
