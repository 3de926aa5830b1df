import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.text import search_key, without_bidi

LATIN = "".join(
    chr(code)
    for code in range(0x250)
    if unicodedata.name(chr(code), "").startswith("LATIN") and chr(code).isalpha()
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", ""),
        ("  Blue \t Hall ", "blue hall"),
        ("ÖL", "ol"),
        ("Łódź", "lodz"),
        ("Đorđe Ćirić", "dorde ciric"),
        ("Ærø, Þór, Œuvre", "aero, thor, oeuvre"),
        ("İstanbul, IĞDIR, ığdır", "istanbul, igdir, igdir"),
        ("Straße", "strasse"),
        ("ŋ ħ ð ŧ ə", "n h d t e"),
        ("Ὀδυσσεύς", "οδυσσευσ"),
        ("ΟΔΥΣΣΕΎΣ", "οδυσσευσ"),
        ("τῇ", "τη"),
        ("Ёлка Йод", "елка иод"),
        ("їжа", "іжа"),
        ("שָׁלוֹם", "שלום"),
        ("הערב־רב", "הערב-רב"),
        ("أَحْمَد", "احمد"),
        ("آمنة ٱلعربيّة", "امنه العربيه"),
        ("مـحـمّد", "محمد"),
        ("ی ک ى", "ي ك ي"),
        ("हिन्दी", "हिन्दी"),
        ("বাংলা", "বাংলা"),
        ("ไทย น้ำ", "ไทย น้\u0e4dา"),
        ("한국어", "한국어"),
        ("ﾊﾝｶﾞ がか", "ハンガ がか"),
        ("Ｆｕｌｌ ﬁsh", "full fish"),
        ("O’Neill – “river”", 'o\'neill - "river"'),
        ("co\u00adop\u200berate", "cooperate"),
        ("\u0301", ""),
    ],
)
def test_words_are_looked_for_in_a_plain_spelling(text: str, key: str) -> None:
    assert search_key(text) == key


def test_every_character_has_one_key_however_it_is_composed() -> None:
    characters = [chr(code) for code in range(sys.maxunicode) if not 0xD800 <= code < 0xE000]
    unstable = [
        one
        for one in characters
        if {search_key(search_key(one)), search_key(unicodedata.normalize("NFD", one))}
        != {search_key(one)}
    ]
    assert unstable == []


@given(st.text())
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)


@given(st.text())
def test_composed_and_decomposed_spellings_have_one_key(text: str) -> None:
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert search_key(composed) == search_key(apart)


@given(st.text(), st.sampled_from(LATIN), st.text(alphabet="\u0300\u0301\u0308\u0323\u0327"))
def test_a_mark_on_a_latin_letter_changes_nothing(before: str, letter: str, marks: str) -> None:
    assert search_key(before + letter + marks) == search_key(before + letter)


def test_nothing_turns_round_what_stands_after_it() -> None:
    assert without_bidi("Ana\u202e \u2066lifted\u2069") == "Ana lifted"
    assert without_bidi("שלום, Łódź") == "שלום, Łódź"
