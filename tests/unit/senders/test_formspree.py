"""Formspree: `t=…,v1=…`, hex over `t.body`; known by its content."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.domain.form import Submission
from shared.senders.presets import PRESETS
from tests.builders import NOW
from tests.unit.senders.recorded import (
    EMAIL,
    OTHER_PLAIN_SECRET,
    PLAIN_SECRET,
    encode,
    mac,
    submission_from,
    verdict,
)

SENDER = PRESETS["formspree"]
PAYLOAD: dict[str, object] = {
    "form": "abcd",
    "submission": {
        "_date": "2027-03-01T09:00:00Z",
        "_subject": "New",
        "_gotcha": "",
        "email": EMAIL,
        "name": "Ada Brandt",
        "message": "Two\r\nlines",
    },
    "keys": ["name", "email"],
}
BODY = encode(PAYLOAD)


def signed(body: bytes = BODY, seconds: int = 0, secret: str = PLAIN_SECRET) -> dict[str, str]:
    stamp = int((NOW + timedelta(seconds=seconds)).timestamp())
    signature = mac(f"{stamp}.".encode() + body, secret).hex()
    return {"formspree-signature": f"t={stamp},v1={signature}"}


def test_a_signed_body_is_genuine_for_five_minutes() -> None:
    assert verdict(SENDER, signed(), BODY) == "genuine"
    assert verdict(SENDER, signed(seconds=-301), BODY) == "timestamp_out_of_window +301 s"


def test_one_right_signature_of_several_is_enough() -> None:
    stamp, right = signed()["formspree-signature"].split(",")
    header = f"{stamp}, v1=00, {right}, v0=ff"
    assert verdict(SENDER, {"Formspree-Signature": header}, BODY) == "genuine"
    assert verdict(SENDER, signed(secret=OTHER_PLAIN_SECRET), BODY) == "signature_mismatch"


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("", "no_signature_header"),
        ("t=1", "no_signature_header"),
        ("v1=00", "no_signature_header"),
        ("t=,v1=", "no_signature_header"),
        ("t=x,v1=00", "malformed_timestamp"),
        (f"t={int(NOW.timestamp())},v1=xyz", "malformed_signature"),
        (f"t={int(NOW.timestamp())},v1=0", "malformed_signature"),
    ],
)
def test_a_malformed_header_says_what_is_wrong(header: str, reason: str) -> None:
    assert verdict(SENDER, {"Formspree-Signature": header}, BODY) == reason


def test_a_submission_is_read_to_the_right_person() -> None:
    incoming = SENDER.read({}, BODY)
    assert incoming.response_id is None
    answers = {"message": "Two lines"}
    assert submission_from(incoming) == Submission(EMAIL, "Ada Brandt", None, answers)


def test_a_delivery_is_known_by_its_content() -> None:
    other = encode({**PAYLOAD, "form": "efgh"})
    reordered = encode(dict(reversed(PAYLOAD.items())))
    assert SENDER.read({}, reordered).sender_id == SENDER.read({}, BODY).sender_id
    assert SENDER.read({}, other).sender_id != SENDER.read({}, BODY).sender_id
