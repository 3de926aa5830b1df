"""A lost mail on the whole stack: the provider's news, why, the way out, and the mail again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from infra.local.stack import Stack
from tests.checked_stack import open_checked_stack
from tests.edge.local.test_stack import FOUNDING, Reply, ask, mails, register
from tests.mail_builders import EVERY_TYPE, an_ses_event

ADA = "ada@example.net"


@pytest.fixture(scope="module", params=["memory", "moto"])
def stack(request: pytest.FixtureRequest) -> Iterator[Stack]:
    with open_checked_stack(request.param, port=0, founding=FOUNDING) as opened:
        yield opened


def desk(stack: Stack, method: str, path: str) -> Reply:
    bearer = {"Authorization": f"Bearer {stack.organiser_token}"}
    return ask(stack, method, f"/organiser{path}", headers=bearer)


def tell(stack: Stack, told: dict[str, Any], mail: dict[str, Any]) -> None:
    """The provider's news of a mail."""
    told["mail"] |= {"messageId": mail["id"], "destination": [mail["to"]]}
    answer = ask(stack, "POST", "/_local/feedback", json.dumps(told).encode())
    assert (answer.status, answer.body) == (204, b"")


def steps(stack: Stack, key: str) -> list[str]:
    told = desk(stack, "GET", f"/events/{stack.event}/messages/{key}").json()["timeline"]
    return [one["what"] for one in told]


def test_a_lost_mail_is_explained_and_sent_again(stack: Stack) -> None:
    made = register(stack, "msg_lost", ADA, "Ada Okafor").json()
    (mail,) = mails(stack, ADA)
    key = f"{made['registration']}-000001-confirmation"
    bounce = an_ses_event("Bounce", bouncedRecipients=[{"emailAddress": ADA, "status": "5.1.1"}])
    tell(stack, an_ses_event("Delivery"), mail)
    tell(stack, bounce, mail)
    assert steps(stack, key) == ["queued", "sent", "delivered", "bounced"]
    (row,) = desk(stack, "GET", f"/events/{stack.event}/undelivered").json()["undelivered"]
    assert (row["email"], row["reason"]) == (ADA, "bounced")
    why = desk(stack, "GET", f"/events/{stack.event}/why?about={ADA}").json()
    assert [one["stage"] for one in why["steps"]][:4] == [
        "delivery",
        "mapping",
        "registration",
        "message",
    ]
    assert why["command"] == f"secretariat suppression remove {ADA}"
    assert desk(stack, "DELETE", f"/suppressions/{ADA}").status == 204
    resent = desk(stack, "POST", f"/events/{stack.event}/messages/{key}/resend")
    assert resent.status == 201
    assert [one["kind"] for one in mails(stack, ADA)] == 2 * ["confirmation"]
    assert desk(stack, "GET", f"/events/{stack.event}/undelivered").json()["undelivered"] == []
    state = desk(stack, "GET", f"/events/{stack.event}/registrations").json()["registrations"]
    assert [one["mail"]["state"] for one in state if one["email"] == ADA] == ["sent"]


@pytest.mark.parametrize("kind", EVERY_TYPE)
def test_every_type_is_taken_as_the_topic_and_as_the_bus_bring_it(stack: Stack, kind: str) -> None:
    told = an_ses_event(kind)
    enveloped = {"source": "aws.ses", "detail-type": "Email Something", "detail": told}
    for body in (told, enveloped):
        answer = ask(stack, "POST", "/_local/feedback", json.dumps(body).encode())
        assert (answer.status, answer.body) == (204, b"")
