"""A whole meeting is played, and no line that is logged or printed names anybody who was in it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest

from infra.local.stack import Stack
from tests.checked_stack import open_checked_stack
from tests.edge.local.test_stack import DAY_S, FOUNDING, Reply, ask, mails, register

JSON = {"Content-Type": "application/json", "Accept": "application/json"}
PEOPLE = (
    ("Ada Okafor", "ada.okafor@example.net"),
    ("Bo Marsh", "bo.marsh@example.net"),
    ("Cyrille d'Arcy", "cyrille@example.com"),
    ("Đorđe Vuković", "djordje@example.org"),
    ("Eleni Papadaki", "eleni@example.net"),
)
COLLEAGUE = ("Fatou Sarr", "fatou.sarr@example.org")
NOBODY = ("Gaspard Unmapped", "not an address of gaspard")
INSTITUTION = "Institute of Estuaries"
OUTLINED = ("ILVES", "kaarin.ilves")


@pytest.fixture
def stack() -> Iterator[Stack]:
    with open_checked_stack("memory", port=0, founding=FOUNDING) as opened:
        yield opened


def send(stack: Stack, path: str, value: object) -> Reply:
    return ask(stack, "POST", path, json.dumps(value).encode(), JSON)


def link_in(stack: Stack, address: str) -> str:
    """The path of the link in the last mail to somebody."""
    kept = stack.mailbox.mail(mails(stack, address)[-1]["id"])
    assert kept is not None
    body: Any = message_from_bytes(kept.raw, policy=default).get_body(("plain",))
    links: list[str] = re.findall(r"/registration/self/\S+", body.get_content())
    return links[-1]


def register_everybody(stack: Stack) -> None:
    for number, (name, address) in enumerate(PEOPLE):
        assert register(stack, f"msg_{number}", address, name).status == 200
        register(stack, f"msg_{number}", address, name)
    register(stack, "msg_x", NOBODY[1], NOBODY[0])
    page = f"/registration/{stack.event}"
    token = ask(stack, "GET", page, headers=JSON).json()["form_token"]
    form = {"name": PEOPLE[0][0], "email": PEOPLE[0][1], "institution": INSTITUTION}
    assert send(stack, page, {**form, "form_token": token}).status == 202
    assert send(stack, page, {**form, "form_token": "x"}).status == 400
    send(stack, f"{page}/link", {"email": PEOPLE[1][1]})


def serve_themselves(stack: Stack) -> None:
    changing, passing, leaving, erased = (link_in(stack, address) for _, address in PEOPLE[:4])
    change = {"action": "change", "institution": INSTITUTION, "phone": "+995 32 555 01 01"}
    assert send(stack, changing, change).status == 200
    assert send(stack, changing, {"action": "change", "email": "broken ada"}).status == 400
    someone = {"name": COLLEAGUE[0], "email": COLLEAGUE[1]}
    assert send(stack, passing, {"action": "substitute", **someone}).status == 200
    assert send(stack, changing, {"action": "substitute", **someone}).status == 409
    assert send(stack, leaving, {"action": "cancel"}).status == 200
    assert ask(stack, "GET", f"{erased}?data=json").status == 200
    assert send(stack, erased, {"action": "erase"}).status == 200


def go_wrong(stack: Stack) -> None:
    """What breaks, quotes names and addresses while it does."""
    hook = f"/registration/{stack.event}/webhooks/standard"
    ask(stack, "POST", hook, json.dumps({"name": PEOPLE[0][0]}).encode())
    ask(stack, "GET", f"/registration/self/{PEOPLE[0][1]}")
    ask(stack, "GET", f"/agenda/{stack.event}/agenda.json?q={PEOPLE[1][1]}&{PEOPLE[2][1]}=1")
    bearer = {"Authorization": f"Bearer {stack.organiser_token}", **JSON}
    path = f"/organiser/events/{stack.event}/registrations"
    ask(stack, "POST", path, json.dumps({"name": PEOPLE[3][0], "email": 1}).encode(), bearer)
    ask(stack, "GET", f"{path}?state={PEOPLE[1][1]}", headers=bearer)
    ask(stack, "GET", path, headers={"Authorization": f"Bearer {PEOPLE[1][1]}"})


def look_into_mail(stack: Stack, address: str) -> None:
    """Who lost a mail is asked about and written to again."""
    bearer = {"Authorization": f"Bearer {stack.organiser_token}"}
    event = f"/organiser/events/{stack.event}"
    story = ask(stack, "GET", f"{event}/why?about={address}", headers=bearer).json()
    assert address in story["command"]
    (row,) = ask(stack, "GET", f"{event}/undelivered", headers=bearer).json()["undelivered"]
    lifted = ask(stack, "DELETE", f"/organiser/suppressions/{address}", headers=bearer)
    path = f"{event}/messages/{row['message']}/resend"
    assert (lifted.status, ask(stack, "POST", path, headers=bearer).status) == (204, 201)


def bounce(stack: Stack, address: str) -> None:
    [mail] = mails(stack, address)
    event = {
        "eventType": "Bounce",
        "mail": {"messageId": mail["id"], "destination": [address], "tags": {}},
        "bounce": {
            "feedbackId": "feedback-1",
            "bounceType": "Permanent",
            "bounceSubType": "General",
            "bouncedRecipients": [{"emailAddress": address}],
            "timestamp": "2015-04-28T05:00:00.000Z",
        },
    }
    assert ask(stack, "POST", "/_local/feedback", json.dumps(event).encode()).status == 204


def test_no_log_line_of_a_meeting_names_anybody(
    stack: Stack, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "secretariat")
    register_everybody(stack)
    serve_themselves(stack)
    bounce(stack, PEOPLE[4][1])
    look_into_mail(stack, PEOPLE[4][1])
    go_wrong(stack)
    ask(stack, "POST", "/_local/clock", json.dumps({"advance_s": DAY_S}).encode())
    assert {"digest", "erased", "substituted"} <= {one.kind for one in stack.mailbox.mails()}
    printed = capfd.readouterr()
    told = "\n".join([caplog.text, printed.out, printed.err]).casefold()
    assert '"function": "mailer"' in told
    words = {*OUTLINED, INSTITUTION, "555 01 01", "@"}
    for name, address in (*PEOPLE, COLLEAGUE, NOBODY):
        words |= {*name.split(), address, address.partition("@")[0]}
    tokens = {stack.organiser_token, stack.webhook_secret, "/self/river", "whsec_"}
    said = {word for word in words | tokens if len(word) > 2 or word == "@"}
    assert {word for word in said if word.casefold() in told} == set()
