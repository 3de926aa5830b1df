"""The local stack's mailbox, as the people who get the mail would read it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import urlsplit

from infra.cli.client import Client, part
from infra.cli.exits import SaidNo

_SELF_SERVICE = re.compile(r"https?://\S+?/registration/self/[^\s>]+")
_BREAK = re.compile(r"\r?\n ")
"""Where a long line of a calendar is folded (RFC 5545 section 3.1)."""


@dataclass(frozen=True)
class Mail:
    """One mail that was sent; `raw` are the bytes that the provider was given."""

    id: str
    kind: str
    to: str
    subject: str
    raw: bytes

    @property
    def text(self) -> str:
        """The plain text part."""
        return _part_of(self.raw, "plain")

    @property
    def html(self) -> str:
        """The HTML part."""
        return _part_of(self.raw, "html")


@dataclass(frozen=True)
class CalendarEntry:
    """Which entry a mail's calendar part is about, and how often it has been changed."""

    uid: str
    sequence: int


def read_entry(mail: Mail) -> CalendarEntry:
    """The entry in a mail's calendar part. Raises SaidNo when it has none."""
    for one in message_from_bytes(mail.raw, policy=policy.default).walk():
        if isinstance(one, EmailMessage) and one.get_content_type() == "text/calendar":
            lines = _BREAK.sub("", one.get_content()).splitlines()
            told = dict(line.split(":", 1) for line in lines if ":" in line)
            return CalendarEntry(told["UID"], int(told["SEQUENCE"]))
    raise SaidNo(f"the {mail.kind} mail carries no calendar entry")


def read_mails(client: Client, event: str) -> tuple[Mail, ...]:
    """What was sent about an event, in the order of sending."""
    rows = client.ask("GET", "/_local/mail").json()
    return tuple(
        Mail(
            row["id"],
            row["kind"],
            row["to"],
            row["subject"],
            client.ask("GET", f"/_local/mail/{part(row['id'])}/raw").body,
        )
        for row in rows
        if row["event"] == event
    )


def find_link(mail: Mail) -> str:
    """The path of the self-service link in a mail. Raises SaidNo when it has none."""
    found = _SELF_SERVICE.search(mail.text)
    if found is None:
        raise SaidNo(f"the {mail.kind} mail carries no self-service link")
    return urlsplit(found.group()).path


def _part_of(raw: bytes, kind: str) -> str:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body((kind,))
    return str(body.get_content()) if body is not None else ""
