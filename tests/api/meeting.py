"""The meeting that every operation is tried on: one of everything that an address can name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from infra.cli.client import Client, part
from infra.cli.register import write_body
from infra.cli.signing import read_clock, read_secret, sign
from infra.local.founding import Founding
from infra.local.mailbox import open_mail
from infra.local.stack import Stack, open_stack
from shared.domain.allowance import UNLIMITED
from shared.domain.digest_plan import readers_of
from shared.domain.token import DIGEST, make_link_token

OUTLINE = (Path(__file__).resolve().parents[2] / "infra/local/meeting.txt").read_bytes()
TWO_WEEKS_BEFORE = datetime.fromisoformat("2027-03-30T09:00:00+02:00")
HOUSE = "Harbour Board of Elmaya"
LINK = re.compile(r"https?://\S+/registration/(?:self|focal)/(\S+)")
ENTRY = re.compile(r"https?://\S+/registration/calendar/(\S+\.ics)")
INVITED = re.compile(r"invitation=([^\s&]+)")
PLAIN_SECRET = "the-words-that-the-service-chose"


@dataclass(frozen=True)
class Meeting:
    """A stack and what stands in it, by the names that addresses have for it."""

    stack: Stack
    known: Mapping[str, str]

    def sign(self, body: bytes) -> Mapping[str, str]:
        """The headers of a delivery that nobody has seen yet."""
        return _sign(self.stack, "msg_tried", body)


@contextmanager
def open_meeting() -> Iterator[Meeting]:
    """A meeting of its own in RAM, served as long as the context lasts."""
    founding = Founding(OUTLINE, "Europe/Ljubljana")
    opened = open_stack("memory", port=0, founding=founding, now=TWO_WEEKS_BEFORE, limits=UNLIMITED)
    with opened as stack:
        yield Meeting(stack, _fill(stack))


def _fill(stack: Stack) -> dict[str, str]:
    """Register, invite, import and save one of each; their ids and tokens."""
    organiser = Client(stack.url, stack.organiser_token)
    event = stack.event or ""
    here = f"/organiser/events/{part(event)}"
    senders = {"contact_form_7": {"secrets": [PLAIN_SECRET]}}
    organiser.ask_json("PATCH", here, {"capacity": 1, "senders": senders, "visibility": "public"})
    organiser.ask_json(
        "PUT", f"{here}/institutions", {"institutions": [{"id": "harbour", "name": HOUSE}]}
    )
    for name in ("ida.ferm", "odo.lind"):
        _register(stack, event, name)
    contact = {"address": "focal@example.org"}
    organiser.ask_json("POST", f"{here}/institutions/harbour/focal-point", contact)
    guests = {"invitations": [{"email": "nela.brandt@example.org", "name": "Nela Brandt"}]}
    organiser.ask_json("POST", f"{here}/invitations", guests)
    organiser.ask_json("POST", f"{here}/invitations/send", {"all": True})
    hotel = {"title": "Hotel", "columns": ["name"]}
    organiser.ask_json("PUT", f"{here}/lists/hotel", hotel)
    boots = {"id": "boots", "subject": "Boots", "text": "The field is wet.", "audience": {}}
    organiser.ask_json("POST", f"{here}/messages", boots)
    clerk = organiser.ask_json("POST", "/organiser/organisers", {"email": "clerk@example.org"})
    draft = organiser.ask("GET", f"{here}/draft")
    form = Client(stack.url).ask(
        "GET", f"/registration/{event}", headers={"Accept": "application/json"}
    )
    address = "odo.lind@example.org"
    _bounce(stack, address)
    return {
        "address": address,
        "event": event,
        "session": draft.json()["sessions"][0]["id"],
        "registration": _first(organiser, f"{here}/registrations"),
        "delivery": _first(organiser, f"{here}/deliveries"),
        "invitation": _first(organiser, f"{here}/invitations"),
        "institution": "harbour",
        "list_name": "hotel",
        "message": organiser.ask("GET", f"{here}/undelivered").json()["undelivered"][0]["message"],
        "organiser": clerk.json()["id"],
        "sender": "standard",
        "secret": PLAIN_SECRET,
        "digest": _digest_token(stack, event),
        "self": _mailed(stack, "ida.ferm@example.org", LINK),
        "file": _mailed(stack, "ida.ferm@example.org", ENTRY),
        "sent": "boots",
        "focal": _mailed(stack, "focal@example.org", LINK),
        "invited": _mailed(stack, "nela.brandt@example.org", INVITED),
        "form_token": form.json()["form_token"],
        "draft": draft.headers["etag"],
    }


def _register(stack: Stack, event: str, name: str) -> None:
    now = read_clock(Client(stack.url))
    body = write_body(now, name, f"{name}@example.org", HOUSE, {}, None)
    path = f"/registration/{part(event)}/webhooks/standard"
    Client(stack.url).ask("POST", path, body, _sign(stack, f"msg_{name}", body))


def _sign(stack: Stack, delivery: str, body: bytes) -> Mapping[str, str]:
    now = read_clock(Client(stack.url))
    return sign(read_secret(stack.webhook_secret), delivery, now, body)


def _bounce(stack: Stack, address: str) -> None:
    """Let the last mail to an address come back for good."""
    stack.settle()
    last = [mail for mail in stack.mailbox.mails() if mail.to == address][-1]
    bounce = {
        "bounceType": "Permanent",
        "bouncedRecipients": [{"emailAddress": address}],
        "feedbackId": "feedback-1",
    }
    mail = {"messageId": last.id, "destination": [address]}
    stack.take_feedback({"eventType": "Bounce", "mail": mail, "bounce": bounce})


def _digest_token(stack: Stack, event_id: str) -> str:
    """What stands in the header of the first reader's digests."""
    event = stack.ports.store.event(event_id)
    reader = readers_of(event)[0]
    return make_link_token(event.signing_key, event_id, reader.key, 1, DIGEST)


def _first(organiser: Client, path: str) -> str:
    [rows] = [rows for name, rows in organiser.ask("GET", path).json().items() if name != "next"]
    found: str = rows[0]["id"]
    return found


def _mailed(stack: Stack, address: str, wanted: re.Pattern[str]) -> str:
    """What stands in the last mail to an address."""
    stack.settle()
    last = [mail for mail in stack.mailbox.mails() if mail.to == address][-1]
    found = wanted.search(open_mail(last.raw).text or "")
    assert found is not None, f"the {last.kind} mail has no link"
    return found.group(1)
