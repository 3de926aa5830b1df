"""The webhook desk: every genuine delivery as it came, with its outcome; and what was rejected."""

from __future__ import annotations

from dataclasses import dataclass, replace
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


QUARANTINED = "quarantined"
"""What organisers call a delivery that is kept because nobody usable could be read out of it."""
UNMAPPED = "unmapped"
"""The reason of such a delivery's refusal; no other outcome has it."""
MOST_ATTEMPTS = 20


@dataclass(frozen=True)
class Receipt:
    """That a sender's id was seen, and the outcome that every repeat of it names."""

    event: str
    sender: str
    sender_id: str
    outcome: str
    registration: str | None
    at: datetime


@dataclass(frozen=True)
class Delivery:
    """One incoming webhook as received.

    `content_type` is what its body must be read by, `sender_id` names its receipt.
    """

    event: str
    id: str
    sender: str
    received_at: datetime
    outcome: str
    reason: str | None
    registration: str | None
    body: bytes
    sender_id: str = ""
    content_type: str | None = None
    version: int = 1

    def is_called(self, outcome: str) -> bool:
        """Whether organisers call it so: by its outcome, or quarantined."""
        if outcome == QUARANTINED:
            return self.reason == UNMAPPED
        return self.outcome == outcome


@dataclass(frozen=True)
class Attempt:
    """One delivery that no secret proved genuine: why not, its size in bytes, its headers' names.

    `secret` is a fingerprint of the secrets that were configured then.
    """

    at: datetime
    reason: str
    size: int
    headers: tuple[str, ...]
    secret: str


@dataclass(frozen=True)
class RejectedAttempts:
    """How many deliveries of a sender were rejected, and the last of them, latest first."""

    event: str
    sender: str
    count: int
    last: tuple[Attempt, ...]
    version: int = 1

    def with_one_more(self, attempt: Attempt) -> RejectedAttempts:
        """One more counted; only the latest are remembered."""
        last = (attempt, *self.last)[:MOST_ATTEMPTS]
        return replace(self, count=self.count + 1, last=last, version=self.version + 1)
