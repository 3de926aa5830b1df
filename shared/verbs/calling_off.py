"""Whether people are still to be told that an event is cancelled."""

from __future__ import annotations

from shared.domain.due import DueKind
from shared.domain.event import Event
from shared.domain.session import Status
from shared.ports import Ports


def is_calling_off(ports: Ports, event: Event) -> bool:
    """Whether not everybody has been told yet that the event is cancelled.

    Until then notices wait: if it takes place after all, they are owed to whoever was not told.
    """
    if event.status is not Status.CANCELLED:
        return False
    return ports.store.due_item(event.id, DueKind.CALL_OFF) is not None
