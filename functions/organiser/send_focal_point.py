"""Send an institution its focal-point link, or take the links that are out back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from functions.organiser.listing import Json
from shared.domain.address import normalise_address
from shared.domain.errors import AlreadyThere, Invalid, Missing
from shared.domain.event import Event
from shared.domain.institution import Institution
from shared.domain.journal import Deed, Hand
from shared.domain.message import (
    Message,
    MessageKind,
    Recipient,
    message_key,
    queue_message,
    recipient_key,
)
from shared.domain.writes import Add
from shared.ports import Ports
from shared.verbs.letters import sign
from shared.verbs.revise import revise


def send_focal_point(
    ports: Ports, event_id: str, institution_id: str, address: str | None, hand: Hand | None = None
) -> Json:
    """Mail the link to one address, or to every contact; at most once a minute to each.

    Raises Missing, Invalid when the institution has no contact and no address is given.
    """
    event = ports.events.fresh(event_id)
    body = _find(event, institution_id)
    addresses = [address] if address else list(body.contacts)
    if not addresses:
        raise Invalid.at("address", "This institution has no contact: please give an address.")
    now = ports.clock.now()
    for one in addresses:
        signed = sign(ports, hand, event_id, Deed.FOCAL_POINT_SENT, now, body.id)
        try:
            ports.store.commit([Add(_letter(event, body, one, now)), *signed], ports.ids.new(now))
        except AlreadyThere:
            continue  # asked for twice within the minute
    return {"sent": len(addresses)}


def revoke_focal_point(ports: Ports, event_id: str, institution_id: str, hand: Hand) -> None:
    """Take back every focal-point link of an institution. Raises Missing."""

    def change(event: Event) -> Event:
        body = _find(event, institution_id)
        renewed = replace(body, link_version=body.link_version + 1)
        listed = tuple(renewed if one.id == body.id else one for one in event.institutions)
        return replace(event, institutions=listed)

    about = replace(hand, said=institution_id)
    revise(ports, event_id, change, about, Deed.FOCAL_POINT_REVOKED)


def _find(event: Event, institution_id: str) -> Institution:
    found = next((one for one in event.institutions if one.id == institution_id), None)
    if found is None:
        raise Missing("institution")
    return found


def _letter(event: Event, body: Institution, address: str, now: datetime) -> Message:
    owner = recipient_key(f"{event.id} {body.id} {normalise_address(address)}")
    return queue_message(
        Message(
            key=message_key(MessageKind.FOCAL_POINT, owner, now.strftime("%Y%m%d%H%M")),
            kind=MessageKind.FOCAL_POINT,
            event=event.id,
            created_at=now,
            to=Recipient(address),
            facts={
                "institution": body.name,
                "institution_id": body.id,
                "link_version": str(body.link_version),
            },
        )
    )
