from datetime import date, datetime, time
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter

from shared.outline.columns import is_header, judge_columns, kind_of_header
from shared.outline.document import FileKind, read_document
from shared.outline.rows import ColumnKind, Row
from tests.unit.outline.file_builders import cells_of, sheets


def test_times_and_days_read_as_they_are_shown() -> None:
    into = BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([date(2026, 5, 31), time(9, 5), datetime(2026, 5, 31, 10, 30), 9.3, 7, "Beans"])
    sheet["D1"].number_format = "0.00"
    book.save(into)
    assert cells_of(into.getvalue()) == [
        ("2026-05-31", "09:05", "2026-05-31 10:30", "9.30", "7", "Beans")
    ]


def test_days_are_counted_from_1904_where_the_book_does() -> None:
    into = BytesIO()
    book = xlsxwriter.Workbook(into, {"date_1904": True, "default_date_format": "d mmm yyyy"})
    book.add_worksheet().write_row(0, 0, [datetime(2026, 5, 31), "Beans"])
    book.close()
    assert cells_of(into.getvalue()) == [("2026-05-31", "Beans")]


def test_a_title_stands_over_the_table_and_its_header_names_the_columns() -> None:
    source = sheets(
        {"Sheet1": [["Seed swap"], [], ["From", "To", "Title"], ["9:00", "10:00", "Beans"]]}
    )
    kinds = (ColumnKind.START, ColumnKind.END, ColumnKind.TITLE)
    found = read_document(source)
    assert found.kind is FileKind.SHEET
    assert [row for row in found.rows if row.cells] == [
        Row(1, ("Seed swap",)),
        Row(5, ("9:00", "10:00", "Beans"), table=1, columns=kinds),
    ]


def test_the_names_of_several_sheets_are_headings() -> None:
    source = sheets({"Saturday": [["9:00", "Beans"]], "Sunday": [["9:00", "Peas"]], "Empty": []})
    assert [(row.cells, row.level) for row in read_document(source).rows if row.cells] == [
        (("Saturday",), 1), (("9:00", "Beans"), 0), (("Sunday",), 1), (("9:00", "Peas"), 0),
    ]  # fmt: skip


def test_hidden_sheets_rows_and_columns_are_not_read() -> None:
    into = BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["9:00", "secret", "Beans"], ["9:30", "secret", "Gone"], ["10:00", "x", "Peas"]):
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    other = book.create_sheet("Drafts")
    other.append(["9:00", "Nothing"])
    other.sheet_state = "hidden"
    book.save(into)
    assert cells_of(into.getvalue()) == [("9:00", "Beans"), ("10:00", "Peas")]


def test_a_merged_cell_says_its_text_once() -> None:
    into = BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Saturday 31 May", None, None])
    sheet.append(["9:00", "Beans", "Hall A"])
    sheet.append([None, "Peas", "Hall B"])
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A2:A3")
    book.save(into)
    assert cells_of(into.getvalue()) == [
        ("Saturday 31 May",), ("9:00", "Beans", "Hall A"), ("", "Peas", "Hall B"),
    ]  # fmt: skip


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_as_text_is_known_by_what_parts_its_fields(separator: str) -> None:
    rows = [
        ("Time", "Title", "Speaker"),
        ("9:00", '"Beans,\nand; peas"', "Ada"),
        ("10:00", "B", ""),
    ]
    text = "\ufeffSeed swap\r\n\r\n" + "\r\n".join(separator.join(row) for row in rows)
    found = read_document(text.encode("utf-8"))
    assert found.kind is FileKind.TABLE
    assert [row.cells for row in found.rows if row.cells] == [
        ("Seed swap",), ("9:00", "Beans,", "Ada"), ("", "and; peas", ""), ("10:00", "B", ""),
    ]  # fmt: skip


def test_the_sign_under_the_heads_parts_the_fields_whatever_stands_in_them() -> None:
    rows = [f"0{hour}:00,Beans,Ida Ferm; Anna Lind" for hour in range(6, 10)]
    text = "\n".join(["time,title,speakers", *rows])
    assert cells_of(text)[0] == ("06:00", "Beans", "Ida Ferm; Anna Lind")


def test_sentences_with_commas_are_no_table() -> None:
    text = "Bring seeds, pots, and earth.\nWe meet early, eat late, and talk.\n" * 4
    assert read_document(text).kind is FileKind.TEXT


@pytest.mark.parametrize(
    "header",
    [
        ("Time", "Session", "Speaker"), ("Horaire", "Thème", "Intervenant"),
        ("Hora", "Tema", "Ponente"), ("Horário", "Tema", "Orador"),
        ("Orario", "Argomento", "Relatore"),
        ("Uhrzeit", "Thema", "Referent/in"), ("Tijd", "Onderwerp", "Spreker"),
        ("Godzina", "Temat", "Prelegent"), ("Čas", "Téma", "Přednášející"),
        ("Ora", "Subiect", "Vorbitor"), ("Vreme", "Tema", "Govornik"),
        ("Време", "Тема", "Говорник"),
        ("Vrijeme", "Naslov", "Predavač"), ("Saat", "Konu", "Konuşmacı"),
        ("Время", "Тема", "Докладчик"), ("Час", "Тема", "Доповідач"), ("Ώρα", "Θέμα", "Ομιλητής"),
        ("Időpont", "Téma", "Előadó"), ("Tid", "Ämne", "Talare"), ("שעה", "נושא", "מרצה"),
        ("الوقت", "الموضوع", "المتحدث"), ("TIME (CET)", "TOPIC / ACTIVITY", "Speaker(s)"),
    ],
)  # fmt: skip
def test_a_header_is_understood_in_every_language(header: tuple[str, ...]) -> None:
    assert is_header(header)
    assert [kind_of_header(cell) for cell in header] == [
        ColumnKind.TIME, ColumnKind.TITLE, ColumnKind.SPEAKER,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cells",
    [
        ("9:00", "Opening"),
        ("Time", "Room A", "Room B"),
        ("Lunch", "Hall"),
        ("Date", "3 May"),
        ("", ""),
    ],
)
def test_a_row_that_names_no_columns_is_no_header(cells: tuple[str, ...]) -> None:
    assert not is_header(cells)


def test_columns_without_a_header_are_judged_by_what_stands_in_them() -> None:
    rows = [
        Row(1, ("1", "9:00", "10:00", "Beans in pots and beds", "Hall A"), table=1),
        Row(2, ("2", "10:00", "11:00", "Peas", "Hall B"), table=1),
    ]
    kinds = (ColumnKind.NUMBER, ColumnKind.START, ColumnKind.END, ColumnKind.TITLE, None)
    assert judge_columns(rows) == kinds
