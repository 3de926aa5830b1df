"""The webhook desk: every genuine delivery kept verbatim with its outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a delivery."""

    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    PENDING = "pending"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    IGNORED = "ignored"


@dataclass(frozen=True)
class Receipt:
    """That a sender's id was seen, and what the first delivery under it came to."""

    event: str
    sender: str
    sender_id: str
    outcome: str
    registration: str | None
    at: datetime


@dataclass(frozen=True)
class Delivery:
    """One incoming webhook as received."""

    event: str
    id: str
    sender: str
    received_at: datetime
    outcome: str
    reason: str | None
    registration: str | None
    body: bytes
