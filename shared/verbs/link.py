"""The self-service link: read it, and mail it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from shared.domain.errors import Invalid, Missing, Stale
from shared.domain.event import Event
from shared.domain.message import MessageKind
from shared.domain.registration import ACTIVE, Registration, address_key
from shared.domain.token import link_is_signed, read_link_token
from shared.domain.writes import Add, Replace
from shared.ports import Ports
from shared.verbs.letters import keep_place, write_letter

LINK_PAUSE = timedelta(minutes=10)


def load_by_token(ports: Ports, token: str) -> tuple[Event, Registration]:
    """Whose link this is. Raises Missing('link') for any token that does not hold."""
    claim = read_link_token(token)
    if claim is None:
        raise Missing("link")
    try:
        event = ports.events.known(claim.event)
    except Missing as unknown:
        raise Missing("link") from unknown
    if not link_is_signed(event.signing_key, claim):
        raise Missing("link")
    registration = ports.store.registration(event.id, claim.registration)
    if registration is None or registration.link_version != claim.link_version:
        raise Missing("link")
    return event, registration


def resend_link(ports: Ports, event: Event, address: str) -> None:
    """Mail the link to whoever is registered under the address; nothing tells whether any is."""
    try:
        key = address_key(event.signing_key, address)
    except Invalid:
        return
    for binding in ports.store.address_bindings(event.id, key):
        send_link(ports, event, binding.registration)


def send_link(ports: Ports, event: Event, registration_id: str) -> None:
    """Write one link message, at most one in ten minutes; none for somebody who has left."""
    now = ports.clock.now()
    registration = ports.store.registration(event.id, registration_id)
    if registration is None or registration.state not in ACTIVE:
        return
    if registration.link_sent_at and now - registration.link_sent_at < LINK_PAUSE:
        return
    told, message = write_letter(registration, MessageKind.LINK, now)
    told = replace(told, link_sent_at=now, version=registration.version + 1)
    try:
        ports.store.commit([Replace(told), Add(message), *keep_place(told)], ports.ids.new(now))
    except Stale:
        return  # somebody changed the registration at this very moment and is told about it
