"""What an organiser says of somebody, judged by the form."""

from __future__ import annotations

import pytest

from functions.organiser.judge_by_hand import judge_correction, judge_newcomer
from shared.domain.errors import Invalid
from shared.domain.form import DEFAULT_FORM, Field, FieldType, Submission
from tests.builders import a_registration

PARTS = (
    Field("given_name", {"en": "Given name"}, required=True),
    Field("family_name", {"en": "Family name"}, required=True),
    Field("email", {"en": "E-mail"}, FieldType.EMAIL, required=True),
    Field("consent", {"en": "I agree"}, FieldType.CONSENT, required=True),
)
CONSENT = {"answers.consent": "yes"}


def test_a_whole_name_answers_for_the_parts_of_one() -> None:
    said = {"name": "Ada Lind", "email": "ada@example.org", **CONSENT}
    assert judge_newcomer(PARTS, said) == Submission(
        "ada@example.org", "Ada Lind", None, {"consent": "yes"}
    )


def test_the_parts_of_a_name_make_the_whole() -> None:
    said = {"email": "ada@example.org", "answers.given_name": "Ada", "answers.family_name": "Lind"}
    assert judge_newcomer(PARTS, {**said, **CONSENT}).name == "Ada Lind"


def test_what_the_form_requires_is_required_by_hand_too() -> None:
    with pytest.raises(Invalid) as wrong:
        judge_newcomer(PARTS, {"name": "Ada Lind", "email": "ada@example.org"})
    assert [path for path, _ in wrong.value.errors] == ["answers.consent"]


def test_a_correction_judges_only_what_was_said() -> None:
    before = a_registration(answers={"from_elsewhere": "kept"})
    said = judge_correction(PARTS, before, {"email": "meret@example.org"})
    assert said == Submission(
        "meret@example.org", "Meret Aalders", "Delta Institute", {"from_elsewhere": "kept"}
    )


def test_a_corrected_part_changes_the_whole_name() -> None:
    before = a_registration(answers={"given_name": "Meret", "family_name": "Aalders"})
    said = judge_correction(PARTS, before, {"answers.family_name": "Alders"})
    assert said.name == "Meret Alders"


def test_the_line_breaks_of_a_long_answer_stay() -> None:
    form = (*DEFAULT_FORM, Field("wishes", {"en": "Wishes"}, FieldType.TEXTAREA))
    said = {"name": "Ada", "email": "ada@example.org", "answers.wishes": "Tea\r\nand cake"}
    assert judge_newcomer(form, said).answers == {"wishes": "Tea\nand cake"}
