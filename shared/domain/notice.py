"""Notices: what changed lately, kept until it has been quiet for a while, and told once.

Every change is kept as it was noted, with the settings version that it made: whoever got a seat in
between hears only of what came after. `notice_plan.py` has the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shared.domain.changes import Note, What

Notify = Literal["default", "all", "none"]
"""Of which changes people hear by mail."""
TIME, STATUS = "time", "status"
ASPECTS = {
    **dict.fromkeys((What.ADDED, What.REMOVED, What.MOVED), TIME),
    **dict.fromkeys((What.CANCELLED, What.POSTPONED, What.RESTORED), STATUS),
    **dict.fromkeys((What.EVENT_CANCELLED, What.EVENT_POSTPONED, What.EVENT_RESTORED), STATUS),
}
"""What different notes tell of the same; every other note has an aspect of its own."""
Key = tuple[str | None, str]


@dataclass(frozen=True)
class Noted:
    """One change and the settings version that it made; `told`: by itself it leads to a mail."""

    note: Note
    version: int
    told: bool = True

    @property
    def key(self) -> Key:
        """The session (None: the event) and what of it changed."""
        return self.note.session, ASPECTS.get(self.note.what, self.note.what)


@dataclass(frozen=True)
class Notice:
    """What is to be told of an event at `due_at`, one open for each event.

    `further` is how many changes were too many to be kept. `version` begins at the event's settings
    version, so that no two notices of an event ever have the same.
    """

    event: str
    opened_at: datetime
    due_at: datetime
    noted: tuple[Noted, ...] = ()
    further: int = 0
    version: int = 1
