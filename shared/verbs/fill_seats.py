"""Fill free seats from the line, first come first, one transaction each."""

from __future__ import annotations

from shared.domain.errors import GateRefused, Stale
from shared.domain.gate import GateMove, allows
from shared.domain.writes import MoveGate
from shared.ports import Ports
from shared.verbs.letters import promote_head

MOST_AT_ONCE = 200


def fill_seats(ports: Ports, event_id: str) -> bool:
    """Promote while there is a free seat and somebody waits; whether the line was served.

    False after MOST_AT_ONCE promotions: there may be more to do.
    """
    event = ports.events.fresh(event_id)
    for _ in range(MOST_AT_ONCE):
        gate, head = ports.store.gate_and_head(event_id)
        if head is None or not allows(gate, GateMove.FILL_SEAT):
            return True
        now = ports.clock.now()
        fill = MoveGate(event_id, GateMove.FILL_SEAT)
        try:
            ports.store.commit([fill, *promote_head(ports, event, head, now)], ports.ids.new(now))
        except (GateRefused, Stale):
            continue  # somebody else has just served this place
    return False
