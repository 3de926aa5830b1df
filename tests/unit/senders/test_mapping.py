"""Mapping a sender's values to the event's form."""

from __future__ import annotations

import pytest

from shared.domain.errors import Invalid
from shared.domain.form import DEFAULT_FORM, Field, FieldType, Submission
from shared.senders.mapping import map_values

EMAIL = "meret.aalders@example.org"
FORM = (
    *DEFAULT_FORM,
    Field("diet", {"en": "Diet"}, FieldType.SELECT, required=True, options=("none", "vegan")),
    Field("agreed", {"en": "I agree"}, FieldType.CONSENT, required=True),
)


def test_our_own_keys_need_no_mapping() -> None:
    values = {"name": "Meret Aalders", "email": EMAIL, "institution": "Delta Institute"}
    assert map_values(FORM, {}, values) == Submission(EMAIL, "Meret Aalders", "Delta Institute")


def test_an_address_alone_is_enough() -> None:
    assert map_values(FORM, {}, {"email": EMAIL}) == Submission(EMAIL)


@pytest.mark.parametrize("values", [{}, {"email": ""}, {"email": "x"}, {"name": "Meret"}])
def test_without_a_usable_address_there_is_no_submission(values: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        map_values(FORM, {}, values)


def test_mapped_keys_are_renamed_and_outweigh_ours() -> None:
    values = {"Work E-Mail": EMAIL, "email": "private@example.net", "who": "Meret"}
    mapping = {"email": "work e-mail", "name": "who", "institution": "not sent"}
    assert map_values(FORM, mapping, values) == Submission(EMAIL, "Meret")


def test_a_mapped_key_that_was_not_sent_leaves_our_own() -> None:
    assert map_values(FORM, {"email": "work"}, {"email": EMAIL}) == Submission(EMAIL)


def test_unknown_keys_become_answers_under_their_own_names() -> None:
    values = {"email": EMAIL, "hotel": "House\nof Rivers", "__proto__": "x", "note\x00": "y"}
    answers = {"hotel": "House of Rivers", "__proto__": "x", "note": "y"}
    assert map_values(FORM, {}, values) == Submission(EMAIL, answers=answers)


def test_an_unknown_key_never_takes_the_place_of_ours() -> None:
    values = {"email": EMAIL, "email\x00": "other@example.net", "\ud800": "nameless"}
    assert map_values(FORM, {}, values) == Submission(EMAIL)


def test_an_answer_that_the_form_would_not_take_is_kept_as_written() -> None:
    values = {"email": EMAIL, "diet": "fruit\tonly", "agreed": "true"}
    answers = {"diet": "fruit only", "agreed": "yes"}
    assert map_values(FORM, {}, values) == Submission(EMAIL, answers=answers)


def test_a_box_left_empty_is_no_answer() -> None:
    assert map_values(FORM, {}, {"email": EMAIL, "agreed": "false"}) == Submission(EMAIL)


def test_a_form_in_two_names_makes_one_name() -> None:
    values = {"email": EMAIL, "given_name": "Meret", "family_name": "Aalders"}
    assert map_values(FORM, {}, values).name == "Meret Aalders"


@pytest.mark.parametrize("key", ["name", "institution", "given_name"])
def test_a_name_over_256_characters_is_refused(key: str) -> None:
    longest = map_values(FORM, {}, {"email": EMAIL, key: "n" * 256})
    assert "n" * 256 in (longest.name, longest.institution)
    with pytest.raises(Invalid):
        map_values(FORM, {}, {"email": EMAIL, key: "n" * 257})


def test_so_many_unknown_answers_are_kept_and_no_more() -> None:
    values = {"email": EMAIL, **{f"q{n}": "x" * 5000 for n in range(100)}}
    answers = map_values(FORM, {}, values).answers
    assert answers == {f"q{n}": "x" * 2000 for n in range(40)}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Meret\r\nBcc: all@example.org", "Meret Bcc: all@example.org"),
        (
            "\u05d9\u05d5\u05e1\u05e3 \u05db\u05d4\u05df",
            "\u05d9\u05d5\u05e1\u05e3 \u05db\u05d4\u05df",
        ),
        ("Zoe\u0308 \U0001f389", "Zo\u00eb \U0001f389"),
        ("A\ud83dB\x00C", "ABC"),
        ("One\u2028Two", "One Two"),
    ],
)
def test_a_name_is_one_clean_line(written: str, kept: str) -> None:
    assert map_values(FORM, {}, {"email": EMAIL, "name": written}).name == kept
