"""Find the event that an address names."""

from __future__ import annotations

import re
from collections.abc import Callable

from shared.domain.errors import Missing
from shared.domain.event import Event

_ID = re.compile(r"[a-z0-9][a-z0-9-]{2,62}")


def find_event(load: Callable[[str], Event], event_id: str) -> Event:
    """The event of that id. Raises Missing, without asking the store for what cannot be an id."""
    if not _ID.fullmatch(event_id):
        raise Missing("event")
    return load(event_id)
