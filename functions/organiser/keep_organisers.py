"""Add, list and revoke organisers; a token is shown once, only its hash is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from functions.organiser.event_id import is_event_id
from functions.organiser.identify import is_id
from functions.organiser.listing import Json, Listing, answer_page, read_page_query
from shared.domain.errors import Invalid, Missing
from shared.domain.journal import Deed, Hand
from shared.domain.organiser import EVERYTHING, Grant, Organiser, hash_token
from shared.domain.writes import Add, Remove, Write
from shared.ports import Ports
from shared.verbs.letters import sign

LISTING = Listing("organisers", b"organisers")
MOST_JOURNALS = 90


def add_organiser(ports: Ports, email: str, events: Sequence[str], hand: Hand) -> Json:
    """The new organiser with the token. Raises Invalid for an event that is not there."""
    _check_events(ports, events)
    now, token = ports.clock.now(), ports.ids.secret()
    scope = tuple(dict.fromkeys(events))
    organiser = Organiser(ports.ids.new(now), email, scope, hash_token(token), now)
    grant = Grant(organiser.token_hash, organiser.id, email, scope)
    signed = _sign(ports, hand, organiser, Deed.ORGANISER_ADDED, now)
    ports.store.commit([Add(organiser), Add(grant), *signed], ports.ids.new(now))
    return {**_show(organiser), "token": token}


def list_organisers(ports: Ports, parameters: Mapping[str, str]) -> Json:
    """One page of organisers, without tokens. Raises Invalid."""
    wanted = read_page_query(parameters, LISTING)
    page = ports.store.organiser_page(wanted.after, wanted.limit)
    return answer_page(LISTING, page, "organisers", _show)


def revoke_organiser(ports: Ports, organiser_id: str, hand: Hand) -> None:
    """Make the organiser's token worthless. Raises Missing, Stale when the scope just changed."""
    organiser = ports.store.organiser(organiser_id) if is_id(organiser_id) else None
    if organiser is None:
        raise Missing("organiser")
    grant = ports.store.grant(organiser.token_hash)
    now = ports.clock.now()
    signed = _sign(ports, hand, organiser, Deed.ORGANISER_REVOKED, now)
    writes = [Remove(organiser), *([Remove(grant)] if grant else []), *signed]
    ports.store.commit(writes, ports.ids.new(now))


def _sign(
    ports: Ports, hand: Hand, organiser: Organiser, what: Deed, now: datetime
) -> Iterator[Write]:
    """An entry in the journal of each event that the organiser reaches, as far as one commit goes.

    Of somebody who reaches every event it stands in the journal that concerns them all.
    """
    for event_id in organiser.events[:MOST_JOURNALS] or (EVERYTHING,):
        yield from sign(ports, hand, event_id, what, now, organiser.id)


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
