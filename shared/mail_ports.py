"""Ports of mail: the provider that takes it, and the place of letters of nomination."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # nouns stand in annotations alone, so that a port loads none
    from datetime import datetime

    from shared.domain.letter import LetterForm


@dataclass(frozen=True)
class OutgoingMail:
    """One mail for one recipient, ready to send. `tags` come back in the provider's events."""

    source: str
    to: str
    raw: bytes
    tags: Mapping[str, str]


class Mail(Protocol):
    """The provider that takes mail."""

    def send(self, mail: OutgoingMail) -> str:
        """Send once; the provider's id. Raises MailFailed."""


class Letters(Protocol):
    """Letters of nomination, one for a registration; people send and fetch them there directly."""

    def presign(
        self, event_id: str, registration_id: str, media_type: str, back: str
    ) -> LetterForm:
        """A form that takes a letter for 15 minutes and then leads `back`. Raises Missing."""

    def received(self, event_id: str, registration_id: str) -> datetime | None:
        """When the letter came (None: not yet). Raises StoreUnavailable."""

    def address(self, event_id: str, registration_id: str) -> str | None:
        """Where the letter can be fetched for 15 minutes. Raises StoreUnavailable."""

    def forget(self, event_id: str, registration_id: str) -> None:
        """Remove the letter, there or not. Raises StoreUnavailable."""
