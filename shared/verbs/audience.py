"""Whom an organiser's message reaches: those who registered, or the silent among the invited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from shared.domain.address import normalise_address
from shared.domain.invitation import Invitation, InvitationState
from shared.domain.message import recipient_key
from shared.domain.registration import Registration
from shared.domain.round import Audience
from shared.ports import Ports

READ_AT_ONCE = 500
NOT_WRITTEN_TO = ("bounced", "complained")
"""Marks of registrations whose address is given up."""


@dataclass(frozen=True)
class Reach:
    """How many get a message, and how many of these have an address that is marked as given up."""

    recipients: int = 0
    bounced: int = 0
    complained: int = 0


def measure_reach(ports: Ports, event_id: str, audience: Audience) -> Reach:
    """How far a message to that audience would reach now."""
    if audience.silent:
        owners = {guest_key(one) for one in silent_of(ports, event_id, audience)}
        return Reach(len(owners))
    counted = Counter(one.feedback or "" for one in people_of(ports, event_id, audience))
    return Reach(counted.total(), *(counted[mark] for mark in NOT_WRITTEN_TO))


def people_of(ports: Ports, event_id: str, audience: Audience) -> Iterator[Registration]:
    """The registrations of an audience, page by page."""
    state = audience.states[0] if len(audience.states) == 1 else None
    after: str | None = None
    while True:
        page = ports.store.registration_page(event_id, after, READ_AT_ONCE, state)
        yield from (one for one in page.items if audience.has(one))
        if page.next is None:
            return
        after = page.next


def silent_of(ports: Ports, event_id: str, audience: Audience) -> Iterator[Invitation]:
    """The invitations of an audience that nobody has answered, page by page."""
    invited = InvitationState.INVITED
    after: str | None = None
    while True:
        page = ports.store.invitation_page(event_id, after, READ_AT_ONCE, invited)
        yield from (one for one in page.items if audience.has_invited(one))
        if page.next is None:
            return
        after = page.next


def guest_key(invitation: Invitation) -> str:
    """The owner of messages to an invited address: several invitations to one have the same."""
    return recipient_key(f"{invitation.event} {normalise_address(invitation.address)}")
