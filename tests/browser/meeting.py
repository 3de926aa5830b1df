"""The meeting that the pages are about, and its mail."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from infra.cli.client import Client, part
from infra.cli.register import write_body
from infra.cli.signing import read_clock, read_secret, sign
from infra.local.mailbox import open_mail
from infra.local.stack import Stack
from shared.domain.digest_plan import readers_of
from shared.domain.token import DIGEST, make_link_token

OUTLINE = (Path(__file__).resolve().parents[2] / "infra/local/meeting.txt").read_bytes()
HOUSE = "Civil Protection Directorate"
FORM = [
    {"key": "name", "label": {"en": "Name"}, "type": "text", "required": True},
    {"key": "email", "label": {"en": "E-mail address"}, "type": "email", "required": True},
    {"key": "institution", "label": {"en": "Institution"}, "type": "text"},
    {
        "key": "meal",
        "label": {"en": "Lunch"},
        "type": "select",
        "options": ["Fish", "Lentils"],
        "help": {"en": "The kitchen counts a week before."},
    },
    {"key": "arrival", "label": {"en": "When do you arrive?"}, "type": "date"},
    {"key": "nights", "label": {"en": "Nights"}, "type": "number"},
    {"key": "wishes", "label": {"en": "Anything we should know?"}, "type": "textarea"},
    {"key": "photos", "label": {"en": "You may take photos of me"}, "type": "checkbox"},
    {
        "key": "privacy",
        "label": {"en": "I have read how my data is used and agree to it"},
        "type": "consent",
        "required": True,
    },
]
LINK = re.compile(r"https?://\S+/registration/(?:self|focal)/\S+")


@dataclass(frozen=True)
class Meeting:
    """Where the meeting is served, and what its people do outside a browser."""

    stack: Stack
    event: str

    @property
    def url(self) -> str:
        """The host."""
        return self.stack.url

    @property
    def landing(self) -> str:
        """The landing page."""
        return f"{self.url}/registration/{self.event}"

    def organise(self, method: str, path: str, content: object) -> None:
        """Ask one of the organiser's addresses of this event."""
        organiser = Client(self.url, self.stack.organiser_token)
        organiser.ask_json(method, f"/organiser/events/{part(self.event)}{path}", content)

    def register(self, name: str, email: str, institution: str | None = HOUSE) -> str:
        """Register somebody by webhook; the link in the mail that they get."""
        public = Client(self.url)
        now = read_clock(public)
        answers = {"meal": "Fish", "privacy": "yes"}
        body = write_body(now, name, email, institution, answers, None)
        headers = sign(read_secret(self.stack.webhook_secret), f"msg_{email}", now, body)
        path = f"/registration/{part(self.event)}/webhooks/standard"
        public.ask("POST", path, body, headers)
        return self.link_to(email)

    def link_to(self, email: str) -> str:
        """The link in the last mail to an address."""
        self.stack.settle()
        last = [mail for mail in self.stack.mailbox.mails() if mail.to == email][-1]
        found = LINK.search(open_mail(last.raw).text or "")
        assert found is not None, f"the {last.kind} mail has no link"
        return found.group()

    def mails(self) -> list[tuple[str, str]]:
        """Kind and address of everything that was sent, in order."""
        self.stack.settle()
        return [(mail.kind, mail.to) for mail in self.stack.mailbox.mails()]

    def focal_link(self) -> str:
        """The link that the house's focal point was sent."""
        self.organise("POST", "/institutions/civil/focal-point", {"address": "focal@example.org"})
        return self.link_to("focal@example.org")

    def digest_link(self) -> str:
        """The link in the header of the first reader's digests."""
        event = self.stack.ports.store.event(self.event)
        key = readers_of(event)[0].key
        token = make_link_token(event.signing_key, event.id, key, 1, DIGEST)
        return f"{self.stack.url}/registration/digest/{token}"


def prepare(stack: Stack) -> Meeting:
    """Ask something of every kind, and know the house."""
    meeting = Meeting(stack, stack.event or "")
    meeting.organise("PATCH", "", {"form": FORM, "capacity": 3})
    known = {"institutions": [{"id": "civil", "name": HOUSE}]}
    meeting.organise("PUT", "/institutions", known)
    return meeting
