"""The journal: what happened, in order, for the digest. It holds ids, no personal data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ChangeKind(StrEnum):
    """What happened."""

    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    PROMOTED = "promoted"
    LEFT_SEAT = "left_seat"
    LEFT_LINE = "left_line"
    CORRECTED = "corrected"
    RELEASED = "released"
    UNDELIVERED = "undelivered"


@dataclass(frozen=True)
class Change:
    """One happening. `id` sorts by time; `detail` is a release number or a mail's fate."""

    event: str
    id: str
    at: datetime
    kind: ChangeKind
    registration: str | None = None
    detail: str | None = None
