"""Which of a sender's fields answers which question."""

from __future__ import annotations

import pytest

from shared.domain.form import DEFAULT_FORM, Field
from shared.senders.naming import name_answers
from shared.senders.sender import Answered

EMAIL = "meret.aalders@example.org"
OTHER = "office@example.net"


def named(
    *answers: Answered,
    form: tuple[Field, ...] = DEFAULT_FORM,
    mapping: dict[str, str] | None = None,
    locale: str = "en",
) -> dict[str, str]:
    return name_answers(answers, form, mapping or {}, locale)


def test_a_type_outweighs_a_label() -> None:
    typed = Answered("Where to write", EMAIL, (), "email")
    assert named(Answered("E-mail", OTHER), typed) == {"email": EMAIL, "E-mail": OTHER}


def test_the_mapping_outweighs_a_type() -> None:
    first, second = Answered("A", OTHER, ("r1",), "email"), Answered("B", EMAIL, ("r2",), "email")
    assert named(first, second) == {"email": OTHER, "B": EMAIL}
    assert named(first, second, mapping={"email": " R2"}) == {"email": EMAIL, "A": OTHER}


def test_a_mapping_to_what_is_no_address_leaves_the_typed_one() -> None:
    answers = (Answered("A", "by phone", ("r1",)), Answered("B", EMAIL, ("r2",), "email"))
    assert named(*answers, mapping={"email": "r1"}) == {"email": EMAIL, "A": "by phone"}


def test_the_forms_own_keys_and_labels_are_known() -> None:
    form = (*DEFAULT_FORM, Field("diet", {"en": "Diet", "de": "Kost"}), Field("room", {"en": "R"}))
    answers = (Answered("KOST ", "vegan"), Answered("x", "7", ("room",)))
    assert named(*answers, form=form) == {"diet": "vegan", "room": "7"}


@pytest.mark.parametrize(
    ("labels", "name"),
    [
        (("Vorname", "Name"), "A B"),
        (("Vorname", "Nachname"), "A B"),
        (("Vorname", "Firma"), "A"),
        (("First name", "Surname"), "A B"),
        (("Name", "Firma"), "A"),
    ],
)
def test_first_and_last_name_are_joined(labels: tuple[str, str], name: str) -> None:
    answers = [Answered(label, value) for label, value in zip(labels, "AB", strict=True)]
    assert named(*answers, locale="de")["name"] == name


def test_a_name_before_a_surname_is_the_first_name() -> None:
    assert named(Answered("Surname", "B"), Answered("Name", "A")) == {"name": "A B"}


def test_a_form_that_asks_for_the_parts_gets_them() -> None:
    form = (Field("given_name", {"en": "First"}), Field("family_name", {"en": "Last"}))
    answers = (Answered("First name", "A"), Answered("Last name", "B"))
    assert named(*answers, form=form) == {"given_name": "A", "family_name": "B"}


def test_answers_under_one_label_are_told_apart() -> None:
    answers = (Answered("Day", "1"), Answered("Day", "2"), Answered("", "3", ("r3",)))
    assert named(*answers) == {"Day": "1", "Day (2)": "2", "r3": "3"}


def test_labels_are_understood_in_the_events_languages_and_english() -> None:
    french = Answered("Numéro de téléphone", "12")
    assert named(french) == {"Numéro de téléphone": "12"}
    assert named(french, locale="fr-CA") == {"phone": "12"}
    form = (*DEFAULT_FORM, Field("x", {"fr": "X"}))
    assert named(french, form=form) == {"phone": "12"}
    assert named(Answered("Company", "D"), locale="ru") == {"institution": "D"}


def test_empty_answers_are_none() -> None:
    assert named(Answered("E-mail", "", (), "email"), Answered("Day", "")) == {}
