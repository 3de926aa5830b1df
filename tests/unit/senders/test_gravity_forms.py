"""Gravity Forms: an entry keyed by field number, which the event's mapping names."""

from __future__ import annotations

import pytest

from shared.domain.errors import Invalid
from shared.domain.form import Submission
from shared.senders.presets import PRESETS
from tests.unit.senders.recorded import EMAIL, PLAIN_SECRET, encode, submission_from, verdict

SENDER = PRESETS["gravity_forms"]
BODY = encode(
    {
        "id": "31",
        "form_id": "2",
        "date_created": "2027-03-01 09:00:00",
        "ip": "192.0.2.4",
        "source_url": "https://www.example.org/register",
        "payment_status": None,
        "1.3": "Ada",
        "1.6": "Brandt",
        "2": EMAIL,
        "5": "Fish",
        "6": "",
    }
)
MAPPING = {"email": "2", "given_name": "1.3", "family_name": "1.6"}


def test_the_secret_it_carries_proves_it() -> None:
    assert verdict(SENDER, {"authorization": f"Bearer {PLAIN_SECRET}"}, BODY) == "genuine"
    assert verdict(SENDER, {"authorization": "Bearer wrong"}, BODY) == "secret_mismatch"


def test_an_entry_is_read_to_the_right_person() -> None:
    incoming = SENDER.read({}, BODY)
    assert incoming.response_id == "31"
    assert submission_from(incoming, MAPPING) == Submission(
        EMAIL, "Ada Brandt", None, {"5": "Fish"}
    )


def test_numbers_alone_do_not_tell_the_address() -> None:
    with pytest.raises(Invalid):
        submission_from(SENDER.read({}, BODY))


def test_fields_sent_under_names_need_no_mapping() -> None:
    body = encode({"id": 32, "Name": "Ada Brandt", "Email": EMAIL})
    assert submission_from(SENDER.read({}, body)) == Submission(EMAIL, "Ada Brandt")
