"""Fill free seats from the line, first come first, one transaction each."""

from __future__ import annotations

from shared.domain.digest_plan import look_of
from shared.domain.errors import GateRefused, QuotaFull, Stale
from shared.domain.gate import GateMove, allows
from shared.domain.writes import MoveGate
from shared.ports import Ports
from shared.verbs.letters import count, promote_head
from shared.verbs.seat import first_eligible

MOST_AT_ONCE = 200


def fill_seats(ports: Ports, event_id: str) -> bool:
    """Promote while a seat is free and somebody waits whom no quota holds back; whether it is done.

    False after MOST_AT_ONCE promotions: there may be more to do.
    """
    event = ports.events.fresh(event_id)
    for _ in range(MOST_AT_ONCE):
        gate, head = ports.store.gate_and_head(event_id)
        if head is None or not allows(gate, GateMove.FILL_SEAT):
            return True
        place = first_eligible(ports, event) if event.quotas.any else head
        if place is None:
            return True
        now = ports.clock.now()
        look = look_of(event, now)
        fill = MoveGate(event_id, GateMove.FILL_SEAT, event.settings_version, look_at=look)
        try:
            ports.store.commit(
                [
                    fill,
                    *promote_head(ports, event, place, now),
                    *count(event, place.tallies, taken=1, waiting=-1),
                ],
                ports.ids.new(now),
            )
        except (GateRefused, QuotaFull, Stale):
            event = ports.events.fresh(event_id)
            continue  # somebody else has just served this place, or changed the settings
    return False
