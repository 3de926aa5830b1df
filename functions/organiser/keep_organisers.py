"""Add, list and revoke organisers; a token is shown once, only its hash is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from functions.organiser.event_id import is_event_id
from functions.organiser.identify import is_id
from functions.organiser.listing import Json, Listing, answer_page, read_page_query
from shared.domain.errors import Invalid, Missing
from shared.domain.organiser import EVERYTHING, Grant, Organiser, hash_token
from shared.domain.writes import Add, Remove
from shared.ports import Ports

LISTING = Listing("organisers", b"organisers")


def add_organiser(ports: Ports, email: str, events: Sequence[str]) -> Json:
    """The new organiser with the token. Raises Invalid for an event that is not there."""
    _check_events(ports, events)
    now, token = ports.clock.now(), ports.ids.secret()
    scope = tuple(dict.fromkeys(events))
    organiser = Organiser(ports.ids.new(now), email, scope, hash_token(token), now)
    grant = Grant(organiser.token_hash, organiser.id, email, scope)
    ports.store.commit([Add(organiser), Add(grant)], ports.ids.new(now))
    return {**_show(organiser), "token": token}


def list_organisers(ports: Ports, parameters: Mapping[str, str]) -> Json:
    """One page of organisers, without tokens. Raises Invalid."""
    wanted = read_page_query(parameters, LISTING)
    page = ports.store.organiser_page(wanted.after, wanted.limit)
    return answer_page(LISTING, page, "organisers", _show)


def revoke_organiser(ports: Ports, organiser_id: str) -> None:
    """Make the organiser's token worthless. Raises Missing, Stale when the scope just changed."""
    organiser = ports.store.organiser(organiser_id) if is_id(organiser_id) else None
    if organiser is None:
        raise Missing("organiser")
    grant = ports.store.grant(organiser.token_hash)
    writes = [Remove(organiser), *([Remove(grant)] if grant else [])]
    ports.store.commit(writes, ports.ids.new(ports.clock.now()))


def _check_events(ports: Ports, events: Sequence[str]) -> None:
    for number, event_id in enumerate(events):
        if event_id == EVERYTHING:
            continue
        try:
            if not is_event_id(event_id):
                raise Missing("event")
            ports.store.event(event_id)
        except Missing as missing:
            raise Invalid.at(f"events[{number}]", "There is no such event.") from missing


def _show(organiser: Organiser) -> Json:
    return {"id": organiser.id, "email": organiser.email, "events": list(organiser.events)}
