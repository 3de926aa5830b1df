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
    """The delivery is not proven genuine; `reason` says why in a word, for whoever sets it up."""

    reason: str


class Kind(StrEnum):
    """What a delivery is about."""

    REGISTRATION = "registration"
    OTHER = "other"
    TEST = "test"


@dataclass(frozen=True)
class Answered:
    """One answer of a form service's form, as text. `names` are what else the service calls its
    question (ref, key, id); `means` is the form key that the question's type tells, if it does.
    """

    label: str
    value: str
    names: tuple[str, ...] = ()
    means: str | None = None


@dataclass(frozen=True)
class Incoming:
    """A delivery as read: `values` by keys that are ours where the sender uses them, or `answers`
    of a form of the sender's own, whose meaning is yet to be found. A test registers nobody.

    `sender_id` names the delivery and stays the same when it is sent again; `response_id` names
    what the person sent and stays the same when they edit it (None: the sender has none).
    """

    kind: Kind
    sender_id: str
    response_id: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    answers: tuple[Answered, ...] = ()


class Sender(Protocol):
    """One form service. Header names come in any case; nothing is parsed before `verify`."""

    def verify(
        self,
        headers: Mapping[str, str],
        body: bytes,
        secrets: Sequence[str],
        now: datetime,
        path_secret: str | None = None,
    ) -> None:
        """Raise SignatureRejected unless one of the secrets signed these very bytes.

        `path_secret` is what the address holds for senders that sign nothing.
        """

    def read(self, headers: Mapping[str, str], body: bytes) -> Incoming:
        """Read a delivery that is genuine. Raises Invalid when its bytes cannot be read."""


def short_id(text: str) -> str:
    """An id as it is kept: one clean line; a long one is known by its hash."""
    line = clean_line(text)
    if len(line) <= LONGEST_ID:
        return line
    return "sha256-" + hashlib.sha256(line.encode()).hexdigest()
