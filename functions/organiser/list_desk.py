"""List what came in and what goes out: an event's deliveries and messages."""

from __future__ import annotations

from collections.abc import Mapping

from functions.organiser.listing import Json, Listing, answer_page, read_page_query
from shared.domain.desk import Delivery
from shared.domain.message import Message
from shared.ports import Ports


def list_deliveries(ports: Ports, event_id: str, parameters: Mapping[str, str]) -> Json:
    """One page of webhook deliveries, newest first. Raises Missing, Invalid."""
    event = ports.events.fresh(event_id)
    listing = Listing(f"deliveries {event_id}", event.signing_key)
    wanted = read_page_query(parameters, listing)
    page = ports.store.delivery_page(event_id, wanted.after, wanted.limit)
    return answer_page(listing, page, "deliveries", _show_delivery)


def list_messages(ports: Ports, event_id: str, parameters: Mapping[str, str]) -> Json:
    """One page of messages, those of one registration together. Raises Missing, Invalid."""
    event = ports.events.fresh(event_id)
    listing = Listing(f"messages {event_id}", event.signing_key)
    wanted = read_page_query(parameters, listing)
    page = ports.store.message_page(event_id, wanted.after, wanted.limit)
    return answer_page(listing, page, "messages", _show_message)


def _show_delivery(delivery: Delivery) -> Json:
    return {
        "id": delivery.id,
        "sender": delivery.sender,
        "received_at": delivery.received_at.isoformat(),
        "outcome": delivery.outcome,
        "reason": delivery.reason,
        "registration": delivery.registration,
        "body": delivery.body.decode(errors="replace"),
    }


def _show_message(message: Message) -> Json:
    return {
        "id": message.key,
        "kind": message.kind.value,
        "registration": message.registration,
        "state": message.state.value,
        "at": (message.settled_at or message.created_at).isoformat(),
    }
