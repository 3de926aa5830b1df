"""Imports of anything: never a crash, and every line accounted for."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st

from functions.organiser.import_invitations import OUTCOMES, import_invitations
from functions.organiser.judge_invitation import judge_lines, rows_of_json
from functions.organiser.read_table import read_table
from functions.organiser.read_workbook import read_workbook
from shared.domain.errors import Invalid
from tests.builders import EVENT
from tests.fakes import put_event, some_ports

CELLS = st.text(max_size=12) | st.sampled_from(["ada@example.org", "LAS", "yes", "institution"])
HEADS = st.sampled_from(["email", "name", "institution", "kind", "forwardable", "x"])
PARTS = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml",
         "xl/worksheets/sheet1.xml")  # fmt: skip
PIECES = st.sampled_from(
    ["<sheets>", "<sheet ", 'r:id="rId1"', "/>", "</sheets>", '<Relationship Id="rId1" ',
     'Target="worksheets/sheet1.xml"/>', "<sst>", "<si>", "<t>", "email", "</t>", "</si>", "</sst>",
     "<sheetData>", '<row r="1">', '<c r="A1" t="s">', "<v>", "0", "-1", "9" * 5000, "</v>", "</c>",
     "</row>", "</sheetData>", '<!DOCTYPE a [<!ENTITY b "b">]>', "&b;", "<worksheet>",
     "</worksheet>", "\\x00", "é"]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | CELLS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(HEADS | st.text(max_size=5), inner, max_size=5)
    ),
    max_leaves=12,
)


def bring(rows: Any) -> dict[str, Any]:
    ports = some_ports()
    put_event(ports)
    return import_invitations(ports, EVENT, judge_lines(rows))


def check(rows: Any) -> None:
    """Every row has one line in the report, and the counts are those of the lines."""
    report = bring(rows)
    assert [one["line"] for one in report["lines"]] == [line for line, _ in rows]
    assert sum(report[one] for one in OUTCOMES) == len(rows)
    for one in report["lines"]:
        assert (one["outcome"] == "refused") == (one["reason"] is not None)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore"))
)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        rows = read_table(raw, "en")
    except Invalid:
        return
    check(rows)


@settings(max_examples=80, deadline=None)
@given(st.lists(HEADS, max_size=5), st.lists(st.lists(CELLS, max_size=6), max_size=5))
def test_any_csv_with_addresses_is_reported_line_by_line(
    heads: list[str], lines: list[list[str]]
) -> None:
    cells = [["email", *heads], *lines]
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in cells]
    check(read_table("\r\n".join(quoted).encode("utf-8", "ignore"), "en"))


@settings(max_examples=80, deadline=None)
@given(JSON)
def test_any_json_is_reported_entry_by_entry(value: Any) -> None:
    try:
        rows = rows_of_json(value)
    except Invalid:
        return
    check(rows)


@settings(max_examples=120, deadline=None)
@given(st.dictionaries(st.sampled_from(PARTS), st.lists(PIECES, max_size=12)))
def test_any_archive_is_a_workbook_or_is_refused(parts: dict[str, list[str]]) -> None:
    raw = BytesIO()
    with ZipFile(raw, "w") as archive:
        for name, pieces in parts.items():
            archive.writestr(name, "".join(pieces))
    try:
        rows = read_workbook(raw.getvalue(), 9)
    except Invalid:
        return
    assert all(number >= 0 and cells for number, cells in rows)


def workbook(sheet: str, **more: str) -> bytes:
    """A workbook of one sheet, as small as they come."""
    raw = BytesIO()
    with ZipFile(raw, "w", ZIP_DEFLATED) as archive:
        archive.writestr(PARTS[0], '<workbook xmlns:r="r"><sheets/></workbook>')
        archive.writestr(PARTS[1], "<Relationships/>")
        archive.writestr(PARTS[3], sheet)
        for name, text in more.items():
            archive.writestr(f"xl/{name}.xml", text)
    return raw.getvalue()


def test_runs_of_a_shared_text_are_joined_and_phonetic_hints_left_out() -> None:
    shared = "<sst><si><r><t>Ada</t></r><r><t> Lind</t></r><rPh><t>eda</t></rPh></si></sst>"
    sheet = ('<worksheet><sheetData><row r="3"><c r="B3" t="s"><v>0</v></c>'
             '<c t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>')  # fmt: skip
    assert read_workbook(workbook(sheet, sharedStrings=shared), 9) == [(3, ["", "Ada Lind", "x"])]


def refused(raw: bytes) -> str:
    try:
        read_workbook(raw, 9)
    except Invalid as wrong:
        return wrong.errors[0][1]
    return ""


def test_a_workbook_that_expands_is_refused() -> None:
    entity = '<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet>&b;</worksheet>'
    assert refused(workbook(entity)) == "This workbook cannot be read."
    large = "<worksheet>" + " " * (33 * 1024 * 1024) + "</worksheet>"
    assert refused(workbook(large)) == "This workbook is larger than can be taken at once."


def test_a_workbook_of_too_many_lines_is_refused() -> None:
    rows = "".join(f'<row r="{n}"><c><v>1</v></c></row>' for n in range(1, 12))
    assert refused(workbook(f"<worksheet>{rows}</worksheet>")) == "A file may have 9 lines."
