"""The gate: the one item that every seat of an event passes, and the line before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from shared.domain.entry import Entry
from shared.domain.errors import GateRefused


@dataclass(frozen=True)
class Gate:
    """`taken` seats of `limit` (None: without limit), `waiting` people in the line.

    `look_at` is when the timer is to look how many are taken (None: no seat has moved since).
    """

    event: str
    limit: int | None
    settings_version: int
    taken: int = 0
    waiting: int = 0
    look_at: datetime | None = None

    @property
    def has_room(self) -> bool:
        """Whether one more seat may be taken."""
        return self.limit is None or self.taken < self.limit


@dataclass(frozen=True)
class LinePlace:
    """One place in the line, ordered by `key`; carries what promoting its holder needs.

    `revision` is the number of the message that would tell the promotion, `tallies` are the
    keys under which its holder is counted.
    """

    event: str
    key: str
    registration: str
    entry: Entry
    revision: int
    tallies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tally:
    """Seats taken and people waiting under one key: an institution, or an option of the form.

    `name` is how people spell an institution that is on no list.
    """

    event: str
    key: str
    taken: int = 0
    waiting: int = 0
    name: str | None = None


class GateMove(StrEnum):
    """The moves a gate knows."""

    TAKE_SEAT = "take_seat"  # a newcomer sits down; nobody waits and there is room
    JOIN_LINE = "join_line"  # a newcomer waits; the hall is full or somebody waits already
    HOLD_BACK = "hold_back"  # a newcomer waits for a quota, however much room there is
    STAND = "stand"  # nobody moves; only the settings are proven fresh
    LEAVE_SEAT = "leave_seat"  # a seat is given back; nobody may have it
    PASS_SEAT = "pass_seat"  # noqa: S105 -- a seat, no secret: it goes to the first in the line
    LEAVE_LINE = "leave_line"  # somebody gives up waiting
    FILL_SEAT = "fill_seat"  # a free seat goes to the first in the line


DELTAS: dict[GateMove, tuple[int, int]] = {
    GateMove.TAKE_SEAT: (1, 0),
    GateMove.JOIN_LINE: (0, 1),
    GateMove.HOLD_BACK: (0, 1),
    GateMove.STAND: (0, 0),
    GateMove.LEAVE_SEAT: (-1, 0),
    GateMove.PASS_SEAT: (0, -1),
    GateMove.LEAVE_LINE: (0, -1),
    GateMove.FILL_SEAT: (1, -1),
}
"""What each move adds to (taken, waiting)."""


def allows(gate: Gate, move: GateMove, held: int = 0) -> bool:
    """Whether the gate may make this move as it stands.

    `held` of those who wait are known to be held back by a quota: they wait for no seat of the
    hall, so nobody need wait behind them.
    """
    over = gate.limit is not None and gate.taken > gate.limit
    return {
        GateMove.TAKE_SEAT: gate.has_room and gate.waiting == held,
        GateMove.JOIN_LINE: not gate.has_room or gate.waiting > held,
        GateMove.HOLD_BACK: True,
        GateMove.STAND: True,
        GateMove.LEAVE_SEAT: gate.taken > 0 and (gate.waiting == held or over),
        GateMove.PASS_SEAT: gate.taken > 0 and gate.waiting > 0 and not over,
        GateMove.LEAVE_LINE: gate.waiting > 0,
        GateMove.FILL_SEAT: gate.waiting > 0 and gate.has_room,
    }[move]


def move_gate(
    gate: Gate,
    move: GateMove,
    settings_version: int | None,
    held: int = 0,
    look_at: datetime | None = None,
) -> Gate:
    """The gate after the move; where seats move, it is looked at at `look_at`, if not earlier.

    Raises GateRefused when it may not move, or when the settings the move was decided on (None:
    it does not matter) are not the gate's.
    """
    fresh = settings_version is None or settings_version == gate.settings_version
    if not fresh or not allows(gate, move, held):
        raise GateRefused(gate)
    taken, waiting = DELTAS[move]
    look = gate.look_at or (look_at if taken else None)
    return replace(gate, taken=gate.taken + taken, waiting=gate.waiting + waiting, look_at=look)
