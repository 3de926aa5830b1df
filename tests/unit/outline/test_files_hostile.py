"""Whatever is in a file: rows, or one plain reason. No file wears the reader out."""

import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.outline.document import Document, read_document
from shared.outline.errors import OutlineUnreadable
from tests.unit.outline.file_builders import (
    pdf,
    sheets,
    text_at,
    word_table,
    word_xml,
    zipped,
)

SECONDS = 20
MEGABYTES = 250
MAIL = b"From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n\n"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
LAUGH = f'<!DOCTYPE l [<!ENTITY a0 "ha">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def spread_sheet(data: str) -> bytes:
    source = sheets({"A": [["x"]]})
    with zipfile.ZipFile(BytesIO(source)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    whole = (
        f'<worksheet xmlns="{SHEET}"><dimension ref="A1:XFD1048576"/><sheetData>{data}</sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    )
    return zipped([(name, whole if "sheet1.xml" in name else part) for name, part in parts])


def nested_mail(depth: int) -> bytes:
    inner = b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n"
    return MAIL + b"".join(inner % (n, n + 1) for n in range(depth))


TOO_MUCH: dict[str, Callable[[], bytes]] = {
    "a zip bomb": lambda: word_xml("0" * 100_000_000),
    "a zip in a zip": lambda: zipped([("inner.zip", zipped([("a", "b")]))]),
    "a zip of many parts": lambda: zipped((f"{n}", "") for n in range(20_000)),
    "entities of entities": lambda: word_xml("<w:p>&a9;</w:p>", LAUGH),
    "an entity from outside": lambda: word_xml("<w:p>&a;</w:p>", OUTSIDE),
    "deep XML": lambda: word_xml("<w:sdt><w:sdtContent>" * 10_000),
    "many paragraphs": lambda: word_xml("<w:p/>" * 1_000_000),
    "tables within tables": lambda: word_xml(
        "<w:tbl><w:tr><w:tc>" * 40 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 40
    ),
    "21 MB": lambda: b"a" * 21_000_000,
    "6 MB of text": lambda: b"a" * 6_000_000,
    "many lines": lambda: b"a\n" * 2_000_000,
    "a million columns": lambda: b"a,b,c\n" * 3 + b"a," * 1_000_000,
    "a million tabs": lambda: b"a\t" * 1_000_000,
    "deep HTML": lambda: b"<html>" + b"<div>" * 100_000,
    "tables within tables of a page": lambda: b"<html>" + b"<table><tr><td>" * 100_000,
    "a page of many rows": lambda: b"<html><table>" + b"<tr><td>a" * 400_000,
    "mail within mail": lambda: nested_mail(10_000),
    "a mail of many parts": lambda: MAIL + b"--b0\n\nhi\n" * 300_000,
    "a sheet of many rows": lambda: spread_sheet("<row><c><v>1</v></c></row>" * 200_000),
    "a sheet of a wide row": lambda: spread_sheet(f"<row>{'<c><v>1</v></c>' * 199_000}</row>"),
    "10 000 pages": lambda: pdf([b""] * 10_000),
    "a giant stream": lambda: pdf([b"q " * 20_000_000]),
    "many instructions": lambda: pdf([b"q Q " * 300_000] * 20),
    "many letters": lambda: pdf([b"BT /F1 9 Tf (" + b"a" * 3_000_000 + b") Tj ET"]),
    "a form in itself": lambda: pdf([b"/X0 Do"], forms=[b"/X0 Do " * 20]),
    "a page of pictures": lambda: pdf([b"0 0 1 1 re f"]),
    "a locked PDF": lambda: pdf(
        [text_at(1, 1, "x")],
        trailer=b"/ID[(a)(b)]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(%s)/U(%s)>>"
        % (b"o" * 32, b"u" * 32),
    ),
    "a locked Office file": lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
    "an old Office file": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "RTF": lambda: b"{\\rtf1 9:00 Beans}",
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99,
    "a presentation": lambda: zipped(
        [
            (
                "_rels/.rels",
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                'relationships"><Relationship Id="a" Type="x/officeDocument" '
                'Target="ppt/presentation.xml"/></Relationships>',
            )
        ]
    ),
}
MUCH: dict[str, Callable[[], bytes]] = {
    "a wide table": lambda: word_xml(
        "<w:tbl><w:tr>"
        + "<w:tc><w:tcPr><w:gridSpan w:val='99999'/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p>"
        "</w:tc>" * 250 + "</w:tr></w:tbl>"
    ),
    "a declared width": lambda: spread_sheet(
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "cells that cover all": lambda: (
        b"<html><table>" + b"<tr>" + b"<td colspan=99999 rowspan=99999>a" * 200
    ),
    "one line": lambda: b"a " * 2_000_000,
    "open brackets": lambda: b"# x\n" + b"[" * 3_900_000,
    "open links": lambda: b"# x\n" + b"[a](" * 990_000,
    "stars": lambda: b"# x\n" + b"**a " * 990_000,
    "open tags": lambda: b"# x\n" + b"<a" * 1_990_000,
    "open quotes": lambda: b'"' * 3_900_000,
    "an old encoding": lambda: "Чай 9:00\n".encode("cp1251") * 40_000,
    "open tags of a page": lambda: b"<html>" + b"<" * 3_900_000,
}


def measured(source: bytes) -> tuple[Document | None, str]:
    """What comes of a file, within the limits of time and memory."""
    tracemalloc.start()
    started = process_time()
    try:
        found, reason = read_document(source), ""
    except OutlineUnreadable as refused:
        found, reason = None, refused.reason
    most = tracemalloc.get_traced_memory()[1] / 1_000_000
    tracemalloc.stop()
    assert process_time() - started < SECONDS
    assert most < MEGABYTES
    return found, reason


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_file_that_is_too_much_is_refused_with_a_sentence(name: str) -> None:
    found, reason = measured(TOO_MUCH[name]())
    assert (found, reason[-1:], reason[:1].isupper()) == (None, ".", True)


@pytest.mark.parametrize("name", MUCH)
def test_a_strange_file_is_read_in_time(name: str) -> None:
    found, reason = measured(MUCH[name]())
    assert (found is not None, reason) == (True, "")


SOUND = (
    word_table([("Time", "Topic"), ("9:00", "Beans")]),
    sheets({"A": [["Time", "Topic"], ["9:00", "Beans"]]}),
    pdf([text_at(72, 700, "9:00 Beans") + b"/X0 Do"], forms=[text_at(72, 600, "10:00 Peas")]),
    b"<html><table><tr><td rowspan=2>9:00<td>Beans</table><ul><li>Peas</ul></html>",
    MAIL + b"--b0\nContent-Type: text/html; charset=utf-8\n\n<p>9:00 Beans\n--b0--\n",
    b"# Seeds\n\n- 9:00 [Beans](x)\n\n|a|b|\n|-|-|\n|1|2|\n",
    'Time;Topic\n9:00;Чай\n10:00;"a"'.encode("utf-16"),
    "9:00 Чай\tзал\n".encode("cp1251"),
)


def is_total(source: bytes | str) -> bool:
    """Whether a source gives a document or is refused; any other error goes through."""
    try:
        return bool(read_document(source).rows)
    except OutlineUnreadable as refused:
        return bool(refused.reason)


@given(st.binary(max_size=300) | st.text(max_size=300))
def test_any_bytes_and_any_text_give_rows_or_a_reason(source: bytes | str) -> None:
    assert is_total(source)


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(SOUND),
    st.floats(0, 1),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=12),
)
def test_a_damaged_file_gives_rows_or_a_reason(
    sound: bytes, kept: float, changes: list[tuple[float, int]]
) -> None:
    broken = bytearray(sound[: max(int(len(sound) * kept), 1)] if kept < 0.5 else sound)
    for place, value in changes:
        broken[int(place * (len(broken) - 1))] = value
    assert is_total(bytes(broken))


@pytest.mark.parametrize("sound", SOUND)
def test_the_sound_files_are_read(sound: bytes) -> None:
    assert any("9:00" in row.text or "1" in row.cells for row in read_document(sound).rows)
