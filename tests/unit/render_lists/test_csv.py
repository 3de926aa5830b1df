"""CSV: no cell is a formula, every value comes back, and memory stays flat."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from shared.domain.registration import Registration
from shared.render.lists.csv import guard, is_telephone, unguard, write_csv
from shared.render.lists.rows import columns_of, row_of
from tests.builders import a_registration, an_event
from tests.unit.render_lists.reading import read_csv, read_values

HARMLESS = [
    "Meret Aalders", "O'Brien", "", "1/2", "Null", "x@example.org", "%0A-3+3", "007", "a=b",
    "山田 太郎", "+506 2222 1100", "+50622221100", "+41 (0)44 555-01-00", "00506 2222",
]  # fmt: skip
FORMULAS = [
    "=1+1", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1+1", "\n=1", " =1+1",
    "\u3000=1", "\ufeff=1", "\u200b@a", "\uff1d1+1", "\uff20SUM(1)", "\uff0b1", "\uff0d1",
    "--", "-", "-5", "+1", "+1+506 2222 1100", "+506 2222 ext 5", "'=1+1", "'", "''", "' =1",
]  # fmt: skip
AWKWARD = [
    '"', '"",=1+1', "a,b", "a;b", "line one\nline two", "a\r\nb", "\r", "\\", "é\u2028ø", "\x00",
]  # fmt: skip
NO_TELEPHONES = ["+1 2", "+12345", "506 2222 1100", "+506 2222 x", "++50622221100"]


def write(*rows: tuple[object, ...]) -> bytes:
    return b"".join(write_csv(["a", "b"], rows))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_calls_nothing_stays_as_it_is(text: str) -> None:
    assert guard(text) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_what_might_be_a_formula_stands_behind_an_apostrophe(text: str) -> None:
    assert guard(text) == "'" + text


@pytest.mark.parametrize("text", [*HARMLESS, *FORMULAS, *AWKWARD])
def test_every_value_comes_back(text: str) -> None:
    assert read_values(write((text, "next"), ("row", text))) == [
        ["a", "b"], [text, "next"], ["row", text],
    ]  # fmt: skip


def test_taking_the_apostrophe_away_undoes_putting_it_there() -> None:
    assert [unguard(guard(text)) for text in FORMULAS] == FORMULAS


def test_numbers_and_instants_of_their_own_columns_are_no_texts() -> None:
    at, day = datetime(2027, 3, 1, 9, 0, tzinfo=UTC), date(2027, 3, 1)
    body = write((Decimal("-5"), at), (day, None), (Decimal("0.00000001"), Decimal("1.50")))
    assert read_csv(body)[1:] == [
        ["-5", "2027-03-01T09:00:00+00:00"],
        ["2027-03-01", ""],
        ["0.00000001", "1.50"],
    ]


def test_lines_end_as_the_standard_wants_and_the_text_is_utf_8_without_a_mark() -> None:
    assert write(("Zoë", "x")) == b"a,b\r\nZo\xc3\xab,x\r\n"


def test_a_list_of_nobody_has_its_head() -> None:
    assert write() == b"a,b\r\n"


@pytest.mark.parametrize("text", NO_TELEPHONES)
def test_what_has_too_few_digits_or_other_signs_is_no_telephone_number(text: str) -> None:
    assert not is_telephone(text)


def test_a_hundred_thousand_rows_take_no_more_memory_than_a_few() -> None:
    event = an_event()
    columns = columns_of(event, ["id", "phone", "post", "registered_at"])

    def crowd() -> Iterator[Registration]:
        person = a_registration(answers={"phone": "+506 2222 1100", "post": "=1+1"})
        return (person for _ in range(100_000))

    tracemalloc.start()
    rows = (row_of(columns, one, None) for one in crowd())
    size = sum(len(chunk) for chunk in write_csv([one.key for one in columns], rows))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 7_000_000
    assert peak < 1_000_000
