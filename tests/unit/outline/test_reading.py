import pytest

from shared.outline.errors import OutlineUnreadable
from shared.outline.reading import read_text

CAFE = "Café à Genève – 9h00\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_the_usual_encodings_give_the_same_text(encoding: str) -> None:
    assert read_text(CAFE.encode(encoding)) == CAFE


@pytest.mark.parametrize("source", [b"", "", b" \r\n\t", "\ufeff\n", "\u00a0"])
def test_an_empty_outline_is_refused(source: bytes | str) -> None:
    with pytest.raises(OutlineUnreadable) as refused:
        read_text(source)
    assert refused.value == OutlineUnreadable("The outline is empty.")


@pytest.mark.parametrize(
    ("source", "named"),
    [
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04rest", "a zipped file such as .docx or .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Office file such as .doc or .xls"),
        (b"{\\rtf1 hello}", "an RTF file"),
    ],
)
def test_a_known_kind_of_file_is_named(source: bytes, named: str) -> None:
    with pytest.raises(OutlineUnreadable) as refused:
        read_text(source)
    assert refused.value.reason == f"This is {named}; the outline must be plain text."


def test_a_nul_is_refused_with_its_line() -> None:
    with pytest.raises(OutlineUnreadable) as refused:
        read_text("Seed swap\n\n9:00\0Opening" + " and so on" * 100)
    assert refused.value.line == 3


def test_a_text_full_of_control_characters_is_refused() -> None:
    with pytest.raises(OutlineUnreadable) as refused:
        read_text(b"Seed\x01\x02\x03 swap")
    assert refused.value.line == 1


def test_one_stray_control_character_becomes_a_space() -> None:
    assert read_text("Seed\x01swap" + "." * 200) == "Seed swap" + "." * 200


def test_damaged_utf8_is_refused_with_its_line_rather_than_read_wrong() -> None:
    source = "Šešok žáček\nGenève\n".encode() + b"\xc3(\n"
    with pytest.raises(OutlineUnreadable) as refused:
        read_text(source)
    assert refused.value == OutlineUnreadable("The text is damaged: its UTF-8 breaks off here.", 3)


def test_bytes_of_no_known_encoding_are_refused() -> None:
    with pytest.raises(OutlineUnreadable) as refused:
        read_text(b"seed\n\x81\x8d")
    assert refused.value.line == 2


def test_an_odd_byte_at_the_end_of_utf16_is_refused() -> None:
    with pytest.raises(OutlineUnreadable):
        read_text(CAFE.encode("utf-16") + b"x")


def test_lone_surrogates_are_dropped() -> None:
    assert read_text("seed \ud800swap") == "seed swap"
