import pytest

from shared.outline.document import FileKind, read_document
from shared.outline.rows import ColumnKind, Row
from tests.unit.outline.file_builders import cells_of


def test_tabs_and_wide_gaps_part_cells_and_white_space_before_a_line_indents_it() -> None:
    text = "Seed  swap\n\n9:00\tBeans   Hall A\n\tAda Peel\n    10:00 Peas\n"
    assert read_document(text).rows == (
        Row(1, ("Seed swap",)),
        Row(2, ()),
        Row(3, ("9:00", "Beans", "Hall A")),
        Row(4, ("", "Ada Peel"), indent=8),
        Row(5, ("10:00 Peas",), indent=4),
        Row(6, ()),
    )


def test_bars_part_cells_where_several_lines_have_them() -> None:
    table = "+-----+-----+\n| 9:00 | Beans |\n│ 10:00 │ Peas │\n| 11:00 | |\n"
    assert cells_of(table) == [("9:00", "Beans"), ("10:00", "Peas"), ("11:00", "")]
    assert cells_of("Tel. 91 | info@example.org") == [("Tel. 91 | info@example.org",)]


@pytest.mark.parametrize("sign", ["- ", "• ", "* ", "– ", "•"])
def test_the_sign_of_an_item_is_cut_off(sign: str) -> None:
    assert read_document(f"{sign}Beans").rows == (Row(1, ("Beans",), bullet=1),)


def test_what_cannot_be_seen_is_dropped() -> None:
    text = "9:00\u00a0Be\u00adans\u200b and\u2060 pe\u0301as\u200e\n══════\n"
    assert cells_of(text) == [("9:00 Beans and péas",)]


def test_a_header_in_a_pasted_table_names_its_columns() -> None:
    found = read_document("Programme\n\nTime   Topic\n9:00   Beans\nwith tea\n10:00   Peas\n").rows
    kinds = (ColumnKind.TIME, ColumnKind.TITLE)
    assert [row for row in found if row.cells] == [
        Row(1, ("Programme",)),
        Row(4, ("9:00", "Beans"), columns=kinds),
        Row(5, ("with tea",)),
        Row(6, ("10:00", "Peas"), columns=kinds),
    ]


def test_markdown_is_read_without_its_marks() -> None:
    text = (
        "---\ntitle: x\n---\n# Seed **swap**\n\n![map](map.png)\n"
        "- 9:00 [Beans](https://example.org/b_(x)) \\*new\\*\n  1. Ada *Peel*<br>Hall_A\n\n"
        "Sunday\n------\n"
        "| Time | Topic |\n|:---|---:|\n| 10:00 | `Peas` &amp; more |\n"
    )
    found = read_document(text)
    kinds = (ColumnKind.TIME, ColumnKind.TITLE)
    assert found.kind is FileKind.MARKDOWN
    assert [row for row in found.rows if row.cells] == [
        Row(4, ("Seed swap",), level=1),
        Row(7, ("9:00 Beans *new*",), bullet=1),
        Row(8, ("Ada Peel",), bullet=2),
        Row(8, ("Hall_A",)),
        Row(10, ("Sunday",), level=2),
        Row(14, ("10:00", "Peas & more"), table=1, columns=kinds),
    ]


def test_a_page_is_read_as_it_is_shown() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>Seeds &amp; co</title><style>p{}</style></head><body>"
        "<nav>Home</nav><h1>Seed swap</h1><p hidden>draft</p><p>9:00 Opening<br>with tea</p>"
        "<ul><li>Beans<ul><li>Runner beans</ul><li>Peas</ul>"
        "<dl><dt>10:00<dd>Peas<dd>Hall A</dl><script>11:00</script></body></html>"
    )
    found = read_document(page)
    assert (found.kind, found.margins) == (FileKind.HYPERTEXT, ("Seeds & co",))
    assert [(row.cells, row.level, row.bullet) for row in found.rows if row.cells] == [
        (("Seed swap",), 1, 0),
        (("9:00 Opening",), 0, 0),
        (("with tea",), 0, 0),
        (("Beans",), 0, 1),
        (("Runner beans",), 0, 2),
        (("Peas",), 0, 1),
        (("10:00", "Peas"), 0, 0),
        (("", "Hall A"), 0, 0),
    ]


def test_cells_that_cover_others_say_their_text_once() -> None:
    page = (
        "<table><caption>Saturday</caption><tr><th>Time<th>Topic<th>Room"
        "<tr><td rowspan=2>9:00<td>Beans<td>A<tr><td>Peas<td>B<tr><td colspan=3>Lunch</table>"
    )
    assert cells_of(page) == [
        ("Saturday",), ("9:00", "Beans", "A"), ("", "Peas", "B"), ("Lunch",),
    ]  # fmt: skip


def test_a_page_names_its_own_encoding() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>9:00 Чай</p></body></html>'
    assert cells_of(page.encode("windows-1251")) == [("9:00 Чай",)]
