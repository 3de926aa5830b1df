"""The gate: the one item that every seat of an event passes, and the line before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from shared.domain.entry import Entry
from shared.domain.errors import GateRefused


@dataclass(frozen=True)
class Gate:
    """`taken` seats of `limit` (None: without limit), `waiting` people in the line."""

    event: str
    limit: int | None
    settings_version: int
    taken: int = 0
    waiting: int = 0

    @property
    def has_room(self) -> bool:
        """Whether one more seat may be taken."""
        return self.limit is None or self.taken < self.limit


@dataclass(frozen=True)
class LinePlace:
    """One place in the line, ordered by `key`; carries what promoting its holder needs.

    `revision` is the number of the message that would tell the promotion.
    """

    event: str
    key: str
    registration: str
    entry: Entry
    revision: int
    institution_id: str | None = None


@dataclass(frozen=True)
class InstitutionCount:
    """Seats taken and people waiting of one institution."""

    event: str
    institution_id: str
    taken: int = 0
    waiting: int = 0


class GateMove(StrEnum):
    """The moves a gate knows."""

    TAKE_SEAT = "take_seat"  # a newcomer sits down; nobody waits and there is room
    JOIN_LINE = "join_line"  # a newcomer waits; the hall is full or somebody waits already
    LEAVE_SEAT = "leave_seat"  # a seat is given back; nobody may have it
    PASS_SEAT = "pass_seat"  # noqa: S105 -- a seat, no secret: it goes to the first in the line
    LEAVE_LINE = "leave_line"  # somebody gives up waiting
    FILL_SEAT = "fill_seat"  # a free seat goes to the first in the line


DELTAS: dict[GateMove, tuple[int, int]] = {
    GateMove.TAKE_SEAT: (1, 0),
    GateMove.JOIN_LINE: (0, 1),
    GateMove.LEAVE_SEAT: (-1, 0),
    GateMove.PASS_SEAT: (0, -1),
    GateMove.LEAVE_LINE: (0, -1),
    GateMove.FILL_SEAT: (1, -1),
}
"""What each move adds to (taken, waiting)."""


def allows(gate: Gate, move: GateMove) -> bool:
    """Whether the gate may make this move as it stands."""
    over = gate.limit is not None and gate.taken > gate.limit
    return {
        GateMove.TAKE_SEAT: gate.has_room and gate.waiting == 0,
        GateMove.JOIN_LINE: not gate.has_room or gate.waiting > 0,
        GateMove.LEAVE_SEAT: gate.taken > 0 and (gate.waiting == 0 or over),
        GateMove.PASS_SEAT: gate.taken > 0 and gate.waiting > 0 and not over,
        GateMove.LEAVE_LINE: gate.waiting > 0,
        GateMove.FILL_SEAT: gate.waiting > 0 and gate.has_room,
    }[move]


def move_gate(gate: Gate, move: GateMove, settings_version: int | None) -> Gate:
    """The gate after the move. Raises GateRefused when it may not move, or when the settings
    the move was decided on (None: it does not matter) are not the gate's.
    """
    fresh = settings_version is None or settings_version == gate.settings_version
    if not fresh or not allows(gate, move):
        raise GateRefused(gate)
    taken, waiting = DELTAS[move]
    return replace(gate, taken=gate.taken + taken, waiting=gate.waiting + waiting)
