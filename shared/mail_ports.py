"""Ports of mail: the provider that takes it, and the places of letters and of attachments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # nouns stand in annotations alone, so that a port loads none
    from datetime import datetime

    from shared.domain.allotment import SendLimits
    from shared.domain.attachment import Attachment, AttachmentNote
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

    def message_id(self, provider_id: str) -> str:
        """The Message-ID that a mail of that id came with, as In-Reply-To names it."""

    def limits(self) -> SendLimits | None:
        """What the provider allows now; None when it cannot be learnt."""


class Patience(Protocol):
    """Waiting for a moment, seconds at most."""

    def wait_until(self, at: datetime) -> None:
        """Return at that instant; at once when it has passed."""


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


class Attachments(Protocol):
    """Files that go out with what organisers write, each named by its content."""

    def keep(self, event_id: str, attachment: Attachment) -> None:
        """Keep a file, there or not. Raises Refused where there is no place for files, and
        StoreUnavailable.
        """

    def look_up(self, event_id: str, attachment_id: str) -> AttachmentNote | None:
        """What is known of a file (None: it is not there). Raises StoreUnavailable."""

    def fetch(self, event_id: str, attachment_id: str) -> Attachment | None:
        """A file with its bytes (None: it is not there). Raises StoreUnavailable."""
