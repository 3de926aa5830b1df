"""Give free seats to the line when a capacity was raised and whoever raised it went away."""

from __future__ import annotations

from shared.domain.due import Due
from shared.domain.writes import Remove
from shared.ports import Ports
from shared.verbs.fill_seats import fill_seats


def serve_line(ports: Ports, due: Due) -> bool:
    """Promote while there are seats; the due item goes when the line is served. Raises Stale."""
    waiting = ports.store.due_item(due.event, due.kind)
    if waiting is None:
        return False
    if fill_seats(ports, due.event):
        ports.store.commit([Remove(waiting)], ports.ids.new(ports.clock.now()))
    return True
