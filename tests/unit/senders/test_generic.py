"""A description is all that a further service needs."""

from __future__ import annotations

import pytest

from infra.cli.signing_as import write_signature
from shared.domain.errors import Invalid
from shared.senders.generic import GenericSender
from shared.senders.proof import Encoding, Part, Signing, Source, signature_of
from shared.senders.registry import SENDERS
from shared.senders.sender import Incoming, Kind
from shared.senders.shapes import Flat
from tests.unit.senders.recorded import encode, verdict

BODY = b"Hi There"
NAMES = (
    "typeform", "tally", "jotform", "google_forms", "webflow", "formspree", "framer", "fillout",
    "formstack", "gravity_forms", "contact_form_7", "elementor", "standard",
)  # fmt: skip


def test_the_registry_knows_every_sender_by_its_name() -> None:
    assert sorted(SENDERS) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_no_sender_takes_what_is_neither_signed_nor_carries_a_secret(name: str) -> None:
    assert verdict(SENDERS[name], {}, b"{}", ("a-secret-that-is-not-sent",)) != "genuine"
    assert verdict(SENDERS[name], {}, b"{}", ()) != "genuine"


def test_a_signature_is_the_hmac_of_the_parts() -> None:
    # RFC 4231 section 4.2 and 4.3
    first = signature_of(Signing(Source("x")), b"\x0b" * 20, {Part.BODY: BODY})
    assert first.hex() == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    long = Signing(Source("x"), algorithm="sha512")
    second = signature_of(long, b"Jefe", {Part.BODY: b"what do ya want for nothing?"})
    assert second.hex().startswith("164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea25")


@pytest.mark.parametrize("encoding", list(Encoding))
@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "sha512"])
@pytest.mark.parametrize("parts", [(Part.BODY,), (Part.ID, Part.BODY), (Part.BODY, Part.ID)])
def test_every_described_way_to_sign_is_verified(
    encoding: Encoding, algorithm: str, parts: tuple[Part, ...]
) -> None:
    source = Source("x-id", "id")
    signing = Signing(Source("x-sig"), encoding, "v=", algorithm, parts, b"|", delivery_id=source)
    sender = GenericSender(Flat(), signing, id_source=source)
    said = {Part.BODY: BODY, Part.ID: b"n1"}
    written = write_signature(signing, signature_of(signing, b"a-secret", said))
    headers = {"X-Sig": written, "X-Id": "a=1,id=n1"}
    assert verdict(sender, headers, BODY, ("a-secret",)) == "genuine"
    assert verdict(sender, headers, BODY + b".", ("a-secret",)) == "signature_mismatch"
    assert sender.read(headers, b"{}").sender_id == "n1"


def test_ids_of_any_kind_are_read_from_their_path() -> None:
    sender = GenericSender(Flat(), id_path="a.b", response_path="c")
    incoming = sender.read({}, encode({"a": {"b": 7}, "c": " r\n1 "}))
    assert (incoming.sender_id, incoming.response_id) == ("7", "r 1")
    unnamed = sender.read({}, encode({"a": [7], "c": None}))
    assert (unnamed.sender_id[:7], unnamed.response_id) == ("sha256-", None)


@pytest.mark.parametrize("payload", [[], "x", 7, None, {}])
def test_json_without_answers_is_read_and_bytes_that_are_none_are_not(payload: object) -> None:
    assert GenericSender(Flat()).read({}, encode(payload)).answers == ()
    only = GenericSender(Flat(), only=("type", "submitted")).read({}, encode(payload))
    assert only == Incoming(Kind.OTHER, only.sender_id)
    with pytest.raises(Invalid):
        GenericSender(Flat()).read({}, b"{")
