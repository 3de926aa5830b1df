"""SES's events as SNS and EventBridge bring them, in both dialects; unknown fields are passed over.

Shapes: "Contents of event data that Amazon SES publishes" and "Amazon SNS notification contents"
in the SES developer guide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parseaddr
from typing import Annotated

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

from shared.domain.message import News

NOT_SPAM = "not-spam"
"""The report that a mail was wrongly taken for spam (RFC 6430): no complaint at all."""
_CODE = re.compile(r"[A-Za-z][A-Za-z -]{0,39}")
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_REPLY = re.compile(r"(?:smtp; ?)?([245]\d\d)\b", re.IGNORECASE)


def _read_instant(told: object) -> datetime | None:
    """An instant in UTC; None for what is none: what happened counts all the same."""
    try:
        at = datetime.fromisoformat(told) if isinstance(told, str) else None
        return at and (at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None


Instant = Annotated[datetime | None, BeforeValidator(_read_instant)]


class _FromSes(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, frozen=True)


class Recipient(_FromSes):
    """Somebody whom a bounce or a complaint is about."""

    email_address: str
    status: str | None = None
    diagnostic_code: str | None = None


class Bounce(_FromSes):
    """A mail that came back: for good (Permanent), for now (Transient), or nobody knows
    (Undetermined).
    """

    bounce_type: str
    bounce_sub_type: str | None = None
    bounced_recipients: list[Recipient]
    timestamp: Instant = None
    feedback_id: str = ""


class Complaint(_FromSes):
    """A mail that somebody called unwanted."""

    complained_recipients: list[Recipient]
    complaint_feedback_type: str | None = None
    timestamp: Instant = None
    feedback_id: str = ""


class Delivery(_FromSes):
    """A mail that the recipient's server took."""

    timestamp: Instant = None
    smtp_response: str | None = None


class DeliveryDelay(_FromSes):
    """A mail that the recipient's server did not take yet."""

    timestamp: Instant = None
    delay_type: str | None = None


class Reject(_FromSes):
    """A mail that SES itself would not send."""

    reason: str | None = None


class Mail(_FromSes):
    """The mail that the event is about, by SES's id, with the tags that we gave it."""

    message_id: str
    timestamp: Instant = None
    destination: list[str] = []
    tags: dict[str, list[str]] = {}


class Notice(_FromSes):
    """One event (`eventType`), or one notification of the older kind (`notificationType`)."""

    kind: str = Field(validation_alias=AliasChoices("eventType", "notificationType"))
    mail: Mail
    bounce: Bounce | None = None
    complaint: Complaint | None = None
    delivery: Delivery | None = None
    delivery_delay: DeliveryDelay | None = None
    reject: Reject | None = None

    @property
    def what(self) -> News | None:
        """What it tells (None: nothing that is kept, such as an opening or a click)."""
        if self.kind == "Bounce":
            return News.BOUNCED if self.bounce else None
        if self.kind == "Complaint":
            told = self.complaint
            taken_back = told is None or told.complaint_feedback_type == NOT_SPAM
            return None if taken_back else News.COMPLAINED
        return _WITHOUT_RECIPIENT.get(self.kind)

    @property
    def reason(self) -> str | None:
        """`bounced`, `complained` or `rejected` when the mail never counts as come; else None."""
        if self.what is News.BOUNCED:
            return "bounced" if self._bounce_type == "permanent" else None
        return self.what.value if self.what in (News.COMPLAINED, News.REJECTED) else None

    @property
    def at(self) -> datetime | None:
        """When it happened, by the provider's clock."""
        parts = (self.bounce, self.complaint, self.delivery, self.delivery_delay)
        told = (part.timestamp for part in parts if part is not None)
        return next((at for at in told if at), self.mail.timestamp)

    @property
    def detail(self) -> str | None:
        """Codes alone; a diagnostic text may quote addresses and is cut."""
        if self.what is News.BOUNCED:
            return self._bounce_detail()
        if self.what is News.COMPLAINED and self.complaint:
            return _code(self.complaint.complaint_feedback_type)
        if self.what is News.DELIVERED and self.delivery:
            return _reply(self.delivery.smtp_response)
        if self.what is News.DELAYED and self.delivery_delay:
            return _code(self.delivery_delay.delay_type)
        if self.what is News.REJECTED:
            return _code(self.reject.reason) if self.reject else _code(self.kind)
        return None

    @property
    def id(self) -> str:
        """What repeats of this event have in common: the feedback's own id, else kind, mail and
        instant.
        """
        told = self.bounce or self.complaint
        when = [self.at.isoformat()] if self.at else []
        return (told and told.feedback_id) or " ".join([self.kind, self.mail.message_id, *when])

    @property
    def addresses(self) -> tuple[str, ...]:
        """The bare addresses concerned, and the one that we wrote to: a bounce may name the
        mailbox to which that one forwards.
        """
        told = [r.email_address for r in self.bounce.bounced_recipients] if self.bounce else []
        if self.complaint:
            told += [r.email_address for r in self.complaint.complained_recipients]
        written = self.mail.destination if len(self.mail.destination) == 1 else []
        found = (parseaddr(text)[1] for text in (*told, *written))
        return tuple(dict.fromkeys(address for address in found if address))

    def tag(self, name: str) -> str | None:
        """The value of one of our tags."""
        return next(iter(self.mail.tags.get(name, ())), None)

    @property
    def _bounce_type(self) -> str:
        """permanent, transient or undetermined; what SES may add some day is undetermined."""
        told = self.bounce.bounce_type.lower() if self.bounce else ""
        return told if told in ("permanent", "transient") else "undetermined"

    def _bounce_detail(self) -> str:
        assert self.bounce is not None
        first = next(iter(self.bounce.bounced_recipients), None)
        codes = (
            self._bounce_type,
            _code(self.bounce.bounce_sub_type),
            _status(first.status) or _reply(first.diagnostic_code) if first else None,
        )
        return ", ".join(code for code in codes if code)


_WITHOUT_RECIPIENT: Mapping[str, News] = {
    "Send": News.SENT,
    "Delivery": News.DELIVERED,
    "DeliveryDelay": News.DELAYED,
    "Reject": News.REJECTED,
    "Rendering Failure": News.REJECTED,
}
"""Events that name nobody but in passing. Open, Click and Subscription are understood and
dropped."""


def read_notice(text: str) -> Notice:
    """An event out of the Message of an SNS notification. Raises ValueError."""
    return Notice.model_validate_json(text)


def read_detail(detail: object) -> Notice:
    """An event out of the detail of an EventBridge event. Raises ValueError."""
    return Notice.model_validate(detail)


def _code(text: str | None) -> str | None:
    return text if text and _CODE.fullmatch(text) else None


def _status(text: str | None) -> str | None:
    return text if text and _STATUS.fullmatch(text) else None


def _reply(text: str | None) -> str | None:
    found = _REPLY.match(text or "")
    return found[1] if found else None
