"""Look whether nine places of ten are taken: then a digest is due at once, once per crossing.

Nobody who takes a seat learns how many are taken: the gate's condition only says yes or no. So the
move that takes a seat, or gives one back, also makes the gate itself due, unless it is already:
that is no further item in the transaction, and however many come in a minute, there is one look.
"""

from __future__ import annotations

from dataclasses import replace

from shared.domain.digest_plan import adopt, hurry, is_nearly_full
from shared.domain.due import DigestSchedule, Due
from shared.domain.event import Event
from shared.domain.gate import Gate
from shared.domain.writes import LookedAtGate, Replace, Write
from shared.ports import Ports


def look_at_full(ports: Ports, due: Due) -> bool:
    """Plan a digest if the mark has been passed since the last look.

    Raises GateRefused when seats have just moved again, Stale when another tick was quicker.
    """
    gate, now = ports.store.gate(due.event), ports.clock.now()
    if gate.look_at is None or gate.look_at > now:
        return False
    schedule = ports.store.digest_schedule(due.event)
    writes: list[Write] = [LookedAtGate(gate)]
    if schedule is not None:
        marked = _mark(ports, ports.store.event(due.event), gate, schedule)
        if marked != schedule:
            writes.append(Replace(replace(marked, version=schedule.version + 1)))
    ports.store.commit(writes, ports.ids.new(now))
    return True


def _mark(ports: Ports, event: Event, gate: Gate, schedule: DigestSchedule) -> DigestSchedule:
    """The schedule that knows of the crossing, and has a digest due if the event wants that."""
    if not is_nearly_full(gate, event.capacity):
        return replace(schedule, full_at=None)
    if schedule.full_at is not None or not event.digest.at_full:
        return schedule
    return hurry(adopt(schedule, event), ports.clock.now())
