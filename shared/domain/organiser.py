"""Organisers: who runs events, by token, within a scope."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

EVERYTHING = "*"


@dataclass(frozen=True)
class Organiser:
    """Somebody who runs events; `events` are ids, or `*` for everything."""

    id: str
    email: str
    events: tuple[str, ...]
    token_hash: str
    created_at: datetime
    version: int = 1

    def may(self, event: str) -> bool:
        """Whether the event is in scope."""
        return EVERYTHING in self.events or event in self.events


@dataclass(frozen=True)
class Grant:
    """What the hash of a token stands for."""

    token_hash: str
    organiser: str
    email: str
    events: tuple[str, ...]
    version: int = 1


def hash_token(token: str) -> str:
    """SHA-256 of a token; tokens are long and random, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
