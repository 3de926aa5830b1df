from io import BytesIO

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK

from shared.outline.document import read_document
from shared.outline.rows import ColumnKind, Row
from tests.unit.outline.file_builders import cells_of, word_table, word_xml


def saved(document: Document) -> bytes:
    into = BytesIO()
    document.save(into)
    return into.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_headings_lists_tabs_and_breaks_become_rows() -> None:
    document = docx.Document()
    document.add_heading("Seed swap", 0)
    document.add_heading("Saturday", 2)
    lines = document.add_paragraph("9:00\tOpening")
    lines.add_run().add_break(WD_BREAK.LINE)
    lines.add_run("with tea")
    document.add_paragraph("Beans", style="List Bullet")
    document.add_paragraph("Runner beans", style="List Bullet 2")
    document.add_paragraph("• Peas")
    assert read_document(saved(document)).rows == (
        Row(1, ("Seed swap",), level=1),
        Row(2, ("Saturday",), level=2),
        Row(3, ("9:00", "Opening")),
        Row(4, ("with tea",)),
        Row(5, ("Beans",), bullet=1),
        Row(6, ("Runner beans",), bullet=2),
        Row(7, ("Peas",), bullet=1),
    )


def test_the_header_of_a_table_names_its_columns_and_is_left_out() -> None:
    source = word_table([("Time", "Topic", "Speaker"), ("9:00", "Beans\nin pots", "Ada Peel")])
    kinds = (ColumnKind.TIME, ColumnKind.TITLE, ColumnKind.SPEAKER)
    assert [row for row in read_document(source).rows if row.cells] == [
        Row(3, ("9:00", "Beans", "Ada Peel"), table=1, columns=kinds),
        Row(3, ("", "in pots", ""), table=1, columns=kinds),
    ]


def test_merged_cells_say_their_text_once() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Saturday"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "9:00"
    table.cell(1, 1).text, table.cell(1, 2).text = "Beans", "Hall A"
    table.cell(2, 1).text, table.cell(2, 2).text = "Peas", "Hall B"
    assert cells_of(saved(document)) == [
        ("Saturday",), ("9:00", "Beans", "Hall A"), ("", "Peas", "Hall B"),
    ]  # fmt: skip


def test_a_range_over_two_lines_of_a_cell_is_one() -> None:
    assert cells_of(word_table([("9:00 –\n10:00", "Beans"), ("11:00", "Peas")])) == [
        ("9:00 – 10:00", "Beans"), ("11:00", "Peas"),
    ]  # fmt: skip


def test_a_table_that_only_frames_a_text_is_that_text() -> None:
    inner = f"<w:tbl><w:tr>{cell('9:00')}{cell('Beans')}</w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('Saturday')}{inner}</w:tc></w:tr></w:tbl>"
    assert cells_of(word_xml(outer)) == [("Saturday",), ("9:00", "Beans")]


def test_what_was_inserted_counts_and_what_was_deleted_does_not() -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>10:00</w:t></w:r></w:ins><w:del><w:r><w:delText>9:00</w:delText>"
        "</w:r></w:del><w:r><w:t> Beans</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>11:00 </w:t></w:r></w:p>"
        + paragraph("Peas")
        + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>"
    )
    assert cells_of(word_xml(body)) == [("10:00 Beans",), ("11:00 Peas",)]


def test_a_deleted_row_of_a_table_is_gone() -> None:
    kept = f"<w:tr>{cell('9:00')}{cell('Beans')}</w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('9:30')}{cell('Peas')}</w:tr>"
    assert cells_of(word_xml(f"<w:tbl>{kept}{gone}</w:tbl>")) == [("9:00", "Beans")]


def test_a_text_box_is_read_once_though_it_is_stored_twice() -> None:
    box = f"<w:txbxContent>{paragraph('Hall A')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Venue</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    old = f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>"
    assert cells_of(word_xml(body)) == [("Venue",), ("Hall A",)]
    assert cells_of(word_xml(old)) == [("Hall A",)]


def test_heads_and_feet_of_pages_stand_apart() -> None:
    document = docx.Document()
    document.add_paragraph("9:00 Beans")
    document.sections[0].header.paragraphs[0].text = "Seed swap"
    document.sections[0].footer.paragraphs[0].text = "Version 2"
    found = read_document(saved(document))
    assert ([row.text for row in found.rows], set(found.margins)) == (
        ["9:00 Beans"],
        {"Seed swap", "Version 2"},
    )
