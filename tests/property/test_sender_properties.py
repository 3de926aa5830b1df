"""Properties of the webhook senders: what holds for every delivery."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.errors import Invalid
from shared.domain.form import DEFAULT_FORM
from shared.domain.text import clean_line
from shared.senders.mapping import map_values
from shared.senders.sender import SignatureRejected
from shared.senders.standard import StandardWebhooks
from tests.builders import NOW
from tests.unit.senders.signing import signed_headers

STANDARD = StandardWebhooks()
SECRETS = st.binary(min_size=1, max_size=64).map(lambda key: base64.b64encode(key).decode())
IDS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def genuine(headers: dict[str, str], body: bytes, secret: str) -> bool:
    try:
        STANDARD.verify(headers, body, [secret], NOW)
    except SignatureRejected:
        return False
    return True


@given(st.binary(), IDS, SECRETS, st.integers(-300, 300))
def test_what_was_signed_within_five_minutes_is_genuine(
    body: bytes, sender_id: str, secret: str, seconds: int
) -> None:
    headers = signed_headers(body, NOW + timedelta(seconds=seconds), sender_id, secret)
    assert genuine(headers, body, secret)
    assert genuine(headers, body, "whsec_" + secret.rstrip("="))


@given(st.binary(min_size=1), st.data())
def test_a_body_with_one_byte_changed_is_not_genuine(body: bytes, data: st.DataObject) -> None:
    headers = signed_headers(body, NOW)
    place = data.draw(st.integers(0, len(body) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    changed = body[:place] + bytes([body[place] ^ bit]) + body[place + 1 :]
    assert not genuine(headers, changed, "whsec_c2VjcmV0LW9mLXRoZS1yaXZlcnM=")


@given(st.text(), st.text(), st.text(), st.text())
def test_headers_of_any_text_are_judged_and_never_break(
    sender_id: str, timestamp: str, signature: str, secret: str
) -> None:
    headers = {
        "webhook-id": sender_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": signature,
    }
    assert not genuine(headers, b"{}", secret)


@given(JSON)
def test_any_json_is_read_and_its_values_are_text(data: object) -> None:
    body = json.dumps({"type": "registration.created", "data": data}).encode()
    incoming = STANDARD.read(signed_headers(body, NOW), body)
    assert {type(value) for value in incoming.values.values()} <= {str}


@given(st.binary())
def test_any_bytes_are_read_or_refused_as_unreadable(body: bytes) -> None:
    try:
        incoming = STANDARD.read(signed_headers(body, NOW), body)
    except Invalid:
        return
    assert incoming.sender_id == "msg_1"


@given(st.dictionaries(st.text(), st.text(), max_size=6), st.text())
def test_whatever_is_mapped_can_be_written_down(values: dict[str, str], name: str) -> None:
    sent = {**values, "email": "meret.aalders@example.org", "name": name}
    try:
        submission = map_values(DEFAULT_FORM, {}, sent)
    except Invalid:
        assert max(len(value) for value in sent.values()) > 256
        return
    words = [submission.name, *submission.answers, *submission.answers.values()]
    assert submission.email == "meret.aalders@example.org"
    assert [word for word in words if word != clean_line(word) or not is_utf8(word)] == []


def is_utf8(word: str) -> bool:
    return word.encode(errors="replace").decode() == word
