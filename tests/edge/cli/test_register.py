"""`register`: a signed webhook."""

from __future__ import annotations

import base64
import hmac
import json

import pytest

from infra.cli.exits import Unreadable
from infra.cli.register import read_answers, write_body
from infra.cli.signing import read_secret, sign
from tests.edge.cli.answering import answering
from tests.edge.cli.conftest import Secretariat

KEY = b"secret-of-an-invented-meeting"
SECRET = "whsec_" + base64.b64encode(KEY).decode()
PATH = "/registration/spring/webhooks/standard"
WHO = ("register", "spring", "--name", "Ida Ferm", "--email", "ida@example.org")


def test_the_signature_is_an_hmac_over_id_timestamp_and_body() -> None:
    headers = sign(KEY, "msg_1", 1800000000, b'{"type": "x"}')
    digest = hmac.digest(KEY, b'msg_1.1800000000.{"type": "x"}', "sha256")
    assert headers["webhook-signature"] == "v1," + base64.b64encode(digest).decode()


@pytest.mark.parametrize("text", [SECRET, SECRET.removeprefix("whsec_"), SECRET.rstrip("=")])
def test_a_secret_is_read_in_each_of_its_spellings(text: str) -> None:
    assert read_secret(text) == KEY


@pytest.mark.parametrize("text", ["", "whsec_", "whsec_é", "not base64!"])
def test_what_is_no_secret_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_secret(text)


def test_answers_keep_everything_after_the_first_equals_sign() -> None:
    assert read_answers(["diet=none", "sum=1=1", "note="]) == {
        "diet": "none",
        "sum": "1=1",
        "note": "",
    }


def test_the_body_leaves_out_what_was_not_given() -> None:
    body = json.loads(write_body(0, "Ida Ferm", "ida@example.org", None, {}, None))
    assert body == {
        "type": "registration.created",
        "timestamp": "1970-01-01T00:00:00+00:00",
        "data": {"name": "Ida Ferm", "email": "ida@example.org"},
    }


def test_the_delivery_is_signed_by_the_servers_clock(secretariat: Secretariat) -> None:
    reply = {"outcome": "confirmed", "registration": "r1", "reason": None}
    table: dict[tuple[str, str], tuple[int, object]] = {
        ("GET", "/_local/clock"): (200, {"now": 1_800_000_000}),
        ("POST", PATH): (200, reply),
    }
    with answering(table) as server:
        told = ("--institution", "Postal Museum", "--answer", "diet=none", "--response-id", "f7")
        options = ("--id", "msg_1", "--secret", SECRET, "--url", server.url)
        ended = secretariat(*WHO, *told, *options)
    sent = server.asked[-1]
    assert (ended.code, ended.out) == (0, "confirmed, registration r1\n")
    assert json.loads(sent.body)["data"] == {
        "name": "Ida Ferm",
        "email": "ida@example.org",
        "institution": "Postal Museum",
        "answers": {"diet": "none"},
        "id": "f7",
    }
    signed = sign(KEY, "msg_1", 1_800_000_000, sent.body)
    assert {name: sent.headers[name.lower()] for name in signed} == signed


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        *(("confirmed", 0), ("waitlisted", 0), ("pending", 0), ("duplicate", 0)),
        *(("refused", 1), ("ignored", 1)),
    ],
)
def test_json_prints_the_answer_and_the_exit_code_tells_the_outcome(
    secretariat: Secretariat, outcome: str, code: int
) -> None:
    reply = {"outcome": outcome, "registration": None, "reason": None}
    with answering({("POST", PATH): (200, reply)}) as server:
        ended = secretariat(*WHO, "--secret", SECRET, "--url", server.url, "--json")
    assert (ended.code, json.loads(ended.out), ended.err) == (code, reply, "")


def test_a_bad_signature_is_told_in_one_line(secretariat: Secretariat) -> None:
    refusal = {"status": 401, "detail": "The signature does not fit."}
    with answering({("POST", PATH): (401, refusal)}) as server:
        ended = secretariat(*WHO, "--secret", SECRET, "--url", server.url)
    assert (ended.code, ended.err) == (1, "secretariat: 401: The signature does not fit.\n")
