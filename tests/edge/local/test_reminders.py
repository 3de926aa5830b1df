"""The day before on the whole stack: the reminder comes with the whole programme, once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest

from infra.local.stack import Stack
from tests.checked_stack import open_checked_stack
from tests.edge.local.test_stack import DAY_S, FOUNDING, Reply, ask, mails, register
from tests.unit.mail.reading import html_of, text_of

ADA, BO, CY = "ada@example.net", "bo@example.net", "cy@example.net"
START = int(datetime(2015, 5, 12, 5, 0, tzinfo=UTC).timestamp())  # 09:00 in Tbilisi
LATER_S = 3 * 24 * 3600


@pytest.fixture(params=["memory", "moto"])
def stack(request: pytest.FixtureRequest) -> Iterator[Stack]:
    with open_checked_stack(request.param, port=0, founding=FOUNDING) as opened:
        yield opened


def desk(stack: Stack, method: str, path: str, body: Any = None) -> Reply:
    bearer = {"Authorization": f"Bearer {stack.organiser_token}"}
    sent = b"" if body is None else json.dumps(body).encode()
    answer = ask(stack, method, f"/organiser/events/{stack.event}{path}", sent, bearer)
    assert answer.status < 300
    return answer


def go_to(stack: Stack, instant: int) -> None:
    """Let time pass until a little after an instant."""
    now = ask(stack, "GET", "/_local/clock").json()["now"]
    body = json.dumps({"advance_s": instant - now + 5}).encode()
    assert ask(stack, "POST", "/_local/clock", body).status == 200


def reminders(stack: Stack, to: str) -> list[EmailMessage]:
    """The reminders that somebody got."""
    found = [one for one in mails(stack, to) if one["kind"] == "reminder"]
    raw = [ask(stack, "GET", f"/_local/mail/{one['id']}/raw").body for one in found]
    return [message_from_bytes(one, policy=default) for one in raw]


def test_who_comes_is_reminded_a_day_before_with_the_whole_programme(stack: Stack) -> None:
    desk(stack, "PATCH", "", {"reminders": [{"before_hours": 24}]})
    register(stack, "msg_ada", ADA, "Ada Okafor")
    gone = register(stack, "msg_bo", BO, "Bo Marsh").json()["registration"]
    desk(stack, "POST", f"/registrations/{gone}/cancel")
    go_to(stack, START - DAY_S - 60)
    assert reminders(stack, ADA) == []
    go_to(stack, START - DAY_S)
    (mail,) = reminders(stack, ADA)
    assert mail["Subject"].startswith("Tomorrow: ")
    programme = ask(stack, "GET", f"/agenda/{stack.event}/agenda.txt").body.decode()
    assert programme.strip() in text_of(mail)
    assert "Session 1: One river, two countries" in html_of(mail)
    go_to(stack, START + 60)
    assert (len(reminders(stack, ADA)), reminders(stack, BO)) == (1, [])


def test_a_meeting_that_moves_is_reminded_of_before_its_new_start_alone(stack: Stack) -> None:
    desk(stack, "PATCH", "", {"reminders": [{"before_hours": 24}]})
    register(stack, "msg_ada", ADA, "Ada Okafor")
    draft = desk(stack, "GET", "/draft")
    sessions = draft.json()["sessions"]
    for one in sessions:
        for end in ("start", "end"):
            one[end] = one[end].replace("2015-05-12", "2015-05-15")
    bearer = {
        "Authorization": f"Bearer {stack.organiser_token}", "If-Match": draft.headers["etag"]
    }  # fmt: skip
    path = f"/organiser/events/{stack.event}/draft"
    body = json.dumps({"sessions": sessions}).encode()
    assert ask(stack, "PUT", path, body, bearer).status == 200
    desk(stack, "POST", "/publish")
    go_to(stack, START - DAY_S)
    assert reminders(stack, ADA) == []
    go_to(stack, START + LATER_S - DAY_S)
    assert len(reminders(stack, ADA)) == 1


def test_who_is_invited_and_silent_is_reminded_by_hand_and_before_the_closing(stack: Stack) -> None:
    closes = datetime.fromtimestamp(START - 7 * DAY_S, UTC).isoformat()
    reminder = {"before_hours": 48, "of": "closing", "to": "silent"}
    desk(stack, "PATCH", "", {"registration": {"closes_at": closes}, "reminders": [reminder]})
    guests = [{"email": CY, "name": "Cy Marsh"}]
    bearer = {
        "Authorization": f"Bearer {stack.organiser_token}", "Content-Type": "application/json"
    }  # fmt: skip
    path = f"/organiser/events/{stack.event}/invitations"
    assert (
        ask(stack, "POST", path, json.dumps({"invitations": guests}).encode(), bearer).status < 300
    )
    desk(stack, "POST", "/invitations/send", {"all": True})
    assert desk(stack, "POST", "/invitations/remind", {}).json()["to_send"] == 1
    go_to(stack, ask(stack, "GET", "/_local/clock").json()["now"] + 60)
    (by_hand,) = reminders(stack, CY)
    assert f"/registration/{stack.event}?invitation=" in text_of(by_hand)
    go_to(stack, START - 7 * DAY_S)
    assert len(reminders(stack, CY)) == 2
