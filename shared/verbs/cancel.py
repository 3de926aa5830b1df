"""Cancel a registration; its seat goes to the first in the line in the same transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from shared.domain.errors import GateRefused, Missing, Stale, StoreUnavailable
from shared.domain.event import Event
from shared.domain.gate import GateMove, allows
from shared.domain.journal import ChangeKind
from shared.domain.message import MessageKind
from shared.domain.registration import Identity, Registration, State, check_move
from shared.domain.writes import Add, MoveGate, Put, Remove, Replace, Write
from shared.ports import Ports
from shared.verbs.letters import (
    count,
    journal,
    place_of,
    promote_head,
    withdraw_entry,
    write_letter,
)

ATTEMPTS = 8


def cancel(ports: Ports, event_id: str, registration_id: str) -> Registration:
    """The registration cancelled, its seat passed on; cancelled already: the same answer.

    Raises Missing, Illegal, StoreUnavailable.
    """
    event = ports.events.known(event_id)
    for _ in range(ATTEMPTS):
        before = ports.store.registration(event_id, registration_id)
        if before is None:
            raise Missing("registration")
        if before.state is State.CANCELLED:
            return before
        check_move("cancel", before.state)
        now = ports.clock.now()
        after, writes = _leave(ports, event, before, now)
        try:
            ports.store.commit(writes, ports.ids.new(now))
        except (GateRefused, Stale):
            continue  # the line or the registration has moved meanwhile: look again
        return after
    raise StoreUnavailable


def _leave(
    ports: Ports, event: Event, before: Registration, now: datetime
) -> tuple[Registration, list[Write]]:
    after, method = withdraw_entry(replace(before, state=State.CANCELLED, line_key=None))
    after, message = write_letter(after, MessageKind.CANCELLED, now, method=method)
    after = replace(after, updated_at=now, version=before.version + 1)
    return after, [
        Replace(after),
        Put(Identity(event.id, before.identity, before.id, False, "", State.CANCELLED)),
        Add(message),
        *_give_back(ports, event, before, now),
    ]


def _give_back(ports: Ports, event: Event, before: Registration, now: datetime) -> list[Write]:
    """What the person held goes back: the place in the line, or the seat to the next."""
    if before.state is State.WAITLISTED:
        return [
            MoveGate(event.id, GateMove.LEAVE_LINE),
            Remove(place_of(before)),
            journal(ports, event.id, ChangeKind.LEFT_LINE, now, before.id),
            *count(event.id, before.institution_id, waiting=-1),
        ]
    if before.state is State.CONFIRMED:
        return [
            *_pass_seat(ports, event, before, now),
            journal(ports, event.id, ChangeKind.LEFT_SEAT, now, before.id),
        ]
    return []


def _pass_seat(ports: Ports, event: Event, before: Registration, now: datetime) -> list[Write]:
    gate, head = ports.store.gate_and_head(event.id)
    leaves = count(event.id, before.institution_id, taken=-1)
    if head is None or not allows(gate, GateMove.PASS_SEAT):
        return [MoveGate(event.id, GateMove.LEAVE_SEAT), *leaves]
    if head.institution_id == before.institution_id:
        leaves = []
    promoted = promote_head(ports, event, head, now)
    if head.institution_id == before.institution_id:
        promoted = _merge_counts(event, promoted, head.institution_id)
    return [MoveGate(event.id, GateMove.PASS_SEAT), *leaves, *promoted]


def _merge_counts(event: Event, writes: list[Write], institution: str | None) -> list[Write]:
    """One counter may be written once in a transaction: here the seat stays in the house."""
    others = writes[:-1] if institution is not None else writes
    return [*others, *count(event.id, institution, waiting=-1)]
