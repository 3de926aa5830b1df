"""Where something is, in the outline's object shape."""

from __future__ import annotations

from functions.organiser.schemas.part import Part
from functions.organiser.schemas.reading import Line


class Place(Part):
    """Where the event is, in the outline's object shape."""

    text: Line | None = None
    venue: Line | None = None
    room: Line | None = None
    city: Line | None = None
    country: Line | None = None
