"""Create an event from an outline: its settings, sessions and institutions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

from functions.organiser.check_wording import check_wording
from functions.organiser.edit_draft import check_size
from functions.organiser.event_id import RESERVED, check_event_id, event_ids
from functions.organiser.programme import Programme, make_sessions, seed_institutions
from shared.domain.errors import AlreadyThere, Missing
from shared.domain.event import DigestRules, Event, OrganiserIdentity
from shared.domain.organiser import Organiser
from shared.ports import Ports
from shared.verbs.create_event import create_event

UNTITLED = "Meeting"
Settle = Callable[[Event], Event]


def create_from_outline(
    ports: Ports, organiser_id: str, programme: Programme, settle: Settle, wanted: str | None
) -> Event:
    """The new event. `settle` gives it its settings; `wanted` is the id it must have.

    Without `wanted` the id is made of the title, with -2, -3 … while it is taken. Raises Invalid
    naming what the outline lacks, AlreadyThere when `wanted` is taken, Missing when the
    organiser is gone, StoreUnavailable.
    """
    organiser = ports.store.organiser(organiser_id)
    if organiser is None:
        raise Missing("organiser")
    event = settle(_base_event(ports, programme))
    check_wording({}, event.wording, under="settings.wording")
    if wanted in RESERVED:
        raise AlreadyThere(event)
    if wanted is not None:
        return _create(ports, replace(event, id=check_event_id(wanted)), programme, organiser)
    for event_id in event_ids(event.title):
        try:
            return _create(ports, replace(event, id=event_id), programme, organiser)
        except AlreadyThere as taken:
            if not isinstance(taken.existing, Event):
                raise
    raise AlreadyThere(event)


def _create(ports: Ports, event: Event, programme: Programme, organiser: Organiser) -> Event:
    sessions = make_sessions(programme, event)
    check_size(event, sessions)
    return create_event(ports, event, sessions, organiser, programme.dates)


def _base_event(ports: Ports, programme: Programme) -> Event:
    """The event as the outline alone would have it; what it lacks is empty."""
    address = programme.contact.email
    return Event(
        id="",
        title=programme.title or programme.project or UNTITLED,
        timezone=programme.timezone or "",
        dates=programme.dates,
        created_at=ports.clock.now(),
        project=programme.project,
        reference=programme.reference,
        location=programme.location,
        contact=programme.contact,
        background=programme.background,
        expected_outcome=programme.expected_outcome,
        digest=DigestRules((address,) if address else ()),
        organiser=OrganiserIdentity(address=address),
        institutions=seed_institutions(programme),
        signing_key=hashlib.sha256(ports.ids.secret().encode()).digest(),
    )
