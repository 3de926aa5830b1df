"""Pass the gate: a seat if there is one, else a place in the line, as the gate itself tells."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TypeVar

from shared.domain.digest_plan import look_of
from shared.domain.errors import GateRefused, QuotaFull, SecretariatError, StoreUnavailable
from shared.domain.event import Event
from shared.domain.gate import Gate, GateMove, LinePlace
from shared.domain.writes import MoveGate
from shared.ports import Ports

ATTEMPTS = 6
T = TypeVar("T")


class SettingsChanged(SecretariatError):
    """The gate has newer settings than the event that was decided on: load it again."""


def pass_gate(ports: Ports, event: Event, attempt: Callable[[MoveGate], T]) -> T | None:
    """What `attempt` makes of the move that the gate allows; None: full, and there is no line.

    `attempt` commits with the move it is given. Raises SettingsChanged, StoreUnavailable and
    what else `attempt` raises.
    """
    look = look_of(event, ports.clock.now())
    step = MoveGate(event.id, GateMove.TAKE_SEAT, event.settings_version, look_at=look)
    for _ in range(ATTEMPTS):
        try:
            return attempt(step)
        except GateRefused as refused:
            step = _next_step(ports, event, step, refused)
        except QuotaFull:
            step = replace(step, move=GateMove.HOLD_BACK)
            if not event.registration.waitlist:
                _prove_fresh(ports, event)
        if step.move is not GateMove.TAKE_SEAT and not event.registration.waitlist:
            return None
    raise StoreUnavailable


def _prove_fresh(ports: Ports, event: Event) -> None:
    """Raise SettingsChanged when the quota that is full may be another one by now."""
    if ports.store.gate(event.id).settings_version != event.settings_version:
        raise SettingsChanged


def _next_step(ports: Ports, event: Event, step: MoveGate, refused: GateRefused) -> MoveGate:
    gate = refused.gate
    if not isinstance(gate, Gate) or gate.settings_version != event.settings_version:
        raise SettingsChanged
    if step.move is GateMove.JOIN_LINE:
        return replace(step, move=GateMove.TAKE_SEAT)
    if gate.has_room and event.quotas.any and first_eligible(ports, event) is None:
        return replace(step, held=gate.waiting)
    return replace(step, move=GateMove.JOIN_LINE)


def first_eligible(ports: Ports, event: Event, freed: Collection[str] = ()) -> LinePlace | None:
    """The first in the line whom no quota holds back; of the tallies `freed` one is about to go."""
    taken = {one.key: one.taken for one in ports.store.tallies(event.id, "")}
    for place in ports.store.line(event.id):
        if all(_has_room(event, taken, key, freed) for key in place.tallies):
            return place
    return None


def _has_room(event: Event, taken: dict[str, int], key: str, freed: Collection[str]) -> bool:
    limit = event.quotas.limit_of(key)
    return limit is None or taken.get(key, 0) - (key in freed) < limit
