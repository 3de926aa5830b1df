"""Fillout: a secret it carries; questions with types; edits under the same submissionId."""

from __future__ import annotations

from typing import Any

from shared.domain.form import Submission
from shared.senders.presets import PRESETS
from tests.unit.senders.recorded import PLAIN_SECRET, encode, submission_from, verdict

SENDER = PRESETS["fillout"]
PAYLOAD: dict[str, Any] = {
    "submissionId": "fo-1",
    "submissionTime": "2027-03-01T09:00:00Z",
    "lastUpdatedAt": "2027-03-01T09:00:00Z",
    "questions": [
        {"id": "a", "name": "Wie heißen Sie?", "type": "ShortAnswer", "value": "Jörg Šimić"},
        {"id": "b", "name": "Kontakt", "type": "EmailInput", "value": "joerg@example.org"},
        {"id": "c", "name": "Erreichbar", "type": "PhoneNumber", "value": "+49 30"},
        {"id": "d", "name": "Tage", "type": "Checkboxes", "value": ["Montag", "Dienstag"]},
        {"id": "e", "name": "Etwas Neues", "type": "Hologram", "value": {"shape": "round"}},
        {"id": "f", "name": "Leer", "type": "ShortAnswer", "value": None},
    ],
    "urlParameters": [{"id": "utm", "name": "source", "value": "poster"}],
}


def test_the_secret_it_carries_proves_it() -> None:
    body = encode(PAYLOAD)
    assert verdict(SENDER, {"Authorization": f"Bearer {PLAIN_SECRET}"}, body) == "genuine"
    assert verdict(SENDER, {}, body, path_secret=PLAIN_SECRET) == "genuine"
    assert verdict(SENDER, {}, body) == "no_secret_given"


def test_a_submission_is_read_to_the_right_person() -> None:
    found = submission_from(SENDER.read({}, encode(PAYLOAD)), {"name": "a"}, "de")
    assert found == Submission(
        "joerg@example.org",
        "Jörg Šimić",
        None,
        {
            "phone": "+49 30",
            "Tage": "Montag, Dienstag",
            "Etwas Neues": "round",
            "source": "poster",
        },
    )


def test_an_edited_submission_is_another_delivery_of_the_same_response() -> None:
    first = SENDER.read({}, encode(PAYLOAD))
    edited = SENDER.read({}, encode({**PAYLOAD, "lastUpdatedAt": "2027-03-02T09:00:00Z"}))
    assert (first.response_id, edited.response_id) == ("fo-1", "fo-1")
    assert first.sender_id != edited.sender_id
