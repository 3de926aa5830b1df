"""Show the messages that organisers sent, and how far each has come."""

from __future__ import annotations

import re
from collections.abc import Mapping

from functions.organiser.listing import Json, Listing, answer_page, read_page_query
from shared.domain.errors import Missing
from shared.domain.round import WRITTEN, Audience, Round
from shared.ports import Ports

_ID = re.compile(r"[a-z0-9][a-z0-9-]{2,62}")


def list_sent(ports: Ports, event_id: str, parameters: Mapping[str, str]) -> Json:
    """One page, by id. Raises Invalid naming a parameter that is wrong."""
    key = ports.events.known(event_id).signing_key
    listing = Listing(f"sent {event_id}", key)
    query = read_page_query(parameters, listing)
    page = ports.store.written_page(event_id, query.after, query.limit)
    return answer_page(listing, page, "sent", summarise_sent)


def show_sent(ports: Ports, event_id: str, chosen: str) -> Json:
    """One message with what it says, and to whom. Raises Missing."""
    of = ports.store.round(event_id, WRITTEN + chosen) if _ID.fullmatch(chosen) else None
    if of is None:
        raise Missing("message")
    return tell_sent(of)


def summarise_sent(of: Round) -> Json:
    """A message as the list shows it."""
    return {
        "id": of.id.removeprefix(WRITTEN),
        "subject": of.facts["subject"],
        "state": "done" if of.due_at is None else "under_way",
        "recipients": int(of.facts["recipients"]),
        "told": of.told,
        "at": of.at.isoformat(),
    }


def tell_sent(of: Round) -> Json:
    """A message with what it says, and to whom."""
    named = of.facts.get("attachment")
    return {
        **summarise_sent(of),
        "text": of.facts["body"],
        "audience": show_audience(of.audience),
        "attachment": {"id": named, "name": of.facts["file"]} if named else None,
    }


def show_audience(audience: Audience) -> Json:
    """Who is written to; the silent have no state."""
    return {
        "states": [] if audience.silent else [state.value for state in audience.states],
        "institutions": list(audience.institutions),
        "silent": audience.silent,
        "walk_in": audience.walk_in,
    }
