"""Reminders: how long before what an event's people are written to, and which people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Anchor(StrEnum):
    """What a reminder comes before: the meeting's start, or the closing of its registration."""

    START = "start"
    CLOSING = "closing"


class Reminded(StrEnum):
    """Who is reminded: everybody with a place, or who was invited and has not answered."""

    REGISTERED = "registered"
    SILENT = "silent"


@dataclass(frozen=True)
class Reminder:
    """One reminder, `before_hours` (1-8760) before its anchor by the event's wall clock: 24 hours
    before 09:00 is 09:00 the day before, also when the clock changes in the night between.
    """

    before_hours: int
    of: Anchor = Anchor.START
    to: Reminded = Reminded.REGISTERED

    @property
    def has_programme(self) -> bool:
        """Whether the mail carries the whole programme: the one of the last day, to who comes."""
        last_day = self.before_hours <= 24 and self.of is Anchor.START
        return last_day and self.to is Reminded.REGISTERED
