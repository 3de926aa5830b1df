"""A message with a PDF on the whole stack: organiser, timer and mailer, over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from email.parser import BytesParser
from email.policy import default

import pytest

from infra.local.stack import Stack, open_stack
from tests.edge.local.test_stack import FOUNDING, Reply, ask, mails, register

PDF = b"%PDF-1.7\r\n\x00\xff the way\r\n"
GUESTS = ("ada@example.net", "bo@example.net", "cy@example.net")


@pytest.fixture(params=["memory", "moto"])
def stack(request: pytest.FixtureRequest) -> Iterator[Stack]:
    with open_stack(request.param, port=0, founding=FOUNDING) as opened:
        yield opened


def write(stack: Stack, path: str, body: bytes) -> Reply:
    bearer = {"Authorization": f"Bearer {stack.organiser_token}"}
    return ask(stack, "POST", f"/organiser/events/{stack.event}/messages{path}", body, bearer)


def minute(stack: Stack) -> None:
    ask(stack, "POST", "/_local/clock", b'{"advance_s": 60}')


def test_a_message_reaches_everybody_once_with_its_file(stack: Stack) -> None:
    for number, address in enumerate(GUESTS):
        register(stack, f"msg_{number}", address, f"Guest {number}")
    file = write(stack, "/attachments?name=Wegbeschreibung%20f%C3%BCr%20Euch.pdf", PDF).json()
    body = {"subject": "How to find us", "text": "By boat.", "attachment": file["id"]}
    assert write(stack, "/test", json.dumps(body).encode()).status == 202
    named = json.dumps({**body, "id": "how-to-find-us"}).encode()
    statuses = [write(stack, "", named).status for _ in range(2)]
    minute(stack)
    statuses.append(write(stack, "", named).status)
    minute(stack)
    assert statuses == [201, 200, 200]
    everybody = (*GUESTS, "organiser@example.org")
    rows = [one for to in everybody for one in mails(stack, to) if one["kind"] == "message"]
    assert [one["to"] for one in rows] == [*everybody]
    for row in rows:
        kept = stack.mailbox.mail(row["id"])
        assert kept is not None
        (part,) = BytesParser(policy=default).parsebytes(kept.raw).iter_attachments()
        assert part.get_filename() == "Wegbeschreibung für Euch.pdf"
        assert part.get_content() == PDF
