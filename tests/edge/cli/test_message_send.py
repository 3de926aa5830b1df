"""`message send` and `message sent`: whom it asks, what it sends, and when it does not."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from infra.cli.message_send import name_by_content
from tests.edge.cli.answering import Server, answering
from tests.edge.cli.conftest import Secretariat

BASE = "/organiser/events/spring/messages"
PREVIEW, TEST, SEND = ("POST", f"{BASE}/preview"), ("POST", f"{BASE}/test"), ("POST", BASE)
SENT = ("GET", f"{BASE}/sent?limit=500")
ATTACH = ("POST", f"{BASE}/attachments?name=how%20to.pdf")
MAIL = {"subject": "Boots: Spring", "text": "Hello,\n\nBring boots.\n", "html": "<p>Hello</p>"}
SHOWN: dict[str, Any] = {
    "recipients": 3,
    "unreachable": {"bounced": 1, "complained": 0},
    "mail": MAIL,
    "attachment": None,
}
FILE = {"id": "a" * 32, "name": "how to.pdf", "size": 12}
ROW = {"id": "boots", "subject": "Boots", "state": "under_way", "recipients": 3, "told": 2}
HEAD = "Boots: Spring\n"
REACH = f"{HEAD}To 3 people. Of these, 1 cannot be reached: see secretariat why EVENT ADDRESS.\n"


@pytest.fixture
def text(tmp_path: Path) -> str:
    file = tmp_path / "text.txt"
    file.write_text("Bring boots.\n", "utf-8")
    return str(file)


def asks(server: Server, text: str, *more: str) -> tuple[str, ...]:
    words = ("message", "send", "spring", "--subject", "Boots", "--text", text)
    return (*words, "--token", "t", "--url", server.url, *more)


def type_in(monkeypatch: pytest.MonkeyPatch, typed: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))


def bodies(server: Server) -> list[tuple[str, Any]]:
    return [(one.path, json.loads(one.body)) for one in server.asked]


def test_it_shows_asks_and_sends(
    secretariat: Secretariat, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, b"y\n")
    with answering({PREVIEW: (200, SHOWN), SEND: (201, ROW)}) as server:
        ended = secretariat(*asks(server, text, "--id", "boots"))
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(REACH)
    assert ended.out.endswith(
        "Sent to 3 people as boots. To follow it: secretariat message sent spring\n"
    )
    body = {
        "subject": "Boots",
        "text": "Bring boots.\n",
        "audience": {"silent": False, "walk_in": False},
    }
    assert bodies(server) == [(PREVIEW[1], body), (SEND[1], {**body, "id": "boots"})]


def test_a_no_sends_nothing(
    secretariat: Secretariat, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for typed, told in ((b"n\n", "nothing was sent"), (b"", "stopped")):
        type_in(monkeypatch, typed)
        with answering({PREVIEW: (200, SHOWN)}) as server:
            ended = secretariat(*asks(server, text))
        assert (ended.code, ended.err) == (1, f"secretariat: {told}\n")
        assert [path for path, _ in bodies(server)] == [PREVIEW[1]]


def test_nobody_is_asked_about_nobody(secretariat: Secretariat, text: str) -> None:
    with answering({PREVIEW: (200, {**SHOWN, "recipients": 0})}) as server:
        ended = secretariat(*asks(server, text))
    assert ended.code == 1
    assert ended.err == "secretariat: nobody belongs to this audience, so nothing was sent\n"


def test_the_audience_and_the_file_go_along(
    secretariat: Secretariat, text: str, tmp_path: Path
) -> None:
    pdf = tmp_path / "how to.pdf"
    pdf.write_bytes(b"%PDF-1.7 way")
    whom = ("--state", "confirmed", "--state", "waitlisted", "--institution", "delta", "--walk-in")
    with answering({ATTACH: (201, FILE), SEND: (201, ROW)}) as server:
        ended = secretariat(*asks(server, text, "--yes", "--pdf", str(pdf), *whom))
    assert ended.code == 0
    assert server.asked[0].body == b"%PDF-1.7 way"
    sent = json.loads(server.asked[1].body)
    assert (sent["attachment"], sent["audience"]) == (
        FILE["id"],
        {
            "states": ["confirmed", "waitlisted"],
            "institutions": ["delta"],
            "silent": False,
            "walk_in": True,
        },
    )


def test_the_same_command_has_the_same_id_and_says_that_it_was_sent(
    secretariat: Secretariat, text: str
) -> None:
    with answering({SEND: (200, ROW)}) as server:
        ended = secretariat(*asks(server, text, "--yes"))
        secretariat(*asks(server, text, "--yes"))
        secretariat(*asks(server, text, "--yes", "--silent"))
    assert ended.out == "It was sent before as boots; nobody gets it twice.\n"
    first, second, other = (body["id"] for _, body in bodies(server))
    assert first == second != other
    assert first != name_by_content("autumn", bodies(server)[0][1])


def test_a_preview_prints_the_mail_and_sends_nothing(secretariat: Secretariat, text: str) -> None:
    shown = {**SHOWN, "attachment": FILE, "unreachable": {"bounced": 0, "complained": 0}}
    with answering({PREVIEW: (200, shown)}) as server:
        ended = secretariat(*asks(server, text, "--preview"))
        bare = secretariat(*asks(server, text, "--preview", "--json"))
    assert ended.out == (
        "Boots: Spring\nAttached: how to.pdf (12 bytes)\nTo 3 people.\n\nHello,\n\nBring boots.\n"
    )
    assert json.loads(bare.out) == shown


def test_a_test_says_where_it_goes(secretariat: Secretariat, text: str) -> None:
    with answering({TEST: (202, {"to": "desk@example.org"})}) as server:
        ended = secretariat(*asks(server, text, "--test"))
    assert (ended.code, ended.out) == (0, "A test is on its way to desk@example.org.\n")


@pytest.mark.parametrize(
    ("more", "line"),
    [(("--json",), "--json: nobody is asked then; give --yes, --preview or --test as well"),
     (("--preview", "--test"), "--preview, --test: give one of the two"),
     (("--text", "-"), "--text -: nobody can be asked then; give --yes as well"),
     (("--yes", "--text", "/nowhere/x"), "/nowhere/x: No such file or directory"),
     (("--yes", "--pdf", "/nowhere/x"), "/nowhere/x: No such file or directory")],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line_and_exit_2(
    secretariat: Secretariat, text: str, more: tuple[str, ...], line: str
) -> None:
    with answering({}) as server:
        ended = secretariat(*asks(server, text, *more))
    assert (ended.code, ended.out, ended.err) == (2, "", f"secretariat: {line}\n")
    assert server.asked == []


def test_text_that_is_no_utf_8_is_unreadable(secretariat: Secretariat, tmp_path: Path) -> None:
    file = tmp_path / "latin"
    file.write_bytes(b"caf\xe9")
    with answering({}) as server:
        ended = secretariat(*asks(server, str(file), "--yes"))
    assert (ended.code, ended.err) == (2, f"secretariat: {file}: this is not text in UTF-8\n")


def test_json_prints_the_answer_as_it_came(secretariat: Secretariat, text: str) -> None:
    with answering({SEND: (201, ROW)}) as server:
        ended = secretariat(*asks(server, text, "--yes", "--json"))
    assert (ended.code, json.loads(ended.out)) == (0, ROW)


def test_what_was_sent_is_a_line_each(secretariat: Secretariat) -> None:
    rows = [ROW, {**ROW, "id": "hats", "state": "done", "told": 3, "subject": "Hats"}]
    for told, out in (
        (rows, "boots: 2 of 3, under way: Boots\nhats: 3 of 3, done: Hats\n"),
        ([], "No message has been sent.\n"),
    ):
        with answering({SENT: (200, {"sent": told, "next": None})}) as server:
            ended = secretariat("message", "sent", "spring", "--token", "t", "--url", server.url)
        assert (ended.code, ended.out) == (0, out)
