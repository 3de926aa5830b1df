"""Published signature vectors, recorded payloads, and names that broke other people's forms."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from functions.registration.receive import Webhook, receive
from shared.domain.errors import Invalid
from shared.senders.generic import GenericSender
from shared.senders.proof import Part, Signing, Source, signature_of
from shared.senders.registry import SENDERS
from shared.senders.sender import Sender, SignatureRejected
from shared.senders.shapes import Flat
from tests.builders import EVENT, NOW
from tests.fakes import put_event, some_ports
from tests.unit.senders.recorded import submission_from, verdict
from tests.unit.senders.signing import signed_headers

RAW = "hmac-sha256-raw"
SCHEMES: Mapping[str, Sender] = {
    "standard-webhooks": SENDERS["standard"],
    "github": GenericSender(Flat(), Signing(Source("x-hub-signature-256"), prefix="sha256=")),
    "none": SENDERS["contact_form_7"],
    **{name: SENDERS[name] for name in ("typeform", "tally", "webflow", "formspree")},
}


@dataclass(frozen=True)
class Vector:
    """One delivery of the corpus and the verdict it expects."""

    name: str
    scheme: str
    secrets: list[str]
    headers: dict[str, str]
    body: bytes
    now: datetime
    expect: str


def read_vectors(corpus: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((corpus / "data/webhooks/vectors.json").read_text())[
        "vectors"
    ]
    return found


@pytest.fixture(scope="module")
def vectors(corpus: Path) -> list[Vector]:
    return [_vector(one) for one in read_vectors(corpus) if one["scheme"] != RAW]


def _vector(one: dict[str, Any]) -> Vector:
    now = datetime.fromtimestamp(one.get("now", 0), UTC)
    secrets = [one["secret"]] if one["secret"] else []
    head = (one["id"], one["scheme"], secrets, one["headers"])
    return Vector(*head, _body(one), now, one["expect"])


def _body(one: dict[str, Any]) -> bytes:
    return base64.b64decode(one["body_base64"]) if "body_base64" in one else one["body"].encode()


def test_every_vector_is_judged_as_it_says(vectors: list[Vector]) -> None:
    verdicts = {one.name: _judge(one) for one in vectors if one.expect != "either"}
    assert len(vectors) >= 15
    assert verdicts == {one.name: one.expect for one in vectors if one.expect != "either"}


def _judge(one: Vector) -> str:
    sender = SCHEMES[one.scheme]
    try:
        sender.verify(one.headers, one.body, one.secrets, one.now)
    except SignatureRejected:
        return "reject"
    return "accept"


def test_the_bare_hmac_is_that_of_the_rfc(corpus: Path) -> None:
    raw = [one for one in read_vectors(corpus) if one["scheme"] == RAW]
    signing = Signing(Source("x"))
    found = [
        signature_of(signing, bytes.fromhex(one["secret_hex"]), {Part.BODY: _body(one)}).hex()
        for one in raw
    ]
    assert found == [one["signature_hex"] for one in raw]
    assert len(found) == 4


def test_a_delivery_that_nobody_signs_is_taken_from_no_sender(vectors: list[Vector]) -> None:
    [unsigned] = [one for one in vectors if one.scheme == "none"]
    taken = [
        name
        for name, sender in SENDERS.items()
        if verdict(sender, {}, unsigned.body, ("a-secret-that-is-not-sent",)) == "genuine"
    ]
    assert taken == []


@pytest.mark.parametrize(
    ("file", "sender", "person"),
    [
        ("webflow_form_submission.json", "webflow", ("zeljko@example.org", "Željko O'Brien-Şahin")),
        ("google_forms_apps_script.json", "google_forms", ("sarah@example.com", "")),
    ],
)
def test_a_recorded_payload_is_read_to_the_right_person(
    corpus: Path, file: str, sender: str, person: tuple[str, str]
) -> None:
    found = submission_from(SENDERS[sender].read({}, read_payload(corpus, file)))
    assert (found.email, found.name) == person


@pytest.mark.parametrize(
    ("vector", "person"),
    [
        (
            "tally-ok",
            ("djordje@example.com", "Đorđe Živković", {"Sessions": "Session 1, Session 3"}),
        ),
        ("formspree-ok", ("ada@example.com", "Ada Lovelace", {"message": "Line1 Line2 <b>x</b>"})),
    ],
)
def test_a_signed_vector_is_read_to_the_right_person(
    vectors: list[Vector], vector: str, person: tuple[str, str, dict[str, str]]
) -> None:
    [one] = [one for one in vectors if one.name == vector]
    found = submission_from(SCHEMES[one.scheme].read(one.headers, one.body))
    assert (found.email, found.name, found.answers) == person


@pytest.mark.parametrize(
    ("file", "sender"),
    [
        ("typeform_form_response_simple.json", "typeform"),
        ("tally_form_response_simple.json", "tally"),
        ("eventbrite_order_placed.json", "contact_form_7"),
    ],
)
def test_a_recorded_payload_without_an_address_names_nobody(
    corpus: Path, file: str, sender: str
) -> None:
    incoming = SENDERS[sender].read({}, read_payload(corpus, file))
    with pytest.raises(Invalid):
        submission_from(incoming)


def read_payload(corpus: Path, file: str) -> bytes:
    return (corpus / "data/webhooks" / file).read_bytes()


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
