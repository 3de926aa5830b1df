"""Reading a workbook: what a file makes of few bytes stays small."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from functions.organiser.read_workbook import LONGEST_CELL, read_workbook

BOOK = '<workbook xmlns:r="r"><sheets><sheet r:id="r1"/></sheets></workbook>'
RELATIONS = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'


def pack(cell: str, shared: str = "") -> bytes:
    """A workbook of one cell."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{shared}</t></si></sst>")
        sheet = f'<worksheet><sheetData><row r="1">{cell}</row></sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return made.getvalue()


def test_a_text_of_very_many_pieces_is_read_as_far_as_a_cell_goes() -> None:
    cell = f'<c r="A1" t="inlineStr"><is><t>{"&#233;" * (LONGEST_CELL + 500)}</t></is></c>'
    assert read_workbook(pack(cell), 1) == [(1, ["é" * LONGEST_CELL])]


def test_a_shared_text_is_read_as_far_as_a_cell_goes() -> None:
    cell = '<c r="A1" t="s"><v>0</v></c>'
    assert read_workbook(pack(cell, "&#233;" * 3000), 1) == [(1, ["é" * LONGEST_CELL])]


def test_a_cell_that_names_a_shared_text_again_and_again_holds_it_once() -> None:
    cell = f'<c r="A1" t="s">{"<v>0</v>" * 50}</c>'
    assert read_workbook(pack(cell, "Tarn Vale"), 1) == [(1, ["Tarn Vale"])]


def test_the_runs_of_a_text_are_joined() -> None:
    cell = '<c r="A1" t="inlineStr"><is><r><t>Tarn </t></r><r><t>Vale</t></r></is></c>'
    assert read_workbook(pack(cell), 1) == [(1, ["Tarn Vale"])]
