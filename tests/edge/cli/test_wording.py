"""`secretariat wording list|preview|set|reset`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.edge.cli.answering import Server, answering
from tests.edge.cli.conftest import Secretariat

READ = ("GET", "/organiser/events/spring")
CHANGE = ("PATCH", "/organiser/events/spring")
PREVIEW = ("POST", "/organiser/events/spring/wording/preview")
SAID = {"link": {"subject": "Here", "text": None}, "notice": {"subject": "a", "text": "b"}}
EVENT = {"id": "spring", "settings": {"wording": SAID}}
MAIL = {"subject": "Hi, Robin", "text": "Dear Robin,\n\nhello.\n", "html": "<p>Dear Robin"}
BROKEN = {"status": 400, "detail": "text: Line 2: this cannot be used here."}


def on(server: Server) -> tuple[str, ...]:
    return ("--token", "t", "--url", server.url)


def a_file(folder: Path, content: bytes = "Dear {{ name }},\n\nжито.\n".encode()) -> str:
    path = folder / "words.txt"
    path.write_bytes(content)
    return str(path)


def test_the_list_says_which_mails_are_in_the_organisers_words(secretariat: Secretariat) -> None:
    with answering({READ: (200, EVENT)}) as server:
        ended = secretariat("wording", "list", "spring", *on(server))
        raw = secretariat("wording", "list", "spring", "--json", *on(server))
    assert (ended.code, ended.out) == (0, "link: subject\nnotice: subject and text\n")
    assert json.loads(raw.out) == EVENT


def test_a_list_of_none_says_so(secretariat: Secretariat) -> None:
    with answering({READ: (200, {"settings": {"wording": {}}})}) as server:
        ended = secretariat("wording", "list", "spring", *on(server))
    assert (ended.code, ended.out) == (0, "Every mail is in our words.\n")


def test_a_preview_is_shown_as_text(secretariat: Secretariat, tmp_path: Path) -> None:
    with answering({PREVIEW: (200, MAIL)}) as server:
        arguments = ("spring", "link", "--subject", "Hi", "--text", a_file(tmp_path))
        ended = secretariat("wording", "preview", *arguments, *on(server))
        raw = secretariat("wording", "preview", "spring", "link", "--json", *on(server))
    assert (ended.code, ended.out) == (0, "Hi, Robin\n\nDear Robin,\n\nhello.\n")
    assert json.loads(raw.out) == MAIL
    text = "Dear {{ name }},\n\nжито.\n"
    assert [json.loads(one.body) for one in server.asked] == [
        {"kind": "link", "subject": "Hi", "text": text},
        {"kind": "link"},
    ]


def test_words_are_set_and_taken_away(secretariat: Secretariat, tmp_path: Path) -> None:
    with answering({CHANGE: (200, EVENT)}) as server:
        arguments = ("spring", "link", "--text", a_file(tmp_path, b"\xef\xbb\xbfHello"))
        kept = secretariat("wording", "set", *arguments, *on(server))
        gone = secretariat("wording", "reset", "spring", "link", *on(server))
    assert (kept.code, kept.out) == (0, "Mails of the kind link say it in your words now.\n")
    assert (gone.code, gone.out) == (0, "Mails of the kind link say it in our words again.\n")
    assert [json.loads(one.body) for one in server.asked] == [
        {"wording": {"link": {"text": "Hello"}}},
        {"wording": {"link": None}},
    ]
    kinds = {one.headers["content-type"] for one in server.asked}
    assert kinds == {"application/merge-patch+json"}


@pytest.mark.parametrize("command", ["preview", "set"])
def test_broken_words_are_input_that_cannot_be_read(secretariat: Secretariat, command: str) -> None:
    with answering({CHANGE: (400, BROKEN), PREVIEW: (400, BROKEN)}) as server:
        ended = secretariat("wording", command, "spring", "link", "--subject", "x", *on(server))
    told = "secretariat: 400: text: Line 2: this cannot be used here.\n"
    assert (ended.code, ended.out, ended.err) == (2, "", told)


@pytest.mark.parametrize("command", ["preview", "set", "reset"])
def test_an_event_that_is_not_there_is_a_no(secretariat: Secretariat, command: str) -> None:
    given = () if command == "reset" else ("--subject", "x")
    with answering({}) as server:
        ended = secretariat("wording", command, "summer", "link", *given, *on(server))
    assert (ended.code, ended.err) == (1, "secretariat: 404: There is no such.\n")


def test_words_that_are_not_there_cannot_be_set(secretariat: Secretariat, tmp_path: Path) -> None:
    with answering({}) as server:
        tried = [
            secretariat("wording", "set", "spring", "link", *given, *on(server))
            for given in (
                (),
                ("--text", str(tmp_path / "none.txt")),
                ("--text", a_file(tmp_path, b"\xff")),
            )
        ]
    assert [(one.code, one.out) for one in tried] == [(2, "")] * 3
    assert tried[0].err == "secretariat: wording set: give --subject, --text or both\n"
    assert tried[2].err.endswith("words.txt: this is not UTF-8\n")
    assert server.asked == []
