"""`why`, `message resend`, `suppression remove` and `deliveries replay`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.edge.cli.answering import Server, answering
from tests.edge.cli.conftest import Secretariat
from tests.edge.cli.test_agenda_changes import lines_of

WHY = ("GET", "/organiser/events/spring/why?about=ida%40example.org")
RESEND = ("POST", "/organiser/events/spring/messages/k-1/resend")
REMOVE = ("DELETE", "/organiser/suppressions/ida%40example.org")
REPLAY = ("POST", "/organiser/events/spring/deliveries/d1/replay")
COMMAND = "secretariat suppression remove ida@example.org"
TOLD: dict[str, Any] = {
    "about": "ida@example.org",
    "registration": {
        "id": "r1",
        "name": "Ida [Ferm]",
        "email": "ida@example.org",
        "state": "confirmed",
    },
    "steps": [
        {"stage": "registration", "what": "confirmed", "at": "2027-03-01T13:00:00+04:00",
         "detail": "form", "id": "r1"},
        {"stage": "provider", "what": "bounced", "at": "2027-03-01T13:01:00+04:00",
         "detail": "[permanent]", "id": None},
    ],
    "sentence": f"The address bounced. To try once more: {COMMAND}",
    "command": COMMAND,
}  # fmt: skip
MADE = {"id": "k-2", "kind": "confirmation", "state": "pending", "suppressed": False}


def on(server: Server) -> tuple[str, ...]:
    return ("--token", "t", "--url", server.url)


def test_why_is_a_timeline_and_a_sentence(secretariat: Secretariat) -> None:
    with answering({WHY: (200, TOLD)}) as server:
        ended = secretariat("why", "spring", "ida@example.org", *on(server))
    assert (ended.code, lines_of(ended.out)) == (
        0,
        [
            "Ida [Ferm] <ida@example.org>, confirmed",
            "when step what detail id",
            "2027-03-01 13:00 registration confirmed form r1",
            "2027-03-01 13:01 provider bounced [permanent]",
            TOLD["sentence"],
        ],
    )


def test_of_nobody_why_is_the_sentence_alone(secretariat: Secretariat) -> None:
    nobody = {**TOLD, "registration": None, "steps": [], "sentence": "Nobody is registered."}
    with answering({WHY: (200, nobody)}) as server:
        ended = secretariat("why", "spring", "ida@example.org", *on(server))
    assert ended.out == "Nobody is registered.\n"


def test_a_lost_mail_is_written_again(secretariat: Secretariat) -> None:
    with answering({RESEND: (201, MADE)}) as server:
        ended = secretariat("message", "resend", "spring", "k-1", *on(server))
    with answering({RESEND: (201, {**MADE, "suppressed": True})}) as server:
        stopped = secretariat("message", "resend", "spring", "k-1", *on(server))
    assert (ended.code, ended.out) == (0, "confirmation is written again as k-2.\n")
    assert stopped.out == (
        "confirmation is written again as k-2. But its address is not written to: see "
        "secretariat suppression remove.\n"
    )


def test_a_suppression_is_removed(secretariat: Secretariat) -> None:
    with answering({REMOVE: (204, None)}) as server:
        ended = secretariat("suppression", "remove", "ida@example.org", *on(server))
        bare = secretariat("suppression", "remove", "ida@example.org", *on(server), "--json")
    assert (ended.code, ended.out) == (0, "ida@example.org may be written to again.\n")
    assert (bare.code, bare.out) == (0, "")
    assert [one.headers["authorization"] for one in server.asked] == ["Bearer t", "Bearer t"]


@pytest.mark.parametrize(("outcome", "code"), [("confirmed", 0), ("refused", 1)])
def test_a_delivery_is_read_again(secretariat: Secretariat, outcome: str, code: int) -> None:
    told = {"outcome": outcome, "registration": None, "reason": None}
    with answering({REPLAY: (200, told)}) as server:
        ended = secretariat("deliveries", "replay", "spring", "d1", *on(server))
    assert (ended.code, ended.out.split()[0]) == (code, outcome)


@pytest.mark.parametrize(
    ("route", "answer", "words"),
    [
        (WHY, TOLD, ("why", "spring", "ida@example.org")),
        (RESEND, MADE, ("message", "resend", "spring", "k-1")),
        (REPLAY, {"outcome": "confirmed"}, ("deliveries", "replay", "spring", "d1")),
    ],
)
def test_json_is_the_answer(
    secretariat: Secretariat,
    route: tuple[str, str],
    answer: dict[str, Any],
    words: tuple[str, ...],
) -> None:
    with answering({route: (200, answer)}) as server:
        ended = secretariat(*words, *on(server), "--json")
    assert (ended.code, json.loads(ended.out)) == (0, answer)


@pytest.mark.parametrize(
    "words",
    [
        ("why", "spring", "ida@example.org"),
        ("message", "resend", "spring", "k-1"),
        ("suppression", "remove", "ida@example.org"),
        ("deliveries", "replay", "spring", "d1"),
    ],
)
def test_a_refusal_is_one_line(secretariat: Secretariat, words: tuple[str, ...]) -> None:
    with answering({}) as server:
        ended = secretariat(*words, *on(server))
    assert (ended.code, ended.out, ended.err) == (1, "", "secretariat: 404: There is no such.\n")


def test_without_a_token_nothing_is_asked(secretariat: Secretariat) -> None:
    ended = secretariat("why", "spring", "ida@example.org")
    assert (ended.code, ended.err.count("\n")) == (2, 1)
