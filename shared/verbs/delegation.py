"""An institution's own people: who they are, and who leads them."""

from __future__ import annotations

from dataclasses import replace

from shared.domain.errors import Illegal, Missing, Stale, StoreUnavailable
from shared.domain.event import Event
from shared.domain.institution import Institution
from shared.domain.registration import ACTIVE, Delegation, Registration
from shared.domain.token import FOCAL_POINT, link_is_signed, read_link_token
from shared.domain.writes import Replace, Write
from shared.ports import Ports

ATTEMPTS = 4


def load_focal_point(ports: Ports, token: str) -> tuple[Event, Institution]:
    """Whose focal-point link this is. Raises Missing('link') for any token that does not hold."""
    claim = read_link_token(token)
    if claim is None:
        raise Missing("link")
    try:
        event = ports.events.known(claim.event)
    except Missing as unknown:
        raise Missing("link") from unknown
    if not link_is_signed(event.signing_key, claim, FOCAL_POINT):
        raise Missing("link")
    event = ports.events.fresh(event.id)  # a link that is taken back opens nothing from then on
    for one in event.institutions:
        if (one.id, one.link_version) == (claim.registration, claim.link_version):
            return event, one
    raise Missing("link")


def list_people(ports: Ports, event: Event, body: Institution) -> tuple[Registration, ...]:
    """The registrations of an institution, in the order in which they were made."""
    ids = [one.registration for one in ports.store.delegates(event.id, body.id)]
    found = ports.store.registrations(event.id, ids)
    people = (found[one] for one in ids if one in found)
    return tuple(one for one in people if one.institution_id == body.id)


def find_person(
    ports: Ports, event: Event, body: Institution, registration_id: str
) -> Registration:
    """One of an institution's people. Raises Missing, also for somebody else's."""
    found = ports.store.registration(event.id, registration_id) if registration_id else None
    if found is None or found.institution_id != body.id:
        raise Missing("registration")
    return found


def name_delegate(
    ports: Ports, event: Event, body: Institution, registration_id: str, role: Delegation
) -> Registration:
    """Somebody named head, alternate or member; named so already: the same answer.

    There is one head: whoever was it before becomes a member in the same commit. Raises Missing,
    Illegal for somebody who has left, StoreUnavailable.
    """
    for _ in range(ATTEMPTS):
        before = find_person(ports, event, body, registration_id)
        if before.state not in ACTIVE:
            raise Illegal(before.state, "name")
        if before.delegation is role:
            return before
        after = _renamed(before, role)
        now = ports.clock.now()
        try:
            ports.store.commit(
                [Replace(after), *_step_back(ports, event, body, after)], ports.ids.new(now)
            )
        except Stale:
            continue  # somebody has just changed: look again
        return after
    raise StoreUnavailable


def _renamed(person: Registration, role: Delegation) -> Registration:
    return replace(person, delegation=role, version=person.version + 1)


def _step_back(ports: Ports, event: Event, body: Institution, named: Registration) -> list[Write]:
    """Whoever was head before the one who is named now, a member."""
    if named.delegation is not Delegation.HEAD:
        return []
    people = list_people(ports, event, body)
    heads = [one for one in people if one.delegation is Delegation.HEAD and one.id != named.id]
    return [Replace(_renamed(one, Delegation.MEMBER)) for one in heads]
