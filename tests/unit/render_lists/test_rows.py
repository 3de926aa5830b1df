"""Rows: which columns there are, and what stands in them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from shared.domain.form import DEFAULT_FORM, Field, FieldType
from shared.domain.place import zone
from shared.domain.registration import Delegation, Registration
from shared.render.lists.rows import (
    Cell,
    cell_text,
    columns_of,
    default_columns,
    known_columns,
    row_of,
)
from tests.builders import NOW, a_registration, a_waiting_registration, an_event, an_id

EVENT = an_event(
    form=(
        *DEFAULT_FORM,
        Field("arrival", {"en": "Arrival"}, FieldType.DATE),
        Field("nights", {"en": "Nights"}, FieldType.NUMBER),
    )
)
LOCAL = datetime(2027, 3, 1, 13, 0, tzinfo=zone("Asia/Tbilisi"))


def row(keys: str, person: Registration, position: int | None = None) -> tuple[Cell, ...]:
    return row_of(columns_of(EVENT, keys.split()), person, position)


def answer(key: str, said: str) -> Cell:
    (cell,) = row(key, a_registration(answers={key: said}))
    return cell


def test_without_a_choice_a_list_shows_the_form_and_the_facts() -> None:
    assert default_columns(EVENT) == (
        "id", "name", "email", "institution", "phone", "arrival", "nights", "state", "position",
        "source", "registered_at", "updated_at", "attended_at",
    )  # fmt: skip


def test_parts_of_names_and_the_institutions_id_may_be_chosen_too() -> None:
    extra = {"institution_id", "delegation", "honorific", "given_name", "family_name", "post"}
    assert known_columns(EVENT) - set(default_columns(EVENT)) == extra


def test_facts_stand_as_text_number_and_instant_in_the_events_zone() -> None:
    person = a_registration(attended_at=NOW + timedelta(microseconds=1))
    facts = "id name email institution state source registered_at updated_at attended_at"
    assert row(facts, person) == (
        an_id(), "Meret Aalders", "meret.aalders@example.org", "Delta Institute", "confirmed",
        "webhook:standard", LOCAL, LOCAL, LOCAL,
    )  # fmt: skip
    assert row("registered_at", person)[0] == LOCAL
    assert cell_text(row("registered_at", person)[0]) == "2027-03-01T13:00:00+04:00"


def test_who_waits_has_a_position() -> None:
    assert row("state position", a_waiting_registration(), 3) == ("waitlisted", Decimal(3))


def test_what_was_not_said_is_an_empty_cell() -> None:
    nobody = a_registration(name="", institution=None, answers={})
    assert (
        row("name institution delegation position attended_at post nights", nobody) == (None,) * 7
    )


def test_a_head_of_delegation_is_one() -> None:
    assert row("delegation", a_registration(delegation=Delegation.HEAD)) == ("head",)


@pytest.mark.parametrize(
    ("key", "said", "cell"),
    [
        ("nights", "3", Decimal(3)),
        ("nights", "-5", Decimal(-5)),
        ("nights", "2.50", Decimal("2.50")),
        ("nights", "007", "007"),
        ("nights", "1" * 16, "1" * 16),
        ("nights", "three", "three"),
        ("arrival", "2027-03-14", date(2027, 3, 14)),
        ("arrival", "20270314", "20270314"),
        ("arrival", "in spring", "in spring"),
        ("phone", "+506 2222 1100", "+506 2222 1100"),
        ("post", "-5", "-5"),
    ],
)
def test_an_answer_is_a_number_or_a_day_where_the_form_asks_for_one(
    key: str, said: str, cell: Cell
) -> None:
    assert answer(key, said) == cell
    assert cell_text(answer(key, said)) == said


def test_beside_a_consent_stands_the_version_of_its_wording() -> None:
    photos = Field("photos", {"en": "You may photograph me"}, FieldType.CONSENT)
    event = an_event(form=(*DEFAULT_FORM, photos))
    assert default_columns(event)[4:7] == ("phone", "photos", "photos.version")
    person = a_registration(answers={"photos": "yes"}, consents={"photos": "0a1b2c3d4e5f"})
    columns = columns_of(event, ("photos", "photos.version"))
    assert row_of(columns, person, None) == ("yes", "0a1b2c3d4e5f")
    assert row_of(columns, a_registration(answers={}), None) == (None, None)
