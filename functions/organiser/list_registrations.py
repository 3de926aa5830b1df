"""List an event's registrations, each with its place in the line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from functions.organiser.listing import (
    Json,
    Listing,
    answer_page,
    read_page_query,
    read_state,
)
from shared.domain.registration import Registration, State
from shared.ports import Ports
from shared.render.registration.json import registration_json


def list_registrations(ports: Ports, event_id: str, parameters: Mapping[str, str]) -> Json:
    """One page in the order of registering. Raises Missing, Invalid naming a parameter."""
    event = ports.events.fresh(event_id)
    state = read_state(parameters)
    listing = Listing(f"registrations {event_id} {state or ''}", event.signing_key)
    wanted = read_page_query(parameters, listing, frozenset({"state"}))
    page = ports.store.registration_page(event_id, wanted.after, wanted.limit, state)
    places = number_places(ports, event_id, page.items)
    return answer_page(
        listing,
        page,
        "registrations",
        lambda one: registration_json(one, places.get(one.id)),
        lambda one: one.id,
    )


def show_registration(ports: Ports, registration: Registration) -> Json:
    """One registration as organisers read it."""
    places = number_places(ports, registration.event, [registration])
    return registration_json(registration, places.get(registration.id))


def number_places(
    ports: Ports, event_id: str, registrations: Iterable[Registration]
) -> dict[str, int]:
    """The places in the line, counted from 1, of those who wait; the line is read no further."""
    waiting = {one.id for one in registrations if one.state is State.WAITLISTED}
    places: dict[str, int] = {}
    if not waiting:
        return places
    for number, place in enumerate(ports.store.line(event_id), start=1):
        if place.registration in waiting:
            places[place.registration] = number
            if len(places) == len(waiting):
                break
    return places
