"""Framer: `sha256=` and hex over the body and the submission's id."""

from __future__ import annotations

from shared.domain.form import Submission
from shared.senders.presets import PRESETS
from tests.unit.senders.recorded import EMAIL, encode, mac, submission_from, verdict

SENDER = PRESETS["framer"]
BODY = encode({"Name": "Ada Brandt", "Email": EMAIL, "Company": "Brandt & Co", "Days": ["1", "2"]})


def headers(body: bytes = BODY, number: str = "fs-1") -> dict[str, str]:
    return {
        "Framer-Signature": "sha256=" + mac(body + number.encode()).hex(),
        "Framer-Webhook-Submission-Id": number,
    }


def test_a_signature_over_body_and_id_is_genuine() -> None:
    assert verdict(SENDER, headers(), BODY) == "genuine"


def test_another_id_or_none_is_not_genuine() -> None:
    moved = {**headers(), "Framer-Webhook-Submission-Id": "fs-2"}
    assert verdict(SENDER, moved, BODY) == "signature_mismatch"
    unnamed = {"Framer-Signature": headers()["Framer-Signature"]}
    assert verdict(SENDER, unnamed, BODY) == "no_signature_header"


def test_a_signature_needs_its_prefix() -> None:
    bare = {**headers(), "Framer-Signature": mac(BODY + b"fs-1").hex()}
    assert verdict(SENDER, bare, BODY) == "malformed_signature"


def test_a_submission_is_read_to_the_right_person() -> None:
    incoming = SENDER.read(headers(), BODY)
    assert (incoming.sender_id, incoming.response_id) == ("fs-1", None)
    assert submission_from(incoming) == Submission(
        EMAIL, "Ada Brandt", "Brandt & Co", {"Days": "1, 2"}
    )
