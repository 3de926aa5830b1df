"""Tell a person everything that is kept about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, is_dataclass
from datetime import datetime

from shared.domain.address import normalise_address
from shared.domain.desk import Delivery
from shared.domain.errors import Invalid
from shared.domain.event import Event
from shared.domain.invitation import Invitation
from shared.domain.message import Message, Suppression
from shared.domain.personal_data import tell_personal
from shared.domain.registration import Registration, address_key
from shared.ports import Ports
from shared.verbs.traces import mentions, messages_of

PAGE = 200
Json = dict[str, object]


def tell_person(ports: Ports, event: Event, person: Registration) -> Json:
    """Everything in the table of personal data that is about this person, as JSON.

    `letter` is where their letter of nomination can be fetched for 15 minutes. Raises
    StoreUnavailable.
    """
    return {
        "event": {"id": event.id, "title": event.title},
        "told_at": _say(ports.clock.now()),
        "registration": _registration(person),
        "messages": [_message(one) for one in messages_of(ports, event.id, person.id)],
        "deliveries": [_delivery(one) for one in _deliveries(ports, event, person)],
        "invitations": [_invitation(one) for one in _invitations(ports, event, person)],
        "suppression": _suppression(ports, person),
        "letter": ports.letters.address(event.id, person.id),
    }


def _registration(person: Registration) -> Json:
    return {
        "id": person.id,
        "state": person.state.value,
        "source": person.source,
        "registered_at": _say(person.registered_at),
        "updated_at": _say(person.updated_at),
        "attended_at": _say(person.attended_at),
        "erased_at": _say(person.erased_at),
        "calendar_uid": person.entry.uid,
        "delegation": person.delegation.value if person.delegation else None,
        "consents": dict(person.consents),
        "mail": person.feedback,
        **_personal(person),
    }


def _message(message: Message) -> Json:
    return {
        "id": message.key,
        "kind": message.kind.value,
        "state": message.state.value,
        "created_at": _say(message.created_at),
        **_personal(message),
    }


def _delivery(delivery: Delivery) -> Json:
    return {
        "id": delivery.id,
        "sender": delivery.sender,
        "received_at": _say(delivery.received_at),
        "outcome": delivery.outcome,
        "reason": delivery.reason,
        **_personal(delivery),
    }


def _invitation(invitation: Invitation) -> Json:
    return {
        "id": invitation.id,
        "state": invitation.state.value,
        "created_at": _say(invitation.created_at),
        "sent_at": _say(invitation.sent_at),
        "answered_at": _say(invitation.answered_at),
        **_personal(invitation),
    }


def _suppression(ports: Ports, person: Registration) -> Json | None:
    """Why the address is never written to; None when it is."""
    try:
        found: Suppression | None = ports.store.suppression(normalise_address(person.email))
    except Invalid:
        return None
    if found is None:
        return None
    return {"reason": found.reason, "at": _say(found.at), **_personal(found)}


def _deliveries(ports: Ports, event: Event, person: Registration) -> Iterator[Delivery]:
    """Those about the registration, and those that registered nobody but hold the address."""
    after: str | None = None
    while True:
        page = ports.store.delivery_page(event.id, after, PAGE)
        for one in page.items:
            if one.registration in (person.id, None) and (
                one.registration or mentions(one, person.email)
            ):
                yield one
        if page.next is None:
            return
        after = page.next


def _invitations(ports: Ports, event: Event, person: Registration) -> list[Invitation]:
    try:
        key = address_key(event.signing_key, person.email)
    except Invalid:
        return []
    ids = [one.invitation for one in ports.store.invited(event.id, key)]
    return list(ports.store.invitations(event.id, ids).values()) if ids else []


def _personal(noun: object) -> Json:
    return {name: _plain(value) for name, value in tell_personal(noun).items()}


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    if isinstance(value, Mapping):
        return dict(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return value


def _say(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
