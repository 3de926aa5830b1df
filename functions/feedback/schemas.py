"""SES's events as SNS brings them, in both of its dialects; unknown fields are passed over."""

from __future__ import annotations

from email.utils import parseaddr

from pydantic import AliasChoices, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

NOT_SPAM = "not-spam"
"""The report that a mail was wrongly taken for spam (RFC 6430): no complaint at all."""


class _FromSes(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, frozen=True)


class Recipient(_FromSes):
    """Somebody whom a bounce or a complaint is about."""

    email_address: str


class Bounce(_FromSes):
    """A mail that came back; only Permanent ones mean that the address is dead."""

    bounce_type: str
    bounced_recipients: list[Recipient]
    feedback_id: str = ""


class Complaint(_FromSes):
    """A mail that somebody called unwanted."""

    complained_recipients: list[Recipient]
    complaint_feedback_type: str | None = None
    feedback_id: str = ""


class Mail(_FromSes):
    """The mail that the event is about, by SES's id, with the tags that we gave it."""

    message_id: str
    destination: list[str] = []
    tags: dict[str, list[str]] = {}


class Notice(_FromSes):
    """One event (`eventType`), or one notification of the older kind (`notificationType`)."""

    kind: str = Field(validation_alias=AliasChoices("eventType", "notificationType"))
    mail: Mail
    bounce: Bounce | None = None
    complaint: Complaint | None = None

    @property
    def reason(self) -> str | None:
        """`bounced` or `complained` when the address must be left alone; else None."""
        if self.kind == "Bounce" and self.bounce and self.bounce.bounce_type == "Permanent":
            return "bounced"
        complaint = self.complaint if self.kind == "Complaint" else None
        if complaint and complaint.complaint_feedback_type != NOT_SPAM:
            return "complained"
        return None

    @property
    def id(self) -> str:
        """What repeats of this event have in common."""
        told = self.bounce or self.complaint
        return (told and told.feedback_id) or f"{self.kind} {self.mail.message_id}"

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


def read_notice(text: str) -> Notice:
    """An event out of the Message of an SNS notification. Raises ValueError."""
    return Notice.model_validate_json(text)
