"""`agenda lint`: a table of what is to be mended, and an exit code for scripts."""

from __future__ import annotations

import json

from tests.edge.cli.answering import answering
from tests.edge.cli.conftest import Secretariat

LINT = ("GET", "/organiser/events/spring/draft/lint")
DRAFT = ("GET", "/organiser/events/spring/draft")
SESSIONS = {
    "sessions": [
        {"id": "a", "date": "2027-05-12"},
        {"id": "b", "date": "2027-05-12"},
        {"id": "c", "date": "2027-05-13"},
    ]
}
FOUND = {
    "findings": [
        {"code": "gap", "message": "Nothing is on [then].", "sessions": ["a", "b"]},
        {"code": "no_presenter", "message": "Nobody is in it.", "sessions": ["b"]},
        {"code": "odd_thing", "message": "It is odd.", "sessions": ["gone", "c"]},
        {"code": "more", "message": "7 more findings are not told here.", "sessions": []},
    ]
}


def test_findings_are_a_table_and_exit_one(secretariat: Secretariat) -> None:
    with answering({LINT: (200, FOUND), DRAFT: (200, SESSIONS)}) as server:
        on = ("--token", "t", "--url", server.url)
        ended = secretariat("agenda", "lint", "spring", *on)
    rows = [" ".join(line.split()) for line in ended.out.splitlines() if line.strip(" ─")]
    assert (ended.code, ended.err) == (1, "")
    assert rows == [
        "when what sentence",
        "2027-05-12 nothing on Nothing is on [then].",
        "no presenter Nobody is in it.",
        "2027-05-13 odd thing It is odd.",
        "and more 7 more findings are not told here.",
    ]
    assert server.asked[0].headers["authorization"] == "Bearer t"


def test_a_draft_in_order_needs_no_table(secretariat: Secretariat) -> None:
    with answering({LINT: (200, {"findings": []})}) as server:
        on = ("--token", "t", "--url", server.url)
        ended = secretariat("agenda", "lint", "spring", *on)
    assert (ended.code, ended.out, ended.err) == (0, "Nothing to mend.\n", "")


def test_json_is_the_answers_body_and_the_exit_code_is_the_same(secretariat: Secretariat) -> None:
    for body, code in ((FOUND, 1), ({"findings": []}, 0)):
        with answering({LINT: (200, body)}) as server:
            on = ("--token", "t", "--url", server.url)
            ended = secretariat("agenda", "lint", "spring", "--json", *on)
        assert (ended.code, json.loads(ended.out), ended.err) == (code, body, "")


def test_a_refusal_is_one_line_and_no_token_is_wrong_usage(secretariat: Secretariat) -> None:
    with answering({LINT: (403, {"status": 403, "detail": "Not yours."})}) as server:
        refused = secretariat("agenda", "lint", "spring", "--token", "t", "--url", server.url)
        without = secretariat("agenda", "lint", "spring", "--url", server.url)
    assert (refused.code, refused.out, refused.err) == (1, "", "secretariat: 403: Not yours.\n")
    assert (without.code, without.out, without.err.count("\n")) == (2, "", 1)
