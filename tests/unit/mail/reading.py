"""Mails written for tests, and read back as a strict program would."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from typing import Any, cast

from shared.domain.entry import Method
from shared.domain.event import Event
from shared.domain.message import Message, MessageKind, Recipient, message_key
from shared.domain.registration import Registration
from shared.render.mail.message import RenderedMail, render_message
from tests.builders import NOW, a_message, a_registration, an_entry, an_event, an_id
from tests.mail_checks import check_mail, parse

PUBLIC_URL = "https://meeting.example.org"
SENDER = "desk@example.org"
FIELDS = [
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Auto-Submitted",
    "X-Secretariat-Message",
    "MIME-Version",
    "Content-Type",
]
WITH_CALENDAR = {
    MessageKind.CONFIRMATION: Method.REQUEST,
    MessageKind.APPROVED: Method.REQUEST,
    MessageKind.PROMOTED: Method.REQUEST,
    MessageKind.CHANGED: Method.REQUEST,
    MessageKind.NOTICE: Method.REQUEST,
    MessageKind.CANCELLED: Method.CANCEL,
    MessageKind.SUBSTITUTED: Method.CANCEL,
    MessageKind.ERASED: Method.CANCEL,
}
FACTS = {
    MessageKind.NOTICE: {
        "changes": "“Closing” is now in Red Hall instead of Blue Hall.\n“Coffee” is cancelled.",
        "further": "",
        "whole": "",
    },
    MessageKind.MESSAGE: {
        "subject": "Bring boots",
        "body": "The second day is outside.\n\nBoots are wise:\nthe field is wet.",
    },
}
"""What a kind cannot be written without."""
OF_NO_REGISTRATION = frozenset(
    {
        MessageKind.REFUSED,
        MessageKind.DIGEST,
        MessageKind.ALERT,
        MessageKind.INVITATION,
        MessageKind.FOCAL_POINT,
    }
)
REGISTRATION_KINDS = tuple(kind for kind in MessageKind if kind not in OF_NO_REGISTRATION)


def a_letter(kind: MessageKind, **changes: Any) -> Message:
    """A message of that kind to Meret Aalders, with the calendar part that the kind has."""
    method = WITH_CALENDAR.get(kind)
    about = {
        "kind": kind,
        "key": message_key(kind, an_id(), 1),
        "entry": an_entry() if method else None,
        "method": method,
        "facts": FACTS.get(kind, {}),
    }
    return a_message(**about | changes)


def an_alert(what: str, detail: str, name: str = "Meret Aalders") -> Message:
    """That Meret Aalders did something late, for the organiser."""
    return a_letter(
        MessageKind.ALERT,
        registration=None,
        to=Recipient("organiser@example.org"),
        facts={"what": what, "name": name, "institution": "Delta Institute", "detail": detail},
    )


def a_refusal(reason: str = "full", name: str = "Meret Aalders") -> Message:
    """A refusal of Meret Aalders, who has no registration."""
    return a_letter(
        MessageKind.REFUSED,
        registration=None,
        to=Recipient("meret.aalders@example.org", name),
        facts={"reason": reason, "name": name},
    )


def write(
    message: Message,
    event: Event | None = None,
    registration: Registration | None = None,
    position: int | None = None,
    now: datetime = NOW,
) -> RenderedMail:
    """The mail of a message; about Meret Aalders where it is about a registration."""
    about = registration or (a_registration() if message.registration else None)
    mail = render_message(message, event or an_event(), about, position, now, PUBLIC_URL, SENDER)
    check_mail(mail.to, mail.raw)
    return mail


def read(mail: RenderedMail) -> EmailMessage:
    """The mail as a parser reads it that forgives nothing."""
    return parse(mail.raw)


def text_of(parsed: EmailMessage) -> str:
    """What the plain part says."""
    return _lines(part(parsed, "text/plain"))


def html_of(parsed: EmailMessage) -> str:
    """What the HTML part says."""
    return _lines(part(parsed, "text/html"))


def _lines(part: Any) -> str:
    return str(part.get_content()).replace("\r\n", "\n")


def part(parsed: EmailMessage, kind: str) -> Any:
    """The one part of that type."""
    [found] = [one for one in parsed.walk() if one.get_content_type() == kind]
    return found


def recipients(parsed: EmailMessage) -> list[str]:
    """Everybody whom any field of the mail names as a recipient."""
    fields = [parsed.get(name) for name in ("To", "Cc", "Bcc")]
    return [one.addr_spec for field in fields if field for one in cast("Any", field).addresses]
