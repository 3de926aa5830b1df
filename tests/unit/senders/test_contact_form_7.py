"""Contact Form 7: flat fields under its own names, a secret it carries."""

from __future__ import annotations

from shared.domain.form import Submission
from shared.senders.presets import PRESETS
from tests.unit.senders.recorded import (
    EMAIL,
    PLAIN_SECRET,
    URLENCODED,
    encode,
    submission_from,
    verdict,
)

SENDER = PRESETS["contact_form_7"]
BODY = encode({"_wpcf7_unit_tag": "u", "your-name": "Ada Brandt", "your-email": EMAIL, "tel": "1"})


def test_the_secret_it_carries_proves_it() -> None:
    assert verdict(SENDER, {}, BODY, path_secret=PLAIN_SECRET) == "genuine"
    assert verdict(SENDER, {}, BODY) == "no_secret_given"


def test_its_field_names_need_no_mapping() -> None:
    person = Submission(EMAIL, "Ada Brandt", None, {"phone": "1"})
    assert submission_from(SENDER.read({}, BODY)) == person
    form = b"your-name=Ada+Brandt&your-email=meret.aalders%40example.org&tel=1"
    assert submission_from(SENDER.read(URLENCODED, form)) == person


def test_a_delivery_is_known_by_its_content() -> None:
    again = encode({"tel": "1", "your-email": EMAIL, "your-name": "Ada Brandt"})
    assert SENDER.read({}, BODY).sender_id == SENDER.read({}, BODY).sender_id
    assert SENDER.read({}, again).sender_id != SENDER.read({}, BODY).sender_id
    assert SENDER.read({}, BODY).response_id is None
