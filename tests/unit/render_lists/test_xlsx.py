"""XLSX: texts are texts, days are days, numbers are numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from shared.render.lists.rows import Cell
from shared.render.lists.xlsx import write_xlsx
from tests.builders import NOW
from tests.unit.render_lists.reading import open_sheet, read_sheet
from tests.unit.render_lists.test_csv import AWKWARD, FORMULAS, HARMLESS

MARKUP = ["<r><t>x</t></r>", "<r>&</r>", "<r></r>", "_x0041_", "_x005F_", "&amp;", " lead ", "\x01"]


def write(*cells: Cell) -> bytes:
    return write_xlsx(["a"], [(cell,) for cell in cells], NOW)


def test_every_text_comes_back_as_text() -> None:
    texts = [*HARMLESS, *FORMULAS, *AWKWARD, *MARKUP]
    sheet = open_sheet(write(*texts))
    assert read_sheet(write(*texts)) == [["a"], *([text] for text in texts)]
    assert {row[0].data_type for row in sheet.iter_rows()} <= {"s", "inlineStr"}
    assert {row[0].number_format for row in sheet.iter_rows()} == {"@"}


def test_days_and_instants_are_real_ones_as_the_clock_on_the_wall_shows_them() -> None:
    day, at = date(2027, 3, 14), datetime(2027, 3, 14, 9, 30, 5, tzinfo=UTC)
    sheet = open_sheet(write(day, at))
    assert [row[0].value for row in sheet.iter_rows()][1:] == [
        datetime(2027, 3, 14), datetime(2027, 3, 14, 9, 30, 5),
    ]  # fmt: skip
    assert [row[0].number_format for row in sheet.iter_rows()][1:] == [
        "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss",
    ]  # fmt: skip


def test_a_day_before_spreadsheets_count_is_text() -> None:
    assert read_sheet(write(date(1899, 12, 31))) == [["a"], ["1899-12-31"]]


def test_numbers_are_numbers_unless_a_spreadsheet_would_round_them() -> None:
    cells = [Decimal(-5), Decimal("2.50"), Decimal("1234567890123456.5")]
    assert read_sheet(write(*cells)) == [["a"], [-5], [2.5], ["1234567890123456.5"]]


def test_empty_cells_are_empty() -> None:
    body = write_xlsx(["a", "b"], [(None, "x")], NOW)
    assert read_sheet(body) == [["a", "b"], ["", "x"]]


def test_the_head_stays_in_sight_and_the_same_list_gives_the_same_bytes() -> None:
    assert open_sheet(write("x")).freeze_panes == "A2"
    assert write("x") == write("x")


def test_a_list_of_nobody_has_its_head() -> None:
    assert read_sheet(write()) == [["a"]]
