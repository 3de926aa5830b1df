"""Give free seats to the line when a capacity was raised and whoever raised it went away."""

from __future__ import annotations

from shared.domain.due import Due
from shared.ports import Ports, Remove
from shared.verbs.fill_seats import fill_seats


def serve_line(ports: Ports, due: Due) -> bool:
    """Promote while there are seats; the due item goes when the line is served. Raises Stale."""
    waiting = ports.store.promotion_due(due.event)
    if waiting is None:
        return False
    if fill_seats(ports, due.event):
        ports.store.commit([Remove(waiting)], ports.ids.new(ports.clock.now()))
    return True
