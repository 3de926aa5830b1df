"""Tally: bare base64 over the body; choices by id."""

from __future__ import annotations

from typing import Any

import pytest

from shared.domain.form import Submission
from shared.senders.sender import Incoming, Kind
from shared.senders.tally import Tally
from tests.unit.senders.recorded import (
    EMAIL,
    mac,
    submission_from,
    tally,
    tally_headers,
    verdict,
)

SENDER = Tally()
BODY = tally()


def read(body: bytes = BODY) -> Incoming:
    return SENDER.read(tally_headers(body), body)


def test_a_signed_body_is_genuine() -> None:
    assert verdict(SENDER, tally_headers(BODY), BODY) == "genuine"


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({}, "no_signature_header"),
        ({"Tally-Signature": "ab"}, "malformed_signature"),
        ({"Tally-Signature": mac(BODY).hex()}, "malformed_signature"),
        (tally_headers(BODY + b"\n"), "signature_mismatch"),
    ],
)
def test_another_signature_says_why_it_is_none(headers: dict[str, str], reason: str) -> None:
    assert verdict(SENDER, headers, BODY) == reason


def test_a_response_is_read_to_the_right_person_with_choices_as_texts() -> None:
    incoming = read()
    assert (incoming.kind, incoming.sender_id, incoming.response_id) == (
        Kind.REGISTRATION, "e-1", "s-1",
    )  # fmt: skip
    assert submission_from(incoming) == Submission(
        EMAIL,
        "Jörg Šimić",
        None,
        {
            "phone": "+49 30",
            "Sessions": "Session 1, Session 3",
            "question_e": "newsletter",
            "Talk": "https://files.example.org/f1",
        },
    )


def test_without_a_submission_id_the_response_id_counts() -> None:
    def change(payload: dict[str, Any]) -> None:
        del payload["data"]["submissionId"]

    assert read(tally(change)).response_id == "r-old"


def test_one_choice_of_a_list_is_its_text() -> None:
    def change(payload: dict[str, Any]) -> None:
        payload["data"]["fields"][3] |= {"type": "DROPDOWN", "value": "o2"}

    assert submission_from(read(tally(change))).answers["Sessions"] == "Session 2"


@pytest.mark.parametrize("kind", ["FORM_RESPONSE_PARTIAL", "form_response", None])
def test_other_events_are_about_something_else(kind: object) -> None:
    def change(payload: dict[str, Any]) -> None:
        payload["eventType"] = kind

    assert read(tally(change)) == Incoming(Kind.OTHER, "e-1")


@pytest.mark.parametrize("data", [None, [], {"fields": None}, {"fields": [None, {"options": 3}]}])
def test_a_response_of_another_shape_is_read_as_empty(data: object) -> None:
    def change(payload: dict[str, Any]) -> None:
        payload["data"] = data

    assert [one.value for one in read(tally(change)).answers if one.value] == []
