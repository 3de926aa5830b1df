"""A message as the bytes of a mail: one recipient, plain text, HTML, and the calendar part."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from shared.calendar.invitation import invitation
from shared.domain.address import wire_address
from shared.domain.digest_plan import reader_key
from shared.domain.errors import Invalid
from shared.domain.event import Event
from shared.domain.message import Message, MessageKind, Recipient
from shared.domain.registration import Registration
from shared.domain.text import clean_line
from shared.domain.token import DIGEST, FOCAL_POINT, INVITATION, make_link_token
from shared.render.mail.headers import header_text, mailbox, unstructured, write_fields
from shared.render.mail.meeting import describe_meeting, organiser_name
from shared.render.mail.paragraphs import split_paragraphs
from shared.render.mail.reminding import Reminding, describe_reminder
from shared.render.mail.templates import MailText, fill_note, fill_templates, language_of

KEY_FIELD = "X-Secretariat-Message"
"""Our own key of the message: the provider replaces Message-ID and Date."""
INVITING = frozenset({MessageKind.INVITATION, MessageKind.REMINDER})
"""Kinds whose link is an invitation's; a reminder's only where it is about one."""


@dataclass(frozen=True)
class RenderedMail:
    """One mail ready to send: sender's and recipient's bare addresses, bytes, tags."""

    source: str
    to: str
    raw: bytes
    tags: Mapping[str, str]


@dataclass(frozen=True)
class _Letter:
    """A message with all that its mail is made of."""

    message: Message
    event: Event
    registration: Registration | None
    to: Recipient
    language: str
    public_url: str
    organiser_address: str

    @property
    def agenda_url(self) -> str:
        return f"{self.public_url}/agenda/{self.event.id}/agenda.html"

    @property
    def self_url(self) -> str | None:
        """The self-service link of the person the mail is about."""
        person = self.registration
        if person is None:
            return None
        key = self.event.signing_key
        token = make_link_token(key, self.event.id, person.id, person.link_version)
        return f"{self.public_url}/registration/self/{token}"

    @property
    def guest_url(self) -> str | None:
        """The link of an invitation or of an institution's focal point."""
        facts = self.message.facts
        if self.message.kind in INVITING and "invitation" in facts:
            return self._link(f"/{self.event.id}?invitation=", facts["invitation"], INVITATION)
        if self.message.kind is MessageKind.FOCAL_POINT:
            return self._link("/focal/", facts["institution_id"], FOCAL_POINT)
        return None

    def _link(self, path: str, about: str, purpose: str) -> str:
        key, version = self.event.signing_key, int(self.message.facts["link_version"])
        token = make_link_token(key, self.event.id, about, version, purpose)
        return f"{self.public_url}/registration{path}{token}"

    @property
    def leave_url(self) -> str | None:
        """Where the reader of a digest takes themselves off, by one click of the mail program."""
        if self.message.kind is not MessageKind.DIGEST:
            return None
        event = self.event
        about = reader_key(event.id, self.to.address)
        token = make_link_token(event.signing_key, event.id, about, 1, DIGEST)
        return f"{self.public_url}/registration/digest/{token}"

    @property
    def has_calendar(self) -> bool:
        """Whether a calendar part belongs to the mail and there is a day to enter."""
        asked = self.message.entry is not None and self.message.method is not None
        return asked and bool(self.event.span or self.event.dates)


def render_message(
    message: Message,
    event: Event,
    registration: Registration | None,
    position: int | None,
    now: datetime,
    public_url: str,
    sender_identity: str,
    programme: str = "",
) -> RenderedMail:
    """The mail of a message at `now`. `position` counts from 1 in the line; `programme` is the
    agenda as plain text, for a reminder that carries it.

    Raises Invalid at `address` when `recipient_of` knows nobody.
    """
    source = wire_address(sender_identity)
    letter = _Letter(
        message,
        event,
        registration,
        _must_reach(recipient_of(message, registration)),
        language_of(message.kind, event.locale),
        public_url,
        _ascii_address(event.monitored_address or "") or source,
    )
    text = _text(letter, position, _reminding(letter, now, programme))
    body = _body(letter, text, now)
    fields = write_fields(_fields(letter, text.subject, source, now))
    return RenderedMail(source, letter.to.address, fields + body.as_bytes(), _tags(message))


def recipient_of(message: Message, registration: Registration | None) -> Recipient | None:
    """To whom the message goes, with the address as headers carry it; None: to nobody.

    SES has no SMTPUTF8, so no mail reaches a local part beyond ASCII.
    """
    person = message.to
    if person is None and registration is not None:
        person = Recipient(registration.email, registration.name)
    address = _ascii_address(person.address) if person else None
    return Recipient(address, person.name) if person and address else None


def _must_reach(to: Recipient | None) -> Recipient:
    if to is None:
        raise Invalid.at("address", "No mail can be sent to this address.")
    return to


def _ascii_address(text: str) -> str | None:
    """The address as headers carry it, or None when it cannot stand in one."""
    try:
        address = wire_address(text)
    except Invalid:
        return None
    return address if address.isascii() else None


def _reminding(letter: _Letter, now: datetime, programme: str) -> Reminding | None:
    if letter.message.kind is not MessageKind.REMINDER:
        return None
    facts = letter.message.facts
    return describe_reminder(letter.event, facts, letter.language, now, programme)


def _text(letter: _Letter, position: int | None, reminder: Reminding | None) -> MailText:
    facts = letter.message.facts
    if letter.message.kind is MessageKind.DIGEST:
        return MailText(facts["subject"], facts["text"], facts["html"])
    person = letter.registration
    return fill_templates(
        letter.message.kind,
        letter.language,
        {
            "meeting": describe_meeting(letter.event, letter.language),
            "agenda_url": letter.agenda_url,
            "self_url": letter.self_url,
            "guest_url": letter.guest_url,
            "name": clean_line(letter.to.name),
            "institution": clean_line((person and person.institution) or ""),
            "state": person.state if person else None,
            "position": position,
            "reminder": reminder,
            "reason": facts.get("reason"),
            "facts": {name: clean_line(told) for name, told in facts.items()},
            "changes": [clean_line(line) for line in facts.get("changes", "").splitlines()],
            "paragraphs": split_paragraphs(facts.get("body", "")),
            "calendar": letter.has_calendar,
        },
    )


def _fields(
    letter: _Letter, subject: str, source: str, now: datetime
) -> tuple[tuple[str, str], ...]:
    return (
        ("From", mailbox(organiser_name(letter.event), source)),
        ("To", mailbox(letter.to.name, letter.to.address)),
        ("Reply-To", letter.organiser_address),
        ("Subject", unstructured(subject)),
        ("Date", format_datetime(now)),
        ("Auto-Submitted", "auto-generated"),
        (KEY_FIELD, letter.message.key),
        *_leaving(letter),
    )


def _leaving(letter: _Letter) -> tuple[tuple[str, str], ...]:
    """One-click unsubscription (RFC 8058 section 3.1); only digests are subscribed to.

    The link stands in the header alone: a digest is forwarded, and its header is not.
    """
    if letter.leave_url is None:
        return ()
    return (
        ("List-Unsubscribe", f"<{letter.leave_url}>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    )


def _body(letter: _Letter, text: MailText, now: datetime) -> EmailMessage:
    """multipart/alternative; around a calendar part multipart/mixed with the file once more."""
    body = EmailMessage(policy=SMTP)
    body.set_content(text.text, cte="quoted-printable")
    body.add_alternative(text.html, subtype="html", cte="quoted-printable")
    if letter.has_calendar:
        _add_calendar(letter, body, _calendar(letter, now))
    mark = hashlib.sha256(letter.message.key.encode()).hexdigest()[:24]
    for number, part in enumerate(part for part in body.walk() if part.is_multipart()):
        part.set_boundary(f"=_{mark}_{number}")  # "=_" stands in no encoded part (RFC 2045, 6.7)
    return body


def _add_calendar(letter: _Letter, body: EmailMessage, calendar: bytes) -> None:
    assert letter.message.method is not None
    body.add_alternative(
        calendar.decode(),
        subtype="calendar",
        cte="base64",
        params={"method": letter.message.method.value},
    )
    body.add_attachment(calendar, maintype="application", subtype="ics", filename="invite.ics")


def _calendar(letter: _Letter, now: datetime) -> bytes:
    message, event = letter.message, letter.event
    assert message.entry is not None
    assert message.method is not None
    words = {
        "meeting": describe_meeting(event, letter.language),
        "agenda_url": letter.agenda_url,
    }
    return invitation(
        event,
        message.entry,
        message.method,
        attendee_name=header_text(letter.to.name),
        attendee_address=letter.to.address,
        organiser_name=organiser_name(event),
        organiser_address=letter.organiser_address,
        stamp=now,
        description=fill_note("calendar_entry", letter.language, words),
        url=letter.agenda_url,
    )


def _tags(message: Message) -> Mapping[str, str]:
    """What comes back in the provider's events; values of letters, digits, dashes."""
    tags = {"event": message.event, "kind": message.kind.value, "message": message.key}
    return {**tags, "registration": message.registration} if message.registration else tags
