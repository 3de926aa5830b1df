"""Create an event: the event, its gate, draft, digest and reminders, all in one commit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from shared.domain.agenda import Draft, Imported
from shared.domain.digest_plan import plan_digests
from shared.domain.errors import Missing, Stale, StoreUnavailable
from shared.domain.event import Event
from shared.domain.gate import Gate
from shared.domain.journal import Deed, Hand
from shared.domain.organiser import Organiser
from shared.domain.reminder_plan import plan_reminders
from shared.domain.session import Session, order_sessions, span_of
from shared.domain.writes import Add, Replace, Write
from shared.ports import Ports
from shared.verbs.letters import sign

ATTEMPTS = 4


def create_event(
    ports: Ports,
    event: Event,
    sessions: tuple[Session, ...],
    organiser: Organiser | None,
    printed: tuple[date, ...] = (),
) -> Event:
    """Create the event with its first draft; who makes an event gets its scope.

    `printed` are the days that its outline names: with the sessions they are kept as they came.

    Raises AlreadyThere with the event that has the id, Missing when the organiser is gone,
    StoreUnavailable.
    """
    event = replace(event, span=span_of(sessions))
    for _ in range(ATTEMPTS):
        now = ports.clock.now()
        hand = Hand(organiser.id) if organiser else None
        writes = [
            *_found(event, sessions, now),
            Add(Imported(event.id, order_sessions(sessions), printed)),
            *_grant_scope(ports, event.id, organiser),
            *sign(ports, hand, event.id, Deed.EVENT_CREATED, now),
        ]
        try:
            ports.store.commit(writes, ports.ids.new(now))
        except Stale:
            organiser = ports.store.organiser(organiser.id) if organiser else None
        else:
            return event
    raise StoreUnavailable


def _found(event: Event, sessions: tuple[Session, ...], now: datetime) -> list[Write]:
    known = tuple(session.id for session in sessions)
    reminders = plan_reminders(event, now)
    return [
        Add(event),
        Add(Gate(event.id, event.capacity, event.settings_version)),
        Add(Draft(event.id, order_sessions(sessions), known)),
        Add(plan_digests(event, now)),
        *([Add(reminders)] if reminders else ()),
    ]


def _grant_scope(ports: Ports, event_id: str, organiser: Organiser | None) -> list[Write]:
    if organiser is None or organiser.may(event_id):
        return []
    grant = ports.store.grant(organiser.token_hash)
    if grant is None:
        raise Missing("organiser")
    events = (*organiser.events, event_id)
    return [
        Replace(replace(organiser, events=events, version=organiser.version + 1)),
        Replace(replace(grant, events=events, version=grant.version + 1)),
    ]
