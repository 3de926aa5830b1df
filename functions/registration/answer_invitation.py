"""Answer an invitation: what its link fills in and locks, and saying that one cannot come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shared.domain.errors import Illegal, Invalid, Missing, Refused
from shared.domain.event import Event
from shared.domain.form import Field, Submission
from shared.domain.institution import institution_of
from shared.domain.invitation import Invitation
from shared.ports import Ports
from shared.verbs.invited import load_invitation, turn_down

INVITATION = "invitation"
LONGEST_TOKEN = 256


@dataclass(frozen=True)
class Guest:
    """Somebody who follows the link of an invitation. `institution` is what it is called now."""

    token: str
    invitation: Invitation
    institution: str

    @property
    def locked(self) -> Mapping[str, str]:
        """What the link holds fast: the address, or the institution within which it goes round."""
        if self.invitation.forwardable:
            return {"institution": self.institution}
        return {"email": self.invitation.address}

    @property
    def known(self) -> Mapping[str, str]:
        """What the form need not ask anew."""
        told = {"name": self.invitation.name, "institution": self.institution}
        return {**({} if self.invitation.forwardable else told), **self.locked}


def load_guest(ports: Ports, event: Event, token: str | None) -> Guest | None:
    """Whose invitation it is; None without one. Raises Missing when the token does not hold."""
    if not token:
        return None
    if len(token) > LONGEST_TOKEN:
        raise Missing("invitation")
    invitation = load_invitation(ports, event, token)
    body = institution_of(event.institutions, invitation.institution_id)
    name = body.name if body else invitation.institution or ""
    return Guest(token, invitation, name)


def require_guest(ports: Ports, event: Event, token: str | None) -> Guest | None:
    """The same for a form that is sent. Raises Invalid naming the token."""
    try:
        return load_guest(ports, event, token)
    except Missing as gone:
        raise Invalid.at(INVITATION, "This invitation does not hold any more.") from gone


def find_guest(ports: Ports, event: Event, token: str | None) -> Guest | None:
    """The same for a page that is shown again: None when the token does not hold."""
    try:
        return load_guest(ports, event, token)
    except Missing:
        return None


def without_institution(form: Sequence[Field]) -> tuple[Field, ...]:
    """The questions but for the institution, where that is known already."""
    return tuple(one for one in form if one.key != "institution")


def asked_of(event: Event, guest: Guest | None) -> tuple[Field, ...]:
    """The questions that somebody answers; the institution is known where a link goes round."""
    within = guest is not None and guest.invitation.forwardable
    return without_institution(event.form) if within else event.form


def hold_fast(guest: Guest | None, submission: Submission) -> Submission:
    """The submission under what the link holds fast, whatever was sent."""
    if guest is None:
        return submission
    if guest.invitation.forwardable:
        return replace(submission, institution=guest.institution)
    return replace(submission, email=guest.invitation.address)


def decline(ports: Ports, event: Event, token: str) -> None:
    """Note that somebody cannot come. Raises Missing, Refused for who registered already."""
    if len(token) > LONGEST_TOKEN:
        raise Missing("invitation")
    try:
        turn_down(ports, event, token)
    except Illegal as taken:
        raise Refused("answered") from taken
