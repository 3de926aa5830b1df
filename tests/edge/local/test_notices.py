"""The meeting is moved on the local stack: quiet for a while, one notice, the entry updated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest

from infra.local.stack import Stack
from tests.checked_stack import open_checked_stack
from tests.edge.local.test_stack import FOUNDING, ask, mails, register

ANA, BOR, CENE = "ana@example.org", "bor@example.net", "cene@example.com"


@pytest.fixture(scope="module", params=["memory", "moto"])
def stack(request: pytest.FixtureRequest) -> Iterator[Stack]:
    with open_checked_stack(request.param, port=0, founding=FOUNDING) as opened:
        yield opened


def organise(stack: Stack, method: str, path: str, content: Any = None, tag: str = "") -> Any:
    """What an organiser is answered, and the tag that came with it."""
    headers = {"Authorization": f"Bearer {stack.organiser_token}"} | (
        {"If-Match": tag} if tag else {}
    )
    body = b"" if content is None else json.dumps(content).encode()
    answer = ask(stack, method, f"/organiser/events/{stack.event}{path}", body, headers)
    assert answer.status == 200, answer.body
    return answer.json(), answer.headers.get("etag", "")


def move_opening(stack: Stack, clock: str, notify: str | None = None) -> None:
    """Let the opening begin at that time of the day, and publish it."""
    draft, tag = organise(stack, "GET", "/draft")
    opening = draft["sessions"][0]
    opening["start"] = f"{opening['date']}T{clock}:00{opening['start'][-6:]}"
    organise(stack, "PUT", "/draft", {"sessions": draft["sessions"]}, tag)
    organise(stack, "POST", "/publish", {"notify": notify} if notify else None)


def wait(stack: Stack, minutes: int) -> None:
    ask(stack, "POST", "/_local/clock", json.dumps({"advance_s": minutes * 60}).encode())


def read(stack: Stack, to: str, kind: str) -> list[EmailMessage]:
    """The mails of that kind which somebody got."""
    raws = [
        ask(stack, "GET", f"/_local/mail/{mail['id']}/raw").body
        for mail in mails(stack, to)
        if mail["kind"] == kind
    ]
    return [parsed(raw) for raw in raws]


def parsed(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def entry_in(mail: EmailMessage) -> dict[str, str]:
    """The fields of the entry in the mail's calendar part, by name and parameters."""
    parts = [one for one in mail.walk() if isinstance(one, EmailMessage)]
    [part] = [one for one in parts if one.get_content_type() == "text/calendar"]
    lines = str(part.get_content()).replace("\r\n", "\n").replace("\n ", "").splitlines()
    within = lines[lines.index("BEGIN:VEVENT") :]
    return dict(line.split(":", 1) for line in within if ":" in line)


def test_a_move_is_told_once_when_it_has_been_quiet_and_the_entry_follows(stack: Stack) -> None:
    register(stack, "one", ANA, "Ana")
    register(stack, "two", BOR, "Bor")
    [confirmation] = read(stack, ANA, "confirmation")
    was = entry_in(confirmation)
    move_opening(stack, "08:00")
    wait(stack, 20)
    move_opening(stack, "08:30")
    register(stack, "three", CENE, "Cene")
    wait(stack, 29)
    assert [read(stack, one, "notice") for one in (ANA, BOR, CENE)] == [[], [], []]
    wait(stack, 2)
    assert [len(read(stack, one, "notice")) for one in (ANA, BOR, CENE)] == [1, 1, 0]
    [notice] = read(stack, ANA, "notice")
    now = entry_in(notice)
    assert (was["SEQUENCE"], now["SEQUENCE"], now["UID"]) == ("0", "1", was["UID"])
    assert now["DTSTART;TZID=Asia/Tbilisi"] == "20150512T083000"
    assert was["DTSTART;TZID=Asia/Tbilisi"] == "20150512T090000"
    assert notice["Subject"] == "New time: Shared river basins"
    text = notice.get_body(("plain",))
    assert text is not None
    told = "- “Opening” is now at 08:30–09:30 instead of 09:00–09:30 on Tuesday, 12 May 2015."
    assert told in " ".join(str(text.get_content()).split())
    [newcomer] = read(stack, CENE, "confirmation")
    assert entry_in(newcomer)["DTSTART;TZID=Asia/Tbilisi"] == "20150512T083000"
    wait(stack, 600)
    assert [len(read(stack, one, "notice")) for one in (ANA, BOR, CENE)] == [1, 1, 0]


def test_what_is_moved_and_moved_back_or_not_to_be_told_is_not_mailed(stack: Stack) -> None:
    register(stack, "one", ANA, "Ana")
    move_opening(stack, "08:30")
    wait(stack, 150)
    before = len(read(stack, ANA, "notice"))
    move_opening(stack, "08:45")
    move_opening(stack, "08:30")
    wait(stack, 150)
    move_opening(stack, "08:45", "none")
    wait(stack, 150)
    assert len(read(stack, ANA, "notice")) == before


def test_the_quiet_can_be_set_and_the_place_is_told_too(stack: Stack) -> None:
    register(stack, "two", BOR, "Bor")
    move_opening(stack, "08:45", "none")
    before = len(read(stack, BOR, "notice"))
    told, _ = organise(stack, "PATCH", "", {"notices": {"quiet_minutes": 3}})
    assert told["settings"]["notices"] == {"quiet_minutes": 3}
    organise(stack, "PATCH", "", {"location": {"text": "Boat house"}})
    wait(stack, 4)
    last = read(stack, BOR, "notice")[-1]
    assert len(read(stack, BOR, "notice")) == before + 1
    assert entry_in(last)["LOCATION"].startswith("Boat house")
    assert last["Subject"] == "New time and place: Shared river basins"
