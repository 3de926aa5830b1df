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


OLD_TEXTS = [
    ("windows-1250", "9:00 Zahájení – přednáška o životním prostředí"),
    ("windows-1250", "9:00 Otwarcie sesji, powitanie gości i śniadanie"),
    ("windows-1250", "9:00 Otvaranje, riječ domaćina i čaša šampanjca, hrvatski običaji"),
    ("windows-1251", "9:00 Открытие заседания и приветственное слово"),
    ("windows-1251", "9:00 Отварање скупа и реч домаћина у Љубљани"),
    ("koi8-r", "9:00 Открытие заседания и приветственное слово"),
    ("windows-1252", "9:00 Séance d’ouverture à la salle des fêtes – café"),
    ("windows-1252", "9:00 Eröffnung und Begrüßung für alle Gäste"),
    ("windows-1253", "9:00 Έναρξη της συνεδρίας και χαιρετισμός"),
    ("windows-1254", "9:00 Açılış ve hoş geldiniz konuşması, çay için öğle arası"),
    ("windows-1255", "9:00 פתיחה וברכות של יושב הראש"),
    ("windows-1256", "9:00 افتتاح الجلسة وكلمة الترحيب في القاعة"),
    ("iso8859-2", "9:00 Zahájení – přednáška o životě".replace("–", "-")),
    ("iso8859-5", "9:00 Открытие заседания и приветственное слово"),
    ("utf-16-le", "9:00 Открытие заседания и приветственное слово\n10:00 Кофе"),
    ("utf-16-be", "9:00 Opening of the meeting\n10:00 Coffee"),
    ("utf-32", "9:00 Öffnung"),
]


@pytest.mark.parametrize(("encoding", "text"), OLD_TEXTS)
def test_an_old_encoding_is_known_by_the_letters_of_its_language(encoding: str, text: str) -> None:
    assert read_text(text.encode(encoding)) == text


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
