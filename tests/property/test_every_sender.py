"""Properties of every webhook sender: whatever arrives is judged and never breaks."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.errors import Invalid
from shared.domain.form import DEFAULT_FORM
from shared.domain.text import clean_line
from shared.senders.mapping import map_values
from shared.senders.naming import name_answers
from shared.senders.presets import PRESETS
from shared.senders.registry import SENDERS
from shared.senders.sender import Answered, SignatureRejected
from tests.builders import NOW
from tests.unit.senders.recorded import BOUNDARY, PLAIN_SECRET

NAMES = sorted(SENDERS)
HEADERS = sorted(
    {"content-type", "authorization", "typeform-signature", "tally-signature", "webhook-id",
     "webhook-timestamp", "webhook-signature"}
    | {
        source.header
        for preset in PRESETS.values()
        if preset.signing
        for source in (
            preset.signing.signature, preset.signing.timestamp, preset.signing.delivery_id,
        )
        if source
    }
)  # fmt: skip
TYPES = st.sampled_from(
    [
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        f"multipart/form-data; boundary={BOUNDARY}",
        'multipart/form-data; boundary="',
    ]
)
PIECES = st.sampled_from(
    [f"--{BOUNDARY}".encode(), b"\r\n", b"--", b'Content-Disposition: form-data; name="rawRequest"',
     b'; filename="x"', b"{", b"}", b'"q1_a":', b'{"first":1}', b"=", b"&", b"\xff", b"[]"]
)  # fmt: skip
BODIES = st.binary() | st.lists(PIECES, max_size=14).map(b"".join)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.text()
        | st.sampled_from(
            ["form_response", "answers", "data", "fields", "options", "payload", "submission",
             "questions", "schema", "definition", "responses", "value", "type", "id", "event_type",
             "q3_fullName", "first", "last"]
        ),
        inner,
        max_size=5,
    ),
    max_leaves=15,
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@given(
    st.dictionaries(st.sampled_from(HEADERS), st.text() | TYPES, max_size=6),
    BODIES,
    st.none() | st.text(),
)
def test_any_delivery_is_rejected_or_read_or_invalid(
    name: str, headers: dict[str, str], body: bytes, path_secret: str | None
) -> None:
    sender = SENDERS[name]
    with pytest.raises(SignatureRejected):
        sender.verify(headers, body, [PLAIN_SECRET], NOW, path_secret)
    try:
        incoming = sender.read(headers, body)
    except (Invalid, SignatureRejected):
        return
    assert incoming.sender_id == "" or incoming.sender_id == clean_line(incoming.sender_id)


@pytest.mark.parametrize("name", sorted({*NAMES} - {"standard"}))
@given(JSON, st.sampled_from(["form_response", "FORM_RESPONSE", "form_submission"]))
def test_any_json_is_read_and_named(name: str, payload: object, kind: str) -> None:
    marks = {"event_type": kind, "eventType": kind, "triggerType": kind}
    body = json.dumps({**payload, **marks} if isinstance(payload, dict) else payload).encode()
    incoming = SENDERS[name].read({}, body)
    assert incoming.sender_id
    values = name_answers(incoming.answers, DEFAULT_FORM, {}, "en")
    assert {type(value) for value in values.values()} <= {str}


@given(
    st.lists(
        st.builds(
            Answered,
            st.text() | st.sampled_from(["Name", "email", "E-mail", "First name", "Day"]),
            st.text() | st.just("a@example.org"),
            st.lists(st.text(), max_size=2).map(tuple),
            st.sampled_from([None, "email", "phone", "name"]),
        ),
        max_size=8,
    ),
    st.dictionaries(st.sampled_from(["email", "name", "post"]), st.text(), max_size=2),
)
def test_no_answer_is_lost_and_whatever_is_named_can_be_written_down(
    answers: list[Answered], mapping: dict[str, str]
) -> None:
    values = name_answers(answers, DEFAULT_FORM, mapping, "en")
    told = " ".join(values.values())
    assert [one.value for one in answers if one.value not in told] == []
    try:
        submission = map_values(DEFAULT_FORM, {}, values)
    except Invalid:
        return
    words = [submission.email, submission.name, *submission.answers.values()]
    assert [word for word in words if word != clean_line(word)] == []
