"""Formstack: `sha256=` and hex over the body, or a secret it carries."""

from __future__ import annotations

from shared.domain.form import Submission
from shared.senders.presets import PRESETS
from tests.unit.senders.recorded import (
    EMAIL,
    PLAIN_SECRET,
    URLENCODED,
    encode,
    mac,
    submission_from,
    verdict,
)

SENDER = PRESETS["formstack"]
BODY = encode(
    {
        "FormID": "17",
        "UniqueID": "900",
        "HandshakeKey": "kept-from-answers",
        "Name": {"value": {"first": "Ada", "last": "Brandt"}, "field_type": "name"},
        "Reply to": {"value": EMAIL, "field_type": "email"},
        "Topics": "Fish",
    }
)


def test_a_signature_over_the_body_is_genuine() -> None:
    assert verdict(SENDER, {"X-FS-Signature": "sha256=" + mac(BODY).hex()}, BODY) == "genuine"
    assert verdict(SENDER, {"X-FS-Signature": "sha256=00"}, BODY) == "malformed_signature"


def test_an_unsigned_one_may_carry_the_secret_in_the_address() -> None:
    assert verdict(SENDER, {}, BODY, path_secret=PLAIN_SECRET) == "genuine"
    assert verdict(SENDER, {}, BODY) == "no_signature_header"


def test_an_unsigned_one_may_carry_the_secret_as_a_bearer_token() -> None:
    assert verdict(SENDER, {"Authorization": f"Bearer {PLAIN_SECRET}"}, BODY) == "genuine"
    assert verdict(SENDER, {"Authorization": "Bearer guessed"}, BODY) == "secret_mismatch"
    both = {"Authorization": f"Bearer {PLAIN_SECRET}", "X-FS-Signature": "sha256=00"}
    assert verdict(SENDER, both, BODY) == "malformed_signature"


def test_a_submission_with_or_without_types_is_read_to_the_right_person() -> None:
    incoming = SENDER.read({}, BODY)
    assert incoming.response_id == "900"
    assert submission_from(incoming) == Submission(EMAIL, "Ada Brandt", None, {"Topics": "Fish"})
    plain = b"FormID=17&UniqueID=901&Full+name=Ada+Brandt&Email=ada%40example.org"
    assert submission_from(SENDER.read(URLENCODED, plain)) == Submission(
        "ada@example.org", "Ada Brandt"
    )
