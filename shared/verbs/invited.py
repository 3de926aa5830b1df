"""Whether somebody is invited, and what becomes of the invitation when they come."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from shared.domain.errors import Missing, SecretariatError, Stale, StoreUnavailable
from shared.domain.event import Event
from shared.domain.form import Submission
from shared.domain.institution import find_institution
from shared.domain.invitation import (
    OF_INSTITUTION,
    Invitation,
    InvitationState,
    accept_invitation,
    best_of,
    covers,
    decline_invitation,
)
from shared.domain.registration import address_key
from shared.domain.token import INVITATION, link_is_signed, read_link_token
from shared.domain.writes import Replace, Write
from shared.ports import Ports
from shared.verbs.keep_delivery import Origin

ATTEMPTS = 4


class InvitationChanged(SecretariatError):
    """The invitation has changed since it was read: read it again and decide anew."""


def load_invitation(ports: Ports, event: Event, token: str) -> Invitation:
    """Whose invitation a link is. Raises Missing('invitation') for any token that does not hold."""
    claim = read_link_token(token)
    if claim is None or claim.event != event.id:
        raise Missing("invitation")
    if not link_is_signed(event.signing_key, claim, INVITATION):
        raise Missing("invitation")
    found = ports.store.invitation(event.id, claim.registration)
    if found is None or found.revoked or found.link_version != claim.link_version:
        raise Missing("invitation")
    return found


def find_invitation(
    ports: Ports, event: Event, submission: Submission, origin: Origin
) -> Invitation | None:
    """Under which invitation somebody comes: that of the link they followed, else one of their
    address, else that of their institution. An event that never invited anybody is not asked about.
    """
    followed = origin.invitation
    if followed is not None and covers(event, followed, submission):
        return followed
    if not event.invites:
        return None
    found = _stand_under(ports, event, address_key(event.signing_key, submission.email))
    return best_of(event, found, submission) or _of_institution(ports, event, submission)


def _of_institution(ports: Ports, event: Event, submission: Submission) -> Invitation | None:
    """An invitation of the institution that somebody comes from, one not taken up yet first."""
    body = find_institution(event.institutions, submission.institution)
    ids = (body.id, *body.formerly) if body else ()
    found = [one for key in ids for one in _stand_under(ports, event, OF_INSTITUTION + key)]
    alive = (one for one in found if not one.revoked)
    return min(alive, key=lambda one: one.state is InvitationState.REGISTERED, default=None)


def take_up(invitation: Invitation | None, registration: str, now: datetime) -> list[Write]:
    """The invitation marked as taken up; nothing where there is none or it is marked already."""
    if invitation is None:
        return []
    taken = accept_invitation(invitation, registration, now)
    return [] if taken == invitation else [Replace(taken)]


def check_invitation(stale: Stale) -> None:
    """Raise InvitationChanged where a commit was refused because of the invitation."""
    if stale.what == Invitation.__name__:
        raise InvitationChanged from stale


def look_again(ports: Ports, origin: Origin) -> Origin:
    """The origin with the invitation as it is now; without one that is gone or revoked."""
    before = origin.invitation
    if before is None:
        return origin
    return replace(origin, invitation=ports.store.invitation(before.event, before.id))


def turn_down(ports: Ports, event: Event, token: str) -> Invitation:
    """The invitation of a link declined; declined already: the same answer.

    Raises Missing, Illegal for somebody who registered, StoreUnavailable.
    """
    for _ in range(ATTEMPTS):
        before, now = load_invitation(ports, event, token), ports.clock.now()
        after = decline_invitation(before, now)
        if after == before:
            return before
        try:
            ports.store.commit([Replace(after)], ports.ids.new(now))
        except Stale:
            continue
        return after
    raise StoreUnavailable


def _stand_under(ports: Ports, event: Event, key: str) -> list[Invitation]:
    ids = [one.invitation for one in ports.store.invited(event.id, key)]
    return list(ports.store.invitations(event.id, ids).values()) if ids else []
