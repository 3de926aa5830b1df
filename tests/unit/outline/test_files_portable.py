from collections.abc import Sequence

from shared.outline.document import FileKind, read_document
from shared.outline.files.page import Word, read_order
from tests.unit.outline.file_builders import cells_of, pdf, text_at


def page(*pieces: tuple[float, float, str]) -> bytes:
    return b"".join(text_at(*piece) for piece in pieces)


def rows_at(x: Sequence[float], y: float, rows: Sequence[Sequence[str]]) -> bytes:
    return page(
        *(
            (left, y - 14 * line, text)
            for line, row in enumerate(rows)
            for left, text in zip(x, row, strict=False)
            if text
        )
    )


def test_pieces_of_one_line_are_its_cells_in_their_columns() -> None:
    table = rows_at(
        (72, 160, 400), 700,
        [("9:00 - 9:30", "Opening", "Hall A"), ("", "Ada Peel"), ("9:30", "Beans", "Hall B")],
    )  # fmt: skip
    found = read_document(pdf([table]))
    assert found.kind is FileKind.PORTABLE
    assert [row.cells for row in found.rows] == [
        ("9:00 - 9:30", "Opening", "Hall A"), ("", "Ada Peel"), ("9:30", "Beans", "Hall B"),
    ]  # fmt: skip


def test_a_wide_space_between_lines_is_a_blank_row() -> None:
    content = page((72, 700, "Seed swap"), (72, 660, "9:00 Beans"), (72, 646, "9:30 Peas"),
                   (72, 632, "10:00 Tea"))  # fmt: skip
    assert [row.cells for row in read_document(pdf([content])).rows] == [
        ("Seed swap",), (), ("9:00 Beans",), ("9:30 Peas",), ("10:00 Tea",),
    ]  # fmt: skip


def test_words_drawn_letter_by_letter_and_out_of_order_are_put_together() -> None:
    content = (
        b"BT /F1 10 Tf 1 0 0 1 72 680 Tm (Second) Tj ET "
        b"BT /F1 10 Tf 1 0 0 1 72 700 Tm [(F)-5(ir)10(st)-300(line)] TJ ET"
    )
    assert cells_of(pdf([content])) == [("First line",), ("Second",)]


def test_what_pages_repeat_stands_apart_and_the_table_goes_on() -> None:
    pages = [
        page((72, 810, "Seed swap 2026"), (72, 700, f"{hour}:00 Beans"),
             (72, 400, f"{hour}:30 Peas"), (72, 20, f"Page {number} of 2"))
        for number, hour in ((1, 9), (2, 10))
    ]  # fmt: skip
    found = read_document(pdf(pages))
    assert [row.text for row in found.rows if row.cells] == [
        "9:00 Beans", "9:30 Peas", "10:00 Beans", "10:30 Peas",
    ]  # fmt: skip
    assert set(found.margins) == {"Seed swap 2026", "Page 1 of 2", "Page 2 of 2"}


def test_a_session_at_the_same_place_of_two_pages_is_kept() -> None:
    pages = [page((72, 700, f"Day {day}"), (72, 686, "10:30 Coffee")) for day in (1, 2)]
    assert [row.text for row in read_document(pdf(pages)).rows if row.cells] == [
        "Day 1", "10:30 Coffee", "Day 2", "10:30 Coffee",
    ]  # fmt: skip


def test_the_left_of_two_columns_is_read_before_the_right() -> None:
    left = [(f"{hour}:00 Beans with Ada in pots",) for hour in range(8, 14)]
    right = [(f"{hour}:00 Peas with Bo in beds",) for hour in range(14, 20)]
    found = cells_of(pdf([rows_at((72,), 700, left) + rows_at((320,), 700, right)]))
    assert found == [*left, *right]


def test_letters_printed_twice_to_be_bold_are_read_once() -> None:
    content = page((72, 700, "Beans"), (72.4, 700, "Beans"))
    assert cells_of(pdf([content])) == [("Beans",)]


def test_a_form_on_a_page_is_read() -> None:
    assert cells_of(pdf([b"/X0 Do"], forms=[text_at(72, 700, "9:00 Beans")])) == [("9:00 Beans",)]


def test_a_stamp_across_the_page_is_not_read() -> None:
    stamp = b"BT /F1 40 Tf 0.7 0.8 -0.8 0.7 200 300 Tm (DRAFT) Tj ET "
    assert cells_of(pdf([stamp + page((72, 700, "9:00 Beans"))])) == [("9:00 Beans",)]


def test_a_range_over_two_lines_of_the_first_column_is_one() -> None:
    table = rows_at(
        (72, 160), 700,
        [("9:00 –", "Opening of the"), ("9:30", "seed swap"), ("9:30", "Beans"), ("9:45", "Peas")],
    )  # fmt: skip
    assert cells_of(pdf([table])) == [
        ("9:00 – 9:30", "Opening of the"), ("", "seed swap"), ("9:30", "Beans"), ("9:45", "Peas"),
    ]  # fmt: skip


def test_what_a_browser_prints_around_a_page_stands_apart() -> None:
    printed = page((30, 820, "11/24/26, 5:43 PM"), (72, 700, "9:00 Beans"), (72, 686, "9:30 Peas"),
                   (30, 20, "https://example.org/seeds"), (540, 20, "1/1"))  # fmt: skip
    assert cells_of(pdf([printed])) == [("9:00 Beans",), ("9:30 Peas",)]


def test_hebrew_and_arabic_are_turned_but_their_numbers_are_not() -> None:
    def shown(text: str) -> list[Word]:
        return [Word(10.0 * at, 10.0 * at + 8, word) for at, word in enumerate(text.split())]

    assert read_order(shown("(A םלוא) 2026 יאמב 12")) == "12 במאי 2026 (אולם A)"
    assert read_order(shown("09:00-09:30 הביאנ")) == "נאיבה 09:00-09:30"
    assert read_order(shown("09:00 - 09:30")) == "09:00 - 09:30"
