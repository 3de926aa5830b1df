"""Erasures: what is still to be forgotten of somebody whose registration has been blanked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Erasure:
    """The rest of an erasure: messages, and the deliveries of form services.

    `address` finds deliveries that registered nobody; it goes when all is done. `after` is the
    delivery reached (empty: not begun).
    """

    event: str
    registration: str
    address: str
    due_at: datetime
    after: str = ""
    version: int = 1
