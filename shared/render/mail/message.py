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
from shared.domain.address import ascii_address, wire_address
from shared.domain.attachment import PDF, Attachment
from shared.domain.digest_plan import reader_key
from shared.domain.entry import Method, event_as_told
from shared.domain.errors import Invalid
from shared.domain.event import Event
from shared.domain.message import Message, MessageKind, Recipient
from shared.domain.registration import Registration
from shared.domain.text import clean_line
from shared.domain.token import DIGEST, FOCAL_POINT, INVITATION, make_link_token
from shared.render.mail.entry_words import say_entry
from shared.render.mail.headers import header_text, mailbox, token, unstructured, write_fields
from shared.render.mail.meeting import answer_address, describe_meeting, organiser_name
from shared.render.mail.paragraphs import split_paragraphs
from shared.render.mail.reminding import Reminding, describe_reminder
from shared.render.mail.templates import MailText, fill_templates, language_of

KEY_FIELD = "X-Secretariat-Message"
"""Our own key of the message: the provider replaces Message-ID and Date."""
INVITING = frozenset({MessageKind.INVITATION, MessageKind.REMINDER, MessageKind.MESSAGE})
"""Kinds whose link is an invitation's; that of the last two only where they are about one."""


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
    answers: str

    @property
    def agenda_url(self) -> str:
        return f"{self.public_url}/agenda/{self.event.id}/agenda.html"

    @property
    def self_url(self) -> str | None:
        """The self-service link of the person the mail is about."""
        person = self.registration
        if person is None:
            return None
        return f"{self.public_url}/registration/self/{self._own_token(person)}"

    def _own_token(self, person: Registration) -> str:
        key = self.event.signing_key
        return make_link_token(key, self.event.id, person.id, person.link_version)

    @property
    def calendar_url(self) -> str | None:
        """Where the entry can be fetched by somebody whose mail gateway strips the part."""
        invites = self.has_calendar and self.message.method is Method.REQUEST
        if self.registration is None or not invites:
            return None
        return f"{self.public_url}/registration/calendar/{self._own_token(self.registration)}.ics"

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
        return asked and bool(self.entered.span or self.entered.dates)

    @property
    def entered(self) -> Event:
        """The event as the mail's calendar part tells it: as it was when the mail was written."""
        entry = self.message.entry
        return event_as_told(self.event, entry.facts) if entry else self.event


def render_message(
    message: Message,
    event: Event,
    registration: Registration | None,
    position: int | None,
    now: datetime,
    public_url: str,
    sender_identity: str,
    programme: str = "",
    attachment: Attachment | None = None,
    answers: str = "",
) -> RenderedMail:
    """The mail of a message at `now`. `position` counts from 1 in the line; `programme` is the
    agenda as plain text, for a reminder that carries it; `attachment` a file that goes with it,
    `answers` the Message-ID of the first mail about the same registration.

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
        answer_address(event, source),
        answers,
    )
    text = _text(letter, position, _reminding(letter, now, programme))
    body = _body(letter, text, attachment, now)
    fields = write_fields(_fields(letter, text.subject, source, now))
    return RenderedMail(source, letter.to.address, fields + body.as_bytes(), _tags(message))


def recipient_of(message: Message, registration: Registration | None) -> Recipient | None:
    """To whom the message goes, with the address as headers carry it; None: to nobody.

    SES has no SMTPUTF8, so no mail reaches a local part beyond ASCII.
    """
    person = message.to
    if person is None and registration is not None:
        person = Recipient(registration.email, registration.name)
    address = ascii_address(person.address) if person else None
    return Recipient(address, person.name) if person and address else None


def _must_reach(to: Recipient | None) -> Recipient:
    if to is None:
        raise Invalid.at("address", "No mail can be sent to this address.")
    return to


def _reminding(letter: _Letter, now: datetime, programme: str) -> Reminding | None:
    if letter.message.kind is not MessageKind.REMINDER:
        return None
    facts = letter.message.facts
    return describe_reminder(letter.event, facts, letter.language, now, programme)


def _text(letter: _Letter, position: int | None, reminder: Reminding | None) -> MailText:
    facts = letter.message.facts
    if letter.message.kind is MessageKind.DIGEST:
        return MailText(facts["subject"], facts["text"], facts["html"])
    kind, wording = letter.message.kind, letter.event.wording.get(letter.message.kind)
    told = _tell(letter, position, reminder)
    if wording is None:
        return fill_templates(kind, letter.language, told)
    from shared.render.mail.wording import reword  # its sandbox is loaded where it is needed

    return reword(kind, letter.language, wording, told)


def _tell(
    letter: _Letter, position: int | None, reminder: Reminding | None
) -> Mapping[str, object]:
    """What the templates of every kind are filled with."""
    person, facts = letter.registration, letter.message.facts
    return {
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
        "calendar_url": letter.calendar_url,
    }


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
        (KEY_FIELD, token(letter.message.key)),
        *_answering(letter),
        *_leaving(letter),
    )


def _answering(letter: _Letter) -> tuple[tuple[str, str], ...]:
    """What makes mail programs show the mails about one registration together (RFC 5322, 3.6.4);
    the first mail answers none. The subject says what is new, and stays as it is.
    """
    names = ("In-Reply-To", "References") if letter.answers else ()
    return tuple((name, letter.answers) for name in names)


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


def _body(
    letter: _Letter, text: MailText, attachment: Attachment | None, now: datetime
) -> EmailMessage:
    """multipart/alternative; multipart/mixed around it with a calendar part's file once more, or
    with an attachment, whose name is encoded as RFC 2231 wants.
    """
    body = EmailMessage(policy=SMTP)
    body.set_content(text.text, cte="quoted-printable")
    body.add_alternative(text.html, subtype="html", cte="quoted-printable")
    if letter.has_calendar:
        _add_calendar(letter, body, _calendar(letter, now))
    if attachment is not None:
        kind, sub = PDF.split("/")
        body.add_attachment(attachment.body, maintype=kind, subtype=sub, filename=attachment.name)
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
    message, event = letter.message, letter.entered
    assert message.entry is not None
    assert message.method is not None
    return invitation(
        event,
        message.entry,
        message.method,
        attendee_name=header_text(letter.to.name),
        attendee_address=letter.to.address,
        organiser_name=organiser_name(event),
        organiser_address=letter.organiser_address,
        stamp=now,
        description=say_entry(event, letter.language, letter.agenda_url),
        url=letter.agenda_url,
    )


def _tags(message: Message) -> Mapping[str, str]:
    """What comes back in the provider's events; values of letters, digits, dashes."""
    tags = {"event": message.event, "kind": message.kind.value, "message": message.key}
    return {**tags, "registration": message.registration} if message.registration else tags
