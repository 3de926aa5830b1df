"""Elementor: urlencoded fields and `form_name`, or fields with titles and types."""

from __future__ import annotations

from urllib.parse import urlencode

from shared.domain.form import Submission
from shared.senders.presets import PRESETS
from tests.unit.senders.recorded import (
    EMAIL,
    PLAIN_SECRET,
    URLENCODED,
    elementor,
    submission_from,
    verdict,
)

SENDER = PRESETS["elementor"]


def test_the_secret_it_carries_proves_it() -> None:
    body = elementor(Email=EMAIL)
    assert verdict(SENDER, URLENCODED, body, path_secret=PLAIN_SECRET) == "genuine"
    assert verdict(SENDER, URLENCODED, body, path_secret="x") == "secret_mismatch"


def test_fields_by_label_are_read_to_the_right_person() -> None:
    body = elementor(**{"Ime i prezime": "Đorđe Kovač", "E-pošta": EMAIL, "Obrok": "riba"})
    found = submission_from(SENDER.read(URLENCODED, body), locale="sr-Latn")
    assert found == Submission(EMAIL, "Đorđe Kovač", None, {"Obrok": "riba"})


def test_advanced_data_has_titles_and_types() -> None:
    pairs = {
        "form[id]": "4f2",
        "form[name]": "Rivers",
        "fields[who][title]": "Name",
        "fields[who][value]": "Ada Brandt",
        "fields[write][title]": "Write to",
        "fields[write][type]": "email",
        "fields[write][value]": EMAIL,
        "fields[bare][value]": "x",
        "meta[remote_ip][value]": "192.0.2.4",
    }
    incoming = SENDER.read(URLENCODED, urlencode(pairs).encode())
    assert submission_from(incoming) == Submission(EMAIL, "Ada Brandt", None, {"bare": "x"})


def test_a_field_sent_several_times_has_several_values() -> None:
    body = urlencode([("Email", EMAIL), ("Days[]", "Mon"), ("Days[]", "Tue")]).encode()
    assert submission_from(SENDER.read(URLENCODED, body)).answers == {"Days": "Mon, Tue"}
