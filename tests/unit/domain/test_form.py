"""Answers judged by the form."""

from __future__ import annotations

import pytest

from shared.domain.errors import Invalid
from shared.domain.form import DEFAULT_FORM, Field, FieldType, Submission, read_submission

FORM = (
    *DEFAULT_FORM,
    Field("arrival", {"en": "Arrival"}, FieldType.DATE),
    Field("nights", {"en": "Nights"}, FieldType.NUMBER),
    Field("dinner", {"en": "Dinner"}, FieldType.SELECT, options=("fish", "none")),
    Field("privacy", {"en": "I agree"}, FieldType.CONSENT, required=True),
    Field("remarks", {"en": "Remarks"}, FieldType.TEXTAREA),
)
GOOD = {"name": "Ana  Ilić", "email": "ana@example.org", "privacy": "on"}


def test_good_answers_become_a_submission_without_empty_ones() -> None:
    said = read_submission(
        FORM, {**GOOD, "dinner": "fish", "remarks": "one\r\ntwo\x07", "nights": ""}
    )
    assert said == Submission(
        "ana@example.org",
        "Ana  Ilić",
        None,
        {"dinner": "fish", "privacy": "yes", "remarks": "one\ntwo"},
    )


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", ""),
        ("name", "x" * 257),
        ("institution", "x" * 257),
        ("email", "nobody"),
        ("email", "ana@example.org\r\n"),
        ("email", "ana\0@example.org"),
        ("arrival", "31/03/2027"),
        ("nights", "two"),
        ("nights", "²"),
        ("dinner", "meat"),
        ("privacy", "off"),
        ("privacy", "perhaps"),
        ("remarks", "x" * 4001),
    ],
)
def test_a_wrong_answer_is_refused_naming_its_field(key: str, value: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_submission(FORM, {**GOOD, key: value})
    assert [path for path, _ in refused.value.errors] == [key]


def test_every_wrong_field_is_named_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        read_submission(FORM, {"email": "x", "nights": "y"})
    assert [path for path, _ in refused.value.errors] == ["name", "email", "nights", "privacy"]


def test_a_box_that_must_be_ticked_says_so() -> None:
    for sent in ({}, {"privacy": "off"}):
        with pytest.raises(Invalid) as refused:
            read_submission(FORM, {"name": "Ana", "email": "ana@example.org", **sent})
        assert refused.value.errors == [("privacy", "Please tick this box to go on.")]


def test_a_name_in_parts_is_put_together() -> None:
    parts = (
        Field("honorific", {"en": "Title"}),
        Field("given_name", {"en": "Given name"}),
        Field("family_name", {"en": "Family name"}),
        DEFAULT_FORM[2],
    )
    said = read_submission(
        parts, {"honorific": "Dr", "given_name": "Ana", "family_name": "Ilić", "email": "a@b.org"}
    )
    assert said.name == "Dr Ana Ilić"
