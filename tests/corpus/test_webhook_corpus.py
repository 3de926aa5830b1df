"""Published signature vectors, and names that have broken other people's forms."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from functions.registration.receive import Webhook, receive
from shared.senders.sender import SignatureRejected
from shared.senders.standard import StandardWebhooks
from tests.builders import EVENT, NOW
from tests.fakes import put_event, some_ports
from tests.unit.senders.signing import signed_headers


@dataclass(frozen=True)
class Vector:
    """One delivery of the corpus and the verdict it expects."""

    name: str
    secret: str
    headers: dict[str, str]
    body: bytes
    now: datetime
    expect: str


@pytest.fixture(scope="module")
def vectors(corpus: Path) -> list[Vector]:
    found = json.loads((corpus / "data/webhooks/vectors.json").read_text())["vectors"]
    return [_vector(one) for one in found if one["scheme"] == "standard-webhooks"]


def _vector(one: dict[str, Any]) -> Vector:
    body = base64.b64decode(one["body_base64"]) if "body_base64" in one else one["body"].encode()
    now = datetime.fromtimestamp(one["now"], UTC)
    return Vector(one["id"], one["secret"], one["headers"], body, now, one["expect"])


def test_every_standard_webhooks_vector_is_judged_as_it_says(vectors: list[Vector]) -> None:
    verdicts = {one.name: _judge(one) for one in vectors}
    expected = {one.name: one.expect for one in vectors}
    assert len(vectors) >= 7
    assert {name: v for name, v in verdicts.items() if expected[name] != "either"} == {
        name: e for name, e in expected.items() if e != "either"
    }


def _judge(one: Vector) -> str:
    try:
        StandardWebhooks().verify(one.headers, one.body, [one.secret], one.now)
    except SignatureRejected:
        return "reject"
    return "accept"


def test_every_name_of_the_corpus_registers_or_is_refused(corpus: Path) -> None:
    ports = some_ports()
    put_event(ports)
    names = [
        one["value"] for one in json.loads((corpus / "data/mail/names.json").read_text())["names"]
    ]
    outcomes = {}
    for number, name in enumerate(names):
        data = {"email": f"person{number}@example.org", "name": name}
        body = json.dumps({"type": "registration.created", "data": data}).encode()
        headers = signed_headers(body, NOW, f"msg_{number}")
        outcomes[number] = receive(ports, Webhook(EVENT, "standard", headers, body)).outcome
    refused = {number for number, outcome in outcomes.items() if outcome == "refused"}
    assert set(outcomes.values()) <= {"confirmed", "waitlisted", "refused"}
    assert refused == {number for number, name in enumerate(names) if len(name.strip()) > 256}
