"""The whole stack over HTTP, on both engines: one outline, one registration, one morning."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest

from infra.local.founding import Founding, FoundingFailed
from infra.local.stack import Stack, reachable
from tests.checked_stack import open_checked_stack

OUTLINE = b"""Rivers without Borders

7.3.1 Activity outline

Workshop on

Shared river basins

12 May 2015, Tbilisi, Georgia

LOCATION

House of Rivers, Blue hall.

Programme

12 May 2015
09h00 - 09h30\tOpening
09h30 - 11h00\tSession 1: One river, two countries
11h00 - 11h30\tCoffee break
11h30 - 12h30\tConclusions

Contact

For any additional information please contact:

Kaarin ILVES Project Officer Lake Authority of Sorrel

Email: kaarin.ilves@example.org
"""
FOUNDING = Founding(OUTLINE, "Asia/Tbilisi")
PLACELESS = OUTLINE.replace(b", Tbilisi, Georgia", b"")
BEGIN = 1430197200  # 28 April 2015, 09:00 in Tbilisi
DAY_S = 24 * 3600


@dataclass(frozen=True)
class Reply:
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


def ask(
    stack: Stack, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
) -> Reply:
    connection = http.client.HTTPConnection(urlsplit(stack.url).netloc, timeout=60)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return Reply(answer.status, {n.lower(): v for n, v in answer.getheaders()}, content)


def register(stack: Stack, webhook_id: str, email: str, name: str) -> Reply:
    """Send a webhook as Standard Webhooks signs it, by the stack's clock."""
    data = {"email": email, "name": name}
    body = json.dumps({"type": "registration.created", "data": data}).encode()
    stamp = str(ask(stack, "GET", "/_local/clock").json()["now"])
    key = base64.b64decode(stack.webhook_secret.removeprefix("whsec_"))
    signed = hmac.digest(key, f"{webhook_id}.{stamp}.".encode() + body, hashlib.sha256)
    headers = {
        "webhook-id": webhook_id,
        "webhook-timestamp": stamp,
        "webhook-signature": "v1," + base64.b64encode(signed).decode(),
    }
    path = f"/registration/{stack.event}/webhooks/standard"
    return ask(stack, "POST", path, body, headers)


@pytest.fixture(scope="module", params=["memory", "moto"])
def stack(request: pytest.FixtureRequest) -> Iterator[Stack]:
    with open_checked_stack(request.param, port=0, founding=FOUNDING) as opened:
        yield opened


def mails(stack: Stack, to: str) -> list[dict[str, Any]]:
    ask(stack, "POST", "/_local/settle")
    return [mail for mail in ask(stack, "GET", "/_local/mail").json() if mail["to"] == to]


def test_a_past_meeting_starts_in_good_time_before_it(stack: Stack) -> None:
    answer = ask(stack, "GET", "/_local/clock")
    assert answer.status == 200
    assert 0 <= answer.json()["now"] - BEGIN < 30 * DAY_S


def test_the_outline_is_published(stack: Stack) -> None:
    agenda = ask(stack, "GET", f"/agenda/{stack.event}/agenda.json").json()
    assert (agenda["release"], len(agenda["sessions"])) == (1, 4)
    assert agenda["event"]["timezone"] == "Asia/Tbilisi"


def test_the_agenda_may_be_read_from_anywhere(stack: Stack) -> None:
    answer = ask(stack, "GET", f"/agenda/{stack.event}/agenda.json")
    assert answer.headers["access-control-allow-origin"] == "*"


def test_the_organisers_token_reaches_the_event(stack: Stack) -> None:
    path = f"/organiser/events/{stack.event}"
    bearer = {"Authorization": f"Bearer {stack.organiser_token}"}
    assert ask(stack, "GET", path, headers=bearer).status == 200
    assert ask(stack, "GET", path).status == 401


def test_a_webhook_confirms_and_the_stream_sends_the_mail(stack: Stack) -> None:
    assert register(stack, "msg_1", "ada@example.net", "Ada Okafor").json()["outcome"] == (
        "confirmed"
    )
    (mail,) = mails(stack, "ada@example.net")
    assert (mail["kind"], mail["event"]) == ("confirmation", stack.event)
    assert sorted(mail) == ["at", "event", "id", "kind", "subject", "to"]


def test_the_raw_mail_is_what_the_provider_was_given(stack: Stack) -> None:
    register(stack, "msg_2", "bo@example.net", "Bo Marsh")
    (mail,) = mails(stack, "bo@example.net")
    raw = ask(stack, "GET", f"/_local/mail/{mail['id']}/raw")
    kept = stack.mailbox.mail(mail["id"])
    assert kept is not None
    assert raw.body == kept.raw
    assert raw.body.count(b"\n") == raw.body.count(b"\r\n")


def test_the_mail_page_shows_every_part(stack: Stack) -> None:
    register(stack, "msg_3", "cy@example.net", "Cy <b>Marsh</b>")
    (mail,) = mails(stack, "cy@example.net")
    page = ask(stack, "GET", f"/_local/mail/{mail['id']}")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert b"<iframe sandbox " in page.body
    assert b"BEGIN:VCALENDAR" in page.body
    assert b"<b>Marsh</b>" not in page.body


def test_the_pages_list_mails_and_deliveries(stack: Stack) -> None:
    register(stack, "msg_4", "di@example.net", "Di Marsh")
    (mail,) = mails(stack, "di@example.net")
    assert mail["id"] in ask(stack, "GET", "/_local/").body.decode()
    page = ask(stack, "GET", f"/_local/deliveries/{stack.event}").body.decode()
    assert "di@example.net" in page


def test_a_bounce_reaches_the_registration(stack: Stack) -> None:
    made = register(stack, "msg_5", "ed@example.net", "Ed Marsh").json()
    (mail,) = mails(stack, "ed@example.net")
    event = {
        "eventType": "Bounce",
        "mail": {
            "messageId": mail["id"],
            "destination": ["ed@example.net"],
            "tags": {"event": [stack.event]},
        },
        "bounce": {
            "feedbackId": "feedback-1",
            "bounceType": "Permanent",
            "bounceSubType": "General",
            "bouncedRecipients": [{"emailAddress": "ed@example.net"}],
            "timestamp": "2015-04-28T05:00:00.000Z",
        },
    }
    answer = ask(stack, "POST", "/_local/feedback", json.dumps(event).encode())
    assert (answer.status, answer.body) == (204, b"")
    assert stack.event is not None
    registration = stack.ports.store.registration(stack.event, made["registration"])
    assert registration is not None
    assert registration.feedback == "bounced"


def test_advancing_lets_the_morning_come(stack: Stack) -> None:
    register(stack, "msg_6", "fi@example.net", "Fi Marsh")
    before = ask(stack, "GET", "/_local/clock").json()["now"]
    body = json.dumps({"advance_s": DAY_S}).encode()
    after = ask(stack, "POST", "/_local/clock", body).json()["now"]
    assert DAY_S <= after - before < DAY_S + 60
    digests = [one for one in stack.mailbox.mails() if one.kind == "digest"]
    assert [one.to for one in digests] == ["kaarin.ilves@example.org"]
    assert digests[0].at.hour == 3  # 07:00 in Tbilisi


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/_local/clock", b'{"advance_s":-1}', 400),
        ("POST", "/_local/clock", b'{"advance_s":true}', 400),
        ("POST", "/_local/clock", b'{"advance_s":1e300}', 400),
        ("POST", "/_local/clock", b"[]", 400),
        ("POST", "/_local/feedback", b"{", 400),
        ("GET", "/_local/mail/unknown/raw", b"", 404),
        ("GET", "/_local/nothing", b"", 404),
        ("GET", "/_localised", b"", 404),
        ("DELETE", "/_local/mail", b"", 405),
        ("GET", "/_local/settle", b"", 405),
    ],
)
def test_what_the_desk_cannot_do_is_a_problem(
    stack: Stack, method: str, path: str, body: bytes, status: int
) -> None:
    answer = ask(stack, method, path, body)
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")


def test_head_answers_as_get(stack: Stack) -> None:
    answer = ask(stack, "HEAD", "/_local/mail")
    assert (answer.status, answer.headers["content-type"], answer.body) == (
        200,
        "application/json",
        b"",
    )


def test_everything_derived_is_the_same_at_every_start() -> None:
    seen = []
    for _ in range(2):
        with open_checked_stack("memory", port=0, founding=FOUNDING) as stack:
            agenda = ask(stack, "GET", f"/agenda/{stack.event}/agenda.json").json()
            sessions = [session["id"] for session in agenda["sessions"]]
            seen.append((stack.event, stack.organiser_token, stack.webhook_secret, sessions))
    assert seen[0] == seen[1]


def test_an_outline_without_a_zone_founds_nothing() -> None:
    with (
        pytest.raises(FoundingFailed) as failed,
        open_checked_stack("memory", port=0, founding=Founding(PLACELESS)),
    ):
        pass
    assert failed.value.paths == ("timezone",)


def test_a_zone_that_does_not_exist_founds_nothing() -> None:
    with (
        pytest.raises(FoundingFailed) as failed,
        open_checked_stack("memory", port=0, founding=Founding(OUTLINE, "Mars/Olympus")),
    ):
        pass
    assert failed.value.paths == ("timezone",)


def test_a_stack_without_an_outline_has_no_event() -> None:
    with open_checked_stack("memory", port=0) as stack:
        assert stack.event is None
        assert ask(stack, "GET", "/_local/mail").json() == []


@pytest.mark.parametrize(
    ("host", "name"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("here", "here")],
)
def test_a_server_is_told_by_an_address_that_reaches_it(host: str, name: str) -> None:
    assert reachable(host) == name
