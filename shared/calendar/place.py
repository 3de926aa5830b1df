"""The place of an event as one line, for calendars and pages alike."""

from __future__ import annotations

from shared.domain.place import Location
from shared.domain.text import fold


def place_line(location: Location) -> str:
    """The place as printed (else venue and room), with city and country if it lacks them."""
    printed = (location.text or "").rstrip(" .")
    parts = [printed] if printed else [part for part in (location.venue, location.room) if part]
    for more in (location.city, location.country):
        if more and fold(more) not in fold(", ".join(parts)):
            parts.append(more)
    return ", ".join(parts)
