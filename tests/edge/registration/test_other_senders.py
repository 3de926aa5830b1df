"""Form services over HTTP: each proven, read and registered in its own way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from functions.registration.app import app
from shared.domain.event import Sender
from shared.ports import Ports
from tests.builders import EVENT
from tests.edge.calling import Called, call
from tests.edge.registration.calls import (
    MERET,
    created,
    deliver,
    deliveries,
    everybody,
    outbox,
    serve,
)
from tests.unit.senders import test_webflow as webflow
from tests.unit.senders.recorded import (
    EMAIL,
    JOTFORM_ANSWERS,
    MULTIPART,
    OTHER_PLAIN_SECRET,
    PLAIN_SECRET,
    URLENCODED,
    elementor,
    encode,
    jotform,
    tally,
    tally_headers,
    typeform,
    typeform_headers,
)

JSON = {"Content-Type": "application/json"}
BEARER = {"Authorization": f"Bearer {PLAIN_SECRET}"}


def serve_sender(name: str, mapping: Mapping[str, str] | None = None) -> Ports:
    sender = Sender((OTHER_PLAIN_SECRET, PLAIN_SECRET), dict(mapping or {}))
    return serve(lambda event: replace(event, senders={name: sender}))


def post(sender: str, headers: Mapping[str, str], body: bytes, more: str = "") -> Called:
    return call(app, "POST", f"/registration/{EVENT}/webhooks/{sender}{more}", headers, body)


def people(ports: Ports) -> list[tuple[str, str, str]]:
    return [(one.name, one.email, one.source) for one in everybody(ports)]


def test_a_typeform_response_registers_once() -> None:
    ports, body = serve_sender("typeform"), typeform()
    answers = [post("typeform", typeform_headers(body), body).json() for _ in range(2)]
    assert [answer["outcome"] for answer in answers] == ["confirmed", "duplicate"]
    assert people(ports) == [("Meret Aalders", EMAIL, "webhook:typeform")]
    assert outbox(ports) == ["confirmation"]


def test_a_tally_response_registers() -> None:
    ports, body = serve_sender("tally"), tally()
    assert post("tally", tally_headers(body), body).json()["outcome"] == "confirmed"
    [registration] = everybody(ports)
    assert (registration.name, registration.answers["Sessions"]) == (
        "Jörg Šimić",
        "Session 1, Session 3",
    )


def test_a_jotform_submission_carries_its_secret_in_the_address_and_may_be_edited() -> None:
    ports = serve_sender("jotform")
    first = post("jotform", MULTIPART, jotform(), f"/{PLAIN_SECRET}").json()
    again = post("jotform", MULTIPART, jotform(), f"/{PLAIN_SECRET}").json()
    edited = jotform({**JOTFORM_ANSWERS, "q3_fullName": {"first": "Anna", "last": "Marić"}})
    after = post("jotform", MULTIPART, edited, f"/{OTHER_PLAIN_SECRET}").json()
    assert (first["outcome"], again["outcome"]) == ("confirmed", "duplicate")
    assert after == {**first, "reason": "updated"}
    assert people(ports) == [("Anna Marić", EMAIL, "webhook:jotform")]


def test_a_bearer_token_or_the_address_proves_what_is_not_signed() -> None:
    ports = serve_sender("contact_form_7")
    body = encode({"your-name": "Ada Brandt", "your-email": EMAIL})
    assert post("contact_form_7", {**JSON, **BEARER}, body).json()["outcome"] == "confirmed"
    other = encode({"your-name": "Ida Ferm", "your-email": "ida@example.org"})
    there = post("contact_form_7", JSON, other, f"/{PLAIN_SECRET}/")
    assert there.json()["outcome"] == "confirmed"
    assert {name for name, _, _ in people(ports)} == {"Ada Brandt", "Ida Ferm"}


def test_urlencoded_fields_register() -> None:
    ports = serve_sender("elementor", {"name": "Wer kommt?"})
    body = elementor(**{"Wer kommt?": "Jörg Brandt", "E-Mail": EMAIL})
    answer = post("elementor", URLENCODED, body, f"/{PLAIN_SECRET}")
    assert answer.json()["outcome"] == "confirmed"
    assert people(ports) == [("Jörg Brandt", EMAIL, "webhook:elementor")]


def test_a_webflow_submission_is_genuine_by_the_events_clock() -> None:
    ports = serve_sender("webflow")
    assert post("webflow", webflow.headers(), webflow.BODY).json()["outcome"] == "confirmed"
    assert post("webflow", webflow.headers(seconds=-301), webflow.BODY).status == 401
    assert [one.answers for one in everybody(ports)] == [{"phone": "15550001111", "Diet": "vegan"}]


@pytest.mark.parametrize(
    ("sender", "headers", "more"),
    [
        ("jotform", MULTIPART, ""),
        ("jotform", MULTIPART, "/another-secret-altogether"),
        ("jotform", {**MULTIPART, "Authorization": "Bearer another"}, ""),
        ("typeform", JSON, f"/{PLAIN_SECRET}"),
        ("fillout", BEARER, ""),
    ],
)
def test_what_proves_nothing_looks_like_an_unknown_sender(
    sender: str, headers: Mapping[str, str], more: str
) -> None:
    ports = serve_sender("jotform" if sender == "fillout" else sender)
    unknown = post("pigeon", {}, b"")
    answer = post(sender, headers, jotform(), more)
    assert (answer.status, answer.body) == (401, unknown.body)
    assert (everybody(ports), deliveries(ports)) == ([], [])


def test_a_delivery_without_an_address_is_refused_and_kept() -> None:
    ports, body = serve_sender("fillout"), encode({"submissionId": "s", "questions": []})
    answer = post("fillout", BEARER, body).json()
    assert answer == {"outcome": "refused", "registration": None, "reason": "unmapped"}
    assert deliveries(ports) == [("refused", "unmapped", body)]


def test_bytes_that_are_no_form_are_400() -> None:
    serve_sender("jotform")
    assert post("jotform", MULTIPART, b"--", f"/{PLAIN_SECRET}").status == 400
    assert post("jotform", MULTIPART, b"x" * 300_000, f"/{PLAIN_SECRET}").status == 413


def test_a_test_delivery_says_who_would_be_registered_and_registers_nobody() -> None:
    ports, body = serve_sender("typeform"), typeform()
    answers = [post("typeform", typeform_headers(body), body, "?test=1").json() for _ in range(2)]
    told = (
        "test: would register: email, name, institution; "
        "unmapped: Which days?, What do you eat?, Do you agree?, track"
    )
    assert answers == [{"outcome": "ignored", "registration": None, "reason": told}] * 2
    assert deliveries(ports) == [("ignored", told, body)] * 2
    assert (everybody(ports), outbox(ports)) == ([], [])
    assert post("typeform", typeform_headers(body), body).json()["outcome"] == "confirmed"


def test_a_test_without_an_address_says_which_labels_were_seen() -> None:
    serve_sender("gravity_forms")
    body = encode({"id": 1, **{str(number): "x" * 9 for number in range(45)}, "n" * 200: "y"})
    reason = post("gravity_forms", BEARER, body, "?test=1").json()["reason"]
    assert reason.startswith(
        "test: would register: nobody, no usable address or a name too long; found: nothing; "
        "unmapped: 0, 1, 2, "
    )
    assert reason.endswith(", 39, …")


def test_a_test_of_standard_webhooks_follows_the_mapping() -> None:
    ports = serve()
    path = f"/registration/{EVENT}/webhooks/standard?test=1"
    answer = deliver(ports, created({**MERET, "diet": "vegan"}), path=path).json()
    assert answer["reason"] == "test: would register: name, email; unmapped: diet"
    assert everybody(ports) == []


def test_a_test_tells_the_senders_names_as_they_would_be_kept() -> None:
    path = f"/registration/{EVENT}/webhooks/standard?test=1"
    answer = deliver(serve(), created({**MERET, "half\ud800": "x", "two\nlines": "y"}), path=path)
    told = "test: would register: name, email; unmapped: half, two lines"
    assert (answer.status, answer.json()["reason"]) == (200, told)


def test_only_one_spelling_of_the_mark_makes_a_test() -> None:
    ports, body = serve_sender("tally"), tally()
    assert post("tally", tally_headers(body), body, "?test=0").json()["outcome"] == "confirmed"
    assert len(everybody(ports)) == 1


def test_our_scripts_test_is_a_test_without_the_mark() -> None:
    from tests.unit.senders.signing import SECRET, signed_headers

    ports = serve(lambda event: replace(event, senders={"google_forms": Sender((SECRET,))}))
    body = json.dumps({"responseId": "r", "test": True, "respondentEmail": EMAIL}).encode()
    answer = post("google_forms", signed_headers(body, ports.clock.now(), "r"), body).json()
    assert answer["reason"] == "test: would register: email; unmapped: nothing"
