"""Webflow: hex over `milliseconds:body`; unsigned when made in the dashboard."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.domain.form import Submission
from shared.senders.presets import PRESETS
from shared.senders.sender import Incoming, Kind
from tests.builders import NOW
from tests.unit.senders.recorded import (
    EMAIL,
    PLAIN_SECRET,
    encode,
    mac,
    submission_from,
    verdict,
)

SENDER = PRESETS["webflow"]
PAYLOAD = {
    "triggerType": "form_submission",
    "payload": {
        "name": "Registration",
        "id": "wf-1",
        "data": {
            "First Name": "Željko",
            "Surname": "O'Brien",
            "Where to write": EMAIL,
            "Phone Number": 15550001111,
            "Wishes": "",
            "Diet": "vegan",
        },
        "schema": [
            {"fieldName": "Where to write", "fieldType": "FormEmailInput", "fieldElementId": "el1"},
            {"fieldName": "Diet", "fieldType": "FormTextInput", "fieldElementId": "el2"},
        ],
    },
}
BODY = encode(PAYLOAD)


def headers(body: bytes = BODY, seconds: float = 0) -> dict[str, str]:
    stamp = str(int((NOW + timedelta(seconds=seconds)).timestamp() * 1000))
    signature = mac(f"{stamp}:".encode() + body).hex()
    return {"X-Webflow-Timestamp": stamp, "X-Webflow-Signature": signature}


def read(payload: object) -> Incoming:
    return SENDER.read({}, encode(payload))


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "genuine"),
        (-300, "genuine"),
        (300, "genuine"),
        (-540, "timestamp_out_of_window +540 s"),
        (301, "timestamp_out_of_window -301 s"),
        (-300.001, "timestamp_out_of_window +300 s"),
    ],
)
def test_a_delivery_is_genuine_for_five_minutes_counted_in_milliseconds(
    seconds: float, expected: str
) -> None:
    assert verdict(SENDER, headers(seconds=seconds), BODY) == expected


def test_seconds_are_no_milliseconds() -> None:
    stamp = str(int(NOW.timestamp()))
    signed = {"X-Webflow-Timestamp": stamp, "X-Webflow-Signature": mac(BODY).hex()}
    assert verdict(SENDER, signed, BODY).startswith("timestamp_out_of_window")


@pytest.mark.parametrize("missing", ["X-Webflow-Timestamp", "X-Webflow-Signature"])
def test_both_headers_are_needed(missing: str) -> None:
    signed = headers()
    del signed[missing]
    assert verdict(SENDER, signed, BODY) == "no_signature_header"


@pytest.mark.parametrize("stamp", ["now", "1.5", "-1", "9" * 16, "١"])
def test_a_timestamp_is_digits_only(stamp: str) -> None:
    signed = {**headers(), "X-Webflow-Timestamp": stamp}
    assert verdict(SENDER, signed, BODY) == "malformed_timestamp"


def test_an_unsigned_delivery_may_carry_the_secret_in_the_address() -> None:
    assert verdict(SENDER, {}, BODY, path_secret=PLAIN_SECRET) == "genuine"
    assert verdict(SENDER, {}, BODY, path_secret="guessed") == "secret_mismatch"
    wrong = {**headers(), "X-Webflow-Signature": "00"}
    assert verdict(SENDER, wrong, BODY, path_secret=PLAIN_SECRET) == "malformed_signature"


def test_a_submission_is_read_to_the_right_person() -> None:
    incoming = read(PAYLOAD)
    assert (incoming.sender_id, incoming.response_id) == ("wf-1", "wf-1")
    answers = {"phone": "15550001111", "Diet": "vegan"}
    assert submission_from(incoming) == Submission(EMAIL, "Željko O'Brien", None, answers)


def test_other_triggers_are_about_something_else() -> None:
    assert read({**PAYLOAD, "triggerType": "site_publish"}) == Incoming(Kind.OTHER, "wf-1")
