"""One mail of every kind, and what may not change in it whatever people type."""

from __future__ import annotations

from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from shared.domain.event import OrganiserIdentity
from shared.domain.message import Message, MessageKind, Recipient
from shared.domain.text import clean_line
from shared.render.mail.message import RenderedMail
from tests.builders import a_registration, an_event, an_id
from tests.unit.mail.reading import OF_NO_REGISTRATION, a_letter, recipients, text_of, write

LEAVING = ["List-Unsubscribe", "List-Unsubscribe-Post"]
READER = Recipient("meret.aalders@example.org", "Meret Aalders")
GUEST = {"invitation": an_id(), "institution_id": an_id(), "link_version": "1"}
GUEST |= {
    "institution": "Delta Institute",
    "name": "Meret Aalders",
    "reason": "full",
    "forwardable": "",
}
TOLD = {
    MessageKind.DIGEST: {"subject": "3 confirmed", "text": "3 confirmed.\n", "html": "<p>3</p>\n"},
    MessageKind.ALERT: {"what": "cancelled", "name": "Meret", "institution": "", "detail": "x"},
    MessageKind.REFUSED: GUEST,
    MessageKind.INVITATION: GUEST,
    MessageKind.FOCAL_POINT: GUEST,
}


def letter_of(kind: MessageKind, name: str = "Meret Aalders") -> Message:
    """A message of that kind to somebody of that name."""
    if kind is MessageKind.MESSAGE:
        return a_letter(kind, facts={"subject": name, "body": f"{clean_line(name)}\n\nThe end."})
    if kind not in OF_NO_REGISTRATION:
        return a_letter(kind)
    facts = TOLD[kind]
    if "name" in facts:
        facts = facts | {"name": name, "institution": name}
    return a_letter(kind, registration=None, to=replace(READER, name=name), facts=facts)


def a_mail_with(kind: MessageKind, value: str) -> RenderedMail:
    """A mail of that kind in which the value stands wherever people type."""
    organiser = OrganiserIdentity(value, "organiser@example.org")
    event = an_event(title=value, organiser=organiser)
    person = a_registration(name=value, institution=value) if registered(kind) else None
    return write(letter_of(kind, value), event, person)


def registered(kind: MessageKind) -> bool:
    return kind not in OF_NO_REGISTRATION


def header_of(mail: RenderedMail) -> EmailMessage:
    """The mail by the present parser of Python."""
    return message_from_bytes(mail.raw, policy=default)


@dataclass(frozen=True)
class Heads:
    """What is the same whatever people type."""

    fields: list[str]
    recipients: list[str]
    answers: str
    parts: list[tuple[str, list[str]]]


def heads_of(mail: RenderedMail) -> Heads:
    """The mail's fields, its recipient, whom it is answered at, its parts and their fields."""
    parsed = header_of(mail)
    parts = [(part.get_content_type(), sorted(part.keys())) for part in parsed.walk()]
    return Heads(parsed.keys(), recipients(parsed), parsed["Reply-To"], parts[1:])


def body_with(mail: RenderedMail, value: str) -> list[str]:
    """The words of the plain part with one word in place of the value, as often as it stands."""
    words, typed = " ".join(text_of(header_of(mail)).split()), " ".join(clean_line(value).split())
    return words.replace(typed, "Ana").split()


def judge_bytes(mail: RenderedMail) -> None:
    """ASCII, CRLF alone, header lines of at most 78 and all lines of at most 998."""
    lines = mail.raw.split(b"\r\n")
    assert mail.raw.isascii()
    assert not set(b"\r\n\0") & set(b"".join(lines))
    assert max(map(len, lines)) <= 998  # RFC 5322, section 2.1.1
    header = mail.raw.split(b"\r\n\r\n")[0].split(b"\r\n")
    assert max(len(one) for one in header if not one.startswith(b"List-Unsubscribe: <")) <= 78
