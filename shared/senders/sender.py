"""What every webhook sender does: prove that a delivery is genuine, then read it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from shared.domain.errors import SecretariatError
from shared.domain.text import clean_line

LONGEST_ID = 128


@dataclass
class SignatureRejected(SecretariatError):
    """The delivery is not proven genuine; `reason` says why, for whoever sets a sender up."""

    reason: str


class Kind(StrEnum):
    """What a delivery is about."""

    REGISTRATION = "registration"
    OTHER = "other"


@dataclass(frozen=True)
class Incoming:
    """A delivery as read. `values` are texts by the sender's own keys, ours where it uses them.

    `sender_id` names the delivery and stays the same when it is sent again; `response_id` names
    what the person sent and stays the same when they edit it (None: the sender has none).
    """

    kind: Kind
    sender_id: str
    response_id: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)


class Sender(Protocol):
    """One form service. Header names come in any case; nothing is parsed before `verify`."""

    def verify(
        self, headers: Mapping[str, str], body: bytes, secrets: Sequence[str], now: datetime
    ) -> None:
        """Raise SignatureRejected unless one of the secrets signed these very bytes."""

    def read(self, headers: Mapping[str, str], body: bytes) -> Incoming:
        """Read a delivery that is genuine. Raises Invalid when its bytes cannot be read."""


def short_id(text: str) -> str:
    """An id as it is kept: one clean line; a long one is known by its hash."""
    line = clean_line(text)
    if len(line) <= LONGEST_ID:
        return line
    return "sha256-" + hashlib.sha256(line.encode()).hexdigest()
