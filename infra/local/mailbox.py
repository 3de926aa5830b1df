"""The mailbox of the local stack: every mail that the provider took, as it was given to it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from email.policy import default
from threading import Lock
from uuid import uuid4

from shared.agenda_ports import Clock
from shared.domain.allotment import SendLimits
from shared.mail_ports import Mail, OutgoingMail


@dataclass(frozen=True)
class Kept:
    """One mail that went out; `id` is the provider's, `kind` and `event` are our own tags."""

    id: str
    kind: str
    event: str
    to: str
    subject: str
    at: datetime
    packed: bytes = field(repr=False)

    @property
    def raw(self) -> bytes:
        """The bytes that the provider was given."""
        return zlib.decompress(self.packed)


@dataclass(frozen=True)
class Opened:
    """What a reader sees of a mail; a part that it does not have is None."""

    text: str | None
    html: str | None
    calendar: str | None


class InProcessProvider:
    """A provider that takes every mail at once, for the engine in RAM."""

    def send(self, mail: OutgoingMail) -> str:  # noqa: ARG002 -- the port's parameter
        """A new id of the shape that SES gives."""
        return str(uuid4())

    def message_id(self, provider_id: str) -> str:
        """A Message-ID of the shape that SES gives."""
        return f"<{provider_id}@email.amazonses.com>"

    def limits(self) -> SendLimits | None:
        """As much as anybody likes."""
        return SendLimits()


class Mailbox:
    """The Mail port before a provider; it keeps what the provider takes, in order."""

    def __init__(self, provider: Mail, clock: Clock) -> None:
        self._provider = provider
        self._clock = clock
        self._lock = Lock()
        self._kept: dict[str, Kept] = {}

    def send(self, mail: OutgoingMail) -> str:
        """Send by the provider and keep the mail. Raises MailFailed."""
        provider_id = self._provider.send(mail)
        kept = Kept(
            id=provider_id,
            kind=mail.tags["kind"],
            event=mail.tags["event"],
            to=mail.to,
            subject=subject_of(mail.raw),
            at=self._clock.now(),
            packed=zlib.compress(mail.raw, level=1),
        )
        with self._lock:
            self._kept[provider_id] = kept
        return provider_id

    def message_id(self, provider_id: str) -> str:
        """As the provider writes it."""
        return self._provider.message_id(provider_id)

    def limits(self) -> SendLimits | None:
        """None at all: what goes out stays in this process, whatever the provider would allow."""
        return SendLimits()

    def mails(self) -> list[Kept]:
        """All mails in the order of sending."""
        with self._lock:
            return list(self._kept.values())

    def mail(self, provider_id: str) -> Kept | None:
        """One mail."""
        with self._lock:
            return self._kept.get(provider_id)


def subject_of(raw: bytes) -> str:
    """The subject of a mail as people read it; empty where it has none."""
    return str(BytesHeaderParser(policy=default).parsebytes(raw)["subject"] or "")


def open_mail(raw: bytes) -> Opened:
    """The parts of a mail that people and calendars read."""
    message = BytesParser(policy=default).parsebytes(raw)
    return Opened(
        text=_part(message, "text/plain"),
        html=_part(message, "text/html"),
        calendar=_part(message, "text/calendar"),
    )


def _part(message: EmailMessage, kind: str) -> str | None:
    found = (part for part in message.walk() if part.get_content_type() == kind)
    part = next(found, None)
    return None if part is None else str(part.get_content()).replace("\r\n", "\n")
