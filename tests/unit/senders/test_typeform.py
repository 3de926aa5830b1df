"""Typeform: base64 over the body; answers by ref, labels from the definition."""

from __future__ import annotations

from typing import Any

import pytest

from shared.domain.errors import Invalid
from shared.domain.form import Submission
from shared.senders.sender import Incoming, Kind
from shared.senders.typeform import Typeform
from tests.unit.senders.recorded import (
    EMAIL,
    OTHER_PLAIN_SECRET,
    PLAIN_SECRET,
    in_base64,
    mac,
    submission_from,
    typeform,
    typeform_headers,
    verdict,
)

SENDER = Typeform()
BODY = typeform()


def read(body: bytes = BODY) -> Incoming:
    return SENDER.read(typeform_headers(body), body)


def test_a_signed_body_is_genuine_whatever_the_headers_case() -> None:
    headers = {name.upper(): value for name, value in typeform_headers(BODY).items()}
    assert verdict(SENDER, headers, BODY) == "genuine"


def test_each_of_several_secrets_is_live() -> None:
    headers = typeform_headers(BODY, OTHER_PLAIN_SECRET)
    assert verdict(SENDER, headers, BODY, (PLAIN_SECRET, OTHER_PLAIN_SECRET)) == "genuine"
    assert verdict(SENDER, headers, BODY) == "signature_mismatch"


@pytest.mark.parametrize(
    ("signature", "reason"),
    [
        ("", "no_signature_header"),
        ("sha256=", "malformed_signature"),
        (in_base64(mac(BODY)), "malformed_signature"),
        ("sha256=" + mac(BODY).hex(), "malformed_signature"),
        ("sha1=" + in_base64(mac(BODY)), "malformed_signature"),
        ("sha256=***", "malformed_signature"),
        ("sha256=\N{SNOWMAN}", "malformed_signature"),
        ("sha256=" + in_base64(mac(BODY + b" ")), "signature_mismatch"),
    ],
)
def test_another_signature_says_why_it_is_none(signature: str, reason: str) -> None:
    assert verdict(SENDER, {"Typeform-Signature": signature}, BODY) == reason


def test_without_the_header_the_secret_in_the_address_is_no_proof() -> None:
    assert verdict(SENDER, {}, BODY, path_secret=PLAIN_SECRET) == "no_signature_header"


def test_no_secret_proves_nothing() -> None:
    headers = typeform_headers(BODY, "")
    assert verdict(SENDER, headers, BODY, ("",)) == "signature_mismatch"
    assert verdict(SENDER, headers, BODY, ()) == "signature_mismatch"


def test_a_response_is_read_to_the_right_person() -> None:
    incoming = read()
    assert (incoming.kind, incoming.sender_id, incoming.response_id) == (
        Kind.REGISTRATION, "evt-1", "tok-71",
    )  # fmt: skip
    assert submission_from(incoming) == Submission(
        EMAIL,
        "Meret Aalders",
        "Delta Institute",
        {
            "Which days?": "Monday, Tuesday, Evening",
            "What do you eat?": "Only fruit",
            "Do you agree?": "true",
            "track": "lakes",
        },
    )


def test_the_mapping_names_a_ref_a_title_or_an_id() -> None:
    mapping = {"phone": "ref-diet", "post": "which days?", "institution": "q6"}
    found = submission_from(read(), mapping)
    assert (found.institution, found.answers["phone"], found.answers["post"]) == (
        "true", "Only fruit", "Monday, Tuesday, Evening",
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["form_response_partial", "form_abandoned", None, 7])
def test_other_events_are_about_something_else(kind: object) -> None:
    def change(payload: dict[str, Any]) -> None:
        payload["event_type"] = kind

    assert read(typeform(change)) == Incoming(Kind.OTHER, "evt-1")


def test_a_response_without_an_address_has_no_person() -> None:
    def change(payload: dict[str, Any]) -> None:
        del payload["form_response"]["answers"][1]

    with pytest.raises(Invalid):
        submission_from(read(typeform(change)))


@pytest.mark.parametrize(
    "broken",
    [None, 7, [], {"answers": 7}, {"answers": [7, {}, {"type": "choice"}, {"field": 5}]}],
)
def test_a_response_of_another_shape_is_read_as_empty(broken: object) -> None:
    def change(payload: dict[str, Any]) -> None:
        payload["form_response"] = broken

    incoming = read(typeform(change))
    assert [one.value for one in incoming.answers if one.value] == []


def test_a_delivery_without_an_id_is_known_by_its_content() -> None:
    def change(payload: dict[str, Any]) -> None:
        del payload["event_id"]

    assert read(typeform(change)).sender_id == read(typeform(change)).sender_id
    assert read(typeform(change)).sender_id.startswith("sha256-")
