"""What one commit may hold: writes, each about the one place that it names."""

from __future__ import annotations

from collections.abc import Sequence

from shared.adapters.places import Place, place_of
from shared.domain.allowance import Allowance
from shared.domain.gate import Gate, Tally
from shared.domain.registration import Registration
from shared.domain.writes import (
    Add,
    CountTally,
    LookedAtGate,
    MoveGate,
    Noun,
    Put,
    Remove,
    Replace,
    ReplaceEvent,
    SetGate,
    Spend,
    Write,
)

Stored = Noun | Tally
MOST_WRITES = 100


def place_of_write(write: Write) -> Place:
    """The place of the one item that a write is about."""
    if isinstance(write, Add | Put | Replace | Remove):
        return place_of(write.noun)
    if isinstance(write, ReplaceEvent):
        return place_of(write.event)
    if isinstance(write, MoveGate | SetGate):
        return Place(Gate, (write.event,), ())
    if isinstance(write, LookedAtGate):
        return place_of(write.seen)
    if isinstance(write, CountTally):
        return Place(Tally, (write.event,), (write.key,))
    if isinstance(write, Spend):
        return Place(Allowance, (write.event, write.scope, write.source), ())
    return Place(Registration, (write.event,), (write.registration,))


def check_writes(writes: Sequence[Write]) -> None:
    """Raise ValueError unless there are 1 to 100 writes, each of another item."""
    if not 1 <= len(writes) <= MOST_WRITES:
        raise ValueError(f"a commit takes 1 to {MOST_WRITES} writes, not {len(writes)}")
    if len({place_of_write(write) for write in writes}) < len(writes):
        raise ValueError("two writes of one commit are about the same item")
