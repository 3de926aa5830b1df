"""Google Forms: Standard Webhooks, signed by our own script."""

from __future__ import annotations

from shared.domain.form import Submission
from shared.senders.google_forms import GoogleForms
from shared.senders.sender import Incoming, Kind
from tests.builders import NOW
from tests.unit.senders.recorded import EMAIL, encode, submission_from, verdict
from tests.unit.senders.signing import OTHER_SECRET, SECRET, signed_headers

SENDER = GoogleForms()
PAYLOAD: dict[str, object] = {
    "formId": "form-1",
    "responseId": "2_abc",
    "timestamp": "2027-03-01T09:00:00.000Z",
    "respondentEmail": "office@example.net",
    "answers": [
        {"id": "11", "title": "Nom et prénom", "value": "Meret Aalders"},
        {"id": "12", "title": "Adresse e-mail", "value": EMAIL},
        {"id": "13", "title": "Jours", "value": ["Lundi", "Mardi"]},
        {"id": "14", "title": "", "value": "sans titre"},
    ],
}


def read(payload: object) -> Incoming:
    body = encode(payload)
    return SENDER.read(signed_headers(body, NOW, "2_abc"), body)


def test_it_is_signed_as_standard_webhooks() -> None:
    body = encode(PAYLOAD)
    headers = signed_headers(body, NOW, "2_abc")
    assert verdict(SENDER, headers, body, (OTHER_SECRET, SECRET)) == "genuine"
    assert verdict(SENDER, headers, body + b" ", (SECRET,)) != "genuine"
    assert verdict(SENDER, {}, body, (SECRET,), path_secret=SECRET) != "genuine"


def test_an_address_that_was_typed_in_outweighs_the_accounts() -> None:
    assert submission_from(read(PAYLOAD), locale="fr") == Submission(
        EMAIL,
        "Meret Aalders",
        None,
        {"Jours": "Lundi, Mardi", "14": "sans titre", "respondentEmail": "office@example.net"},
    )


def test_the_accounts_address_counts_when_none_was_typed_or_the_mapping_says_so() -> None:
    without = {**PAYLOAD, "answers": []}
    assert submission_from(read(without)).email == "office@example.net"
    mapped = submission_from(read(PAYLOAD), {"email": "respondentEmail"}, "fr")
    assert (mapped.email, mapped.answers["Adresse e-mail"]) == ("office@example.net", EMAIL)


def test_responses_by_title_are_read_too() -> None:
    found = read({"responseId": "r", "responses": {"Full name": "Ida Ferm", "E-mail": EMAIL}})
    assert submission_from(found) == Submission(EMAIL, "Ida Ferm")


def test_an_edited_response_is_another_delivery_of_the_same_response() -> None:
    edited = read({**PAYLOAD, "answers": []})
    assert read(PAYLOAD).sender_id == read(PAYLOAD).sender_id != edited.sender_id
    assert (read(PAYLOAD).response_id, edited.response_id) == ("2_abc", "2_abc")


def test_the_scripts_own_test_is_one() -> None:
    assert read({**PAYLOAD, "test": True}).kind is Kind.TEST
    assert read({**PAYLOAD, "test": "true"}).kind is Kind.REGISTRATION
