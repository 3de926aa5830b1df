"""Standard Webhooks: what is genuine, and what a delivery says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta

import pytest

from shared.domain.errors import Invalid
from shared.senders.sender import Incoming, Kind, SignatureRejected
from shared.senders.standard import StandardWebhooks
from tests.builders import NOW
from tests.unit.senders.signing import OTHER_SECRET, SECRET, sign, signed_headers

BODY = b'{"type":"registration.created","data":{"email":"meret.aalders@example.org"}}'
STANDARD = StandardWebhooks()


def verdict(headers: dict[str, str], body: bytes = BODY, secrets: Sequence[str] = (SECRET,)) -> str:
    try:
        STANDARD.verify(headers, body, secrets, NOW)
    except SignatureRejected as rejected:
        return rejected.reason
    return "genuine"


def read(payload: object) -> Incoming:
    return STANDARD.read(signed_headers(b"", NOW), json.dumps(payload).encode())


def created(data: object) -> Incoming:
    return read({"type": "registration.created", "data": data})


def test_a_signature_over_id_time_and_body_is_genuine() -> None:
    assert verdict(signed_headers(BODY, NOW)) == "genuine"


def test_header_names_come_in_any_case() -> None:
    headers = {name.title(): value for name, value in signed_headers(BODY, NOW).items()}
    assert verdict(headers) == "genuine"


def test_the_svix_header_names_are_taken_too() -> None:
    headers = {
        name.replace("webhook", "svix"): value for name, value in signed_headers(BODY, NOW).items()
    }
    assert verdict(headers) == "genuine"
    assert STANDARD.read(headers, BODY).sender_id == "msg_1"


@pytest.mark.parametrize("spelling", [SECRET, SECRET[6:], SECRET.rstrip("="), f" {SECRET}\n"])
def test_a_secret_may_lack_its_prefix_or_padding(spelling: str) -> None:
    assert verdict(signed_headers(BODY, NOW), secrets=[spelling]) == "genuine"


def test_each_of_several_secrets_is_live() -> None:
    headers = signed_headers(BODY, NOW, secret=OTHER_SECRET)
    assert verdict(headers, secrets=[SECRET, OTHER_SECRET]) == "genuine"


def test_one_right_signature_among_several_is_enough() -> None:
    headers = signed_headers(BODY, NOW)
    wrong = sign(b"other", NOW)
    headers["webhook-signature"] = f"{wrong} v1a,aGVsbG8= {headers['webhook-signature']} v1"
    assert verdict(headers) == "genuine"


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (-300, "genuine"),
        (300, "genuine"),
        (-301, "timestamp_out_of_window +301 s"),
        (301, "timestamp_out_of_window -301 s"),
    ],
)
def test_a_delivery_is_genuine_for_five_minutes_either_way(seconds: int, expected: str) -> None:
    assert verdict(signed_headers(BODY, NOW + timedelta(seconds=seconds))) == expected


@pytest.mark.parametrize("missing", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_every_header_is_needed(missing: str) -> None:
    headers = signed_headers(BODY, NOW)
    del headers[missing]
    assert verdict(headers) == "no_signature_header"
    assert verdict({**headers, missing: " "}) == "no_signature_header"


@pytest.mark.parametrize(
    "timestamp",
    ["1803891600.0", "+1803891600", "-1803891600", "1_803_891_600", "now", "١٨٠٣٨٩١٦٠٠", "9" * 400],
)
def test_a_timestamp_is_digits_only(timestamp: str) -> None:
    headers = {**signed_headers(BODY, NOW), "webhook-timestamp": timestamp}
    assert verdict(headers) == "malformed_timestamp"


@pytest.mark.parametrize(
    "signature",
    ["v1", "v1,", ",", "v2,x", "v1,\N{SNOWMAN}", "v1,\ud800", "v1,====", "\x00", "v1,v1,v1,"],
)
def test_a_malformed_signature_is_not_genuine(signature: str) -> None:
    headers = {**signed_headers(BODY, NOW), "webhook-signature": signature}
    assert verdict(headers) == "malformed_signature"


def test_only_version_1_counts() -> None:
    headers = signed_headers(BODY, NOW)
    headers["webhook-signature"] = headers["webhook-signature"].replace("v1,", "v2,")
    assert verdict(headers) == "malformed_signature"


def test_the_same_json_in_other_bytes_is_not_genuine() -> None:
    assert verdict(signed_headers(BODY, NOW), BODY.replace(b":", b": ")) == "signature_mismatch"


@pytest.mark.parametrize("secret", ["", "whsec_", "=", "whsec_====", "not base64!", "a", "\ud800"])
def test_a_secret_without_bytes_proves_nothing(secret: str) -> None:
    empty_key = signed_headers(BODY, NOW, secret="whsec_")
    assert verdict(empty_key, secrets=[secret]) == "signature_mismatch"


def test_data_and_its_answers_are_the_values() -> None:
    incoming = created(
        {
            "id": "response-7",
            "name": "Meret Aalders",
            "email": "meret.aalders@example.org",
            "institution": None,
            "diet": "vegetarian",
            "answers": {"phone": 381601234567, "first_time": True, "diet": "none"},
        }
    )
    assert incoming == Incoming(
        Kind.REGISTRATION,
        "msg_1",
        "response-7",
        {
            "phone": "381601234567",
            "first_time": "true",
            "diet": "vegetarian",
            "name": "Meret Aalders",
            "email": "meret.aalders@example.org",
        },
    )


def test_objects_and_lists_become_their_json() -> None:
    values = created({"days": ["Mon", "Tue"], "answers": {"room": {"beds": 2, "view": 1.5}}}).values
    assert values == {"room": '{"beds": 2, "view": 1.5}', "days": '["Mon", "Tue"]'}


def test_answers_that_are_no_object_are_an_answer() -> None:
    assert created({"answers": "by train"}).values == {"answers": "by train"}


@pytest.mark.parametrize(
    "payload",
    [[], "x", 7, None, True, {}, {"type": 5}, {"type": None}, {"type": "registration.deleted"}],
)
def test_json_of_another_type_is_about_something_else(payload: object) -> None:
    assert read(payload) == Incoming(Kind.OTHER, "msg_1")


@pytest.mark.parametrize("data", [None, [], "x", 7, [["email", "a@example.org"]]])
def test_data_that_is_no_object_has_no_values(data: object) -> None:
    assert created(data) == Incoming(Kind.REGISTRATION, "msg_1")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe{\x00}\x00",
        b'{"type":NaN}',
        b'{"a":Infinity}',
        b"[" * 100_000,
        b"type=registration.created",
    ],
)
def test_bytes_that_are_no_json_cannot_be_read(body: bytes) -> None:
    with pytest.raises(Invalid):
        STANDARD.read(signed_headers(body, NOW), body)


@pytest.mark.parametrize(
    ("digits", "text"),
    [("9" * 5000, "9" * 5000), ("1e999", "1e999"), ("-1e999", "-1e999"), ("1.50", "1.5")],
)
def test_a_number_of_any_size_is_text(digits: str, text: str) -> None:
    body = b'{"type":"registration.created","data":{"n":%s}}' % digits.encode()
    assert STANDARD.read(signed_headers(body, NOW), body).values == {"n": text}


def test_a_long_id_is_known_by_its_hash() -> None:
    incoming = created({"id": "r" * 5000})
    assert incoming.response_id is not None
    assert incoming.response_id.startswith("sha256-")
    assert len(incoming.response_id) == 71
    assert created({"id": "r" * 5001}).response_id != incoming.response_id


@pytest.mark.parametrize(
    ("given", "kept"), [("a\ud800b", "ab"), (" 7 ", "7"), (7, "7"), ("", None), (None, None)]
)
def test_a_response_id_is_a_clean_line(given: object, kept: str | None) -> None:
    assert created({"id": given}).response_id == kept
