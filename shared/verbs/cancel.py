"""Cancel a registration; its seat goes to the first in the line in the same transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from shared.domain.digest_plan import look_of
from shared.domain.errors import GateRefused, Missing, QuotaFull, Stale, StoreUnavailable
from shared.domain.event import Event
from shared.domain.freeze import LateChange
from shared.domain.gate import Gate, GateMove, allows
from shared.domain.journal import ChangeKind, Deed, Hand
from shared.domain.message import MessageKind
from shared.domain.registration import Identity, Registration, State, check_move
from shared.domain.writes import Add, MoveGate, Put, Remove, Replace, Write
from shared.ports import Ports
from shared.verbs.alert import alert
from shared.verbs.fill_seats import fill_seats
from shared.verbs.letters import (
    count,
    journal,
    look_again,
    place_of,
    promote_head,
    sign,
    withdraw_entry,
    write_letter,
)
from shared.verbs.seat import first_eligible

ATTEMPTS = 8


def cancel(
    ports: Ports, event_id: str, registration_id: str, hand: Hand | None = None
) -> Registration:
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
        signed = sign(ports, hand, event.id, Deed.CANCELLED, now, before.id)
        try:
            ports.store.commit([*writes, *signed], ports.ids.new(now))
        except (GateRefused, QuotaFull, Stale):
            event = ports.events.fresh(event_id)
            continue  # the line, the settings or the registration have changed: look again
        if event.quotas.any:
            fill_seats(ports, event_id)  # one seat may free the quotas of several who wait
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
        *give_back(ports, event, before, now),
        *alert(event, after, LateChange.CANCELLED, now, before.state),
    ]


def give_back(ports: Ports, event: Event, before: Registration, now: datetime) -> list[Write]:
    """What the person held goes back: the place in the line, or the seat to the next."""
    if before.state is State.WAITLISTED:
        return [
            MoveGate(event.id, GateMove.LEAVE_LINE),
            Remove(place_of(before)),
            journal(ports, event.id, ChangeKind.LEFT_LINE, now, before.id),
            *count(event, before.tallies, waiting=-1),
        ]
    if before.state is State.CONFIRMED:
        return [
            *_pass_seat(ports, event, before, now),
            journal(ports, event.id, ChangeKind.LEFT_SEAT, now, before.id),
        ]
    return []


def _pass_seat(ports: Ports, event: Event, before: Registration, now: datetime) -> list[Write]:
    """The seat to the first in the line whom no quota holds back, or free again."""
    gate, head = ports.store.gate_and_head(event.id)
    if head is not None and event.quotas.any:
        head = first_eligible(ports, event, before.tallies)
    if head is None or not allows(gate, GateMove.PASS_SEAT):
        held = gate.waiting if head is None else 0
        version, look = event.settings_version, look_of(event, now)
        leave = MoveGate(event.id, GateMove.LEAVE_SEAT, version, held, look)
        return [leave, *count(event, before.tallies, taken=-1), *_look_again(event, gate, now)]
    return [
        MoveGate(event.id, GateMove.PASS_SEAT, event.settings_version),
        *promote_head(ports, event, head, now),
        *_pass_tallies(event, before.tallies, head.tallies),
        *_look_again(event, gate, now),
    ]


def _look_again(event: Event, gate: Gate, now: datetime) -> list[Write]:
    return [look_again(event.id, now)] if event.quotas.any and gate.waiting else []


def _pass_tallies(event: Event, leaving: tuple[str, ...], coming: tuple[str, ...]) -> list[Write]:
    """The counters moved; under a tally that both share the seat stays in the house."""
    return [
        *count(event, (key for key in leaving if key not in coming), taken=-1),
        *count(event, (key for key in coming if key not in leaving), taken=1, waiting=-1),
        *count(event, (key for key in coming if key in leaving), waiting=-1),
    ]
