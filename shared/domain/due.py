"""Due items: what must happen at an instant. The timer's only food."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DueKind(StrEnum):
    """Which verb a due item calls."""

    MESSAGE = "message"
    DIGEST = "digest"
    PROMOTION = "promotion"


@dataclass(frozen=True)
class Due:
    """A pointer out of the index: `key` names the noun of that kind (empty: one per event)."""

    kind: DueKind
    event: str
    key: str
    at: datetime


@dataclass(frozen=True)
class DigestSchedule:
    """When the event's next digest is due, and up to where the last one told the journal.

    `told` are the ids of changes near the end of the last digest's window that it has told:
    a change committed late is then told by the next one, and none is told twice.
    """

    event: str
    due_at: datetime | None
    since: datetime
    told: tuple[str, ...] = ()
    version: int = 1


@dataclass(frozen=True)
class PromotionDue:
    """That free seats may have to go to the line; written when a capacity changes."""

    event: str
    due_at: datetime
