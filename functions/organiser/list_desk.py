"""List what came in, what goes out and what was done: deliveries, messages, the journal."""

from __future__ import annotations

from collections.abc import Mapping

from functions.organiser.identify import is_id
from functions.organiser.listing import Json, Listing, answer_page, read_page_query
from functions.organiser.show_message import summarise
from shared.domain.desk import QUARANTINED, Delivery, Outcome, RejectedAttempts
from shared.domain.errors import Invalid, Missing
from shared.domain.journal import JournalEntry
from shared.domain.organiser import EVERYTHING
from shared.ports import Ports

GENERAL = Listing("journal", b"journal")


def list_deliveries(ports: Ports, event_id: str, parameters: Mapping[str, str]) -> Json:
    """One page of webhook deliveries, newest first; with `outcome`, those that are called so.

    Raises Missing, Invalid.
    """
    event = ports.events.fresh(event_id)
    outcome = _read_outcome(parameters)
    listing = Listing(f"deliveries {event_id} {outcome or ''}", event.signing_key)
    wanted = read_page_query(parameters, listing, frozenset({"outcome"}))
    page = ports.store.delivery_page(event_id, wanted.after, wanted.limit, outcome)
    return answer_page(listing, page, "deliveries", _show_delivery, lambda one: one.id)


def show_delivery(ports: Ports, event_id: str, delivery_id: str) -> Json:
    """One delivery as the list shows it. Raises Missing."""
    delivery = ports.store.delivery(event_id, delivery_id) if is_id(delivery_id) else None
    if delivery is None:
        raise Missing("delivery")
    return _show_delivery(delivery)


def list_rejected(ports: Ports, event_id: str) -> Json:
    """For each sender how many deliveries were not genuine, and the last of them."""
    rejected = ports.store.rejected_of(event_id)
    return {"senders": [_show_rejected(one) for one in rejected]}


def list_journal(ports: Ports, event_id: str, parameters: Mapping[str, str]) -> Json:
    """One page of what organisers did at an event, newest first. Raises Missing, Invalid."""
    event = ports.events.fresh(event_id)
    listing = Listing(f"journal {event_id}", event.signing_key)
    wanted = read_page_query(parameters, listing)
    page = ports.store.entry_page(event_id, wanted.after, wanted.limit)
    return answer_page(listing, page, "entries", _show_entry)


def list_general_journal(ports: Ports, parameters: Mapping[str, str]) -> Json:
    """One page of what organisers did that concerns every event, newest first. Raises Invalid."""
    wanted = read_page_query(parameters, GENERAL)
    page = ports.store.entry_page(EVERYTHING, wanted.after, wanted.limit)
    return answer_page(GENERAL, page, "entries", _show_entry)


def list_messages(ports: Ports, event_id: str, parameters: Mapping[str, str]) -> Json:
    """One page of messages, those of one registration together. Raises Missing, Invalid."""
    event = ports.events.fresh(event_id)
    listing = Listing(f"messages {event_id}", event.signing_key)
    wanted = read_page_query(parameters, listing)
    page = ports.store.message_page(event_id, wanted.after, wanted.limit)
    return answer_page(listing, page, "messages", summarise)


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


def _read_outcome(parameters: Mapping[str, str]) -> str | None:
    wanted = parameters.get("outcome")
    known = (*Outcome, QUARANTINED)
    if wanted is not None and wanted not in known:
        raise Invalid.at("outcome", f"An outcome is one of {', '.join(known)}.")
    return wanted


def _show_rejected(rejected: RejectedAttempts) -> Json:
    last = [
        {
            "at": one.at.isoformat(),
            "reason": one.reason,
            "bytes": one.size,
            "headers": list(one.headers),
            "secret": one.secret,
        }
        for one in rejected.last
    ]
    return {"sender": rejected.sender, "count": rejected.count, "last": last}


def _show_entry(entry: JournalEntry) -> Json:
    return {
        "at": entry.at.isoformat(),
        "who": entry.who,
        "what": entry.what.value,
        "detail": entry.detail,
    }
