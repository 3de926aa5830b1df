import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.calendar.content_line import visible
from shared.render.agenda.columns import columns_of, rule, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("会議", 4), ("e\u0301", 1), ("ｗ", 2), ("a\u200db", 2)],
)
def test_wide_scripts_take_two_columns_and_marks_none(text: str, columns: int) -> None:
    assert columns_of(text) == columns


def test_lines_break_between_words_and_keep_their_margin() -> None:
    assert list(wrap("one two three four", 12, "- ", "  ")) == ["- one two", "  three four"]


def test_a_word_too_long_for_a_line_is_broken() -> None:
    assert list(wrap("abcdefghij", 6, "", "  ")) == ["abcd", "  efgh", "  ij"]


def test_a_script_without_spaces_is_broken_by_its_columns() -> None:
    assert list(wrap("国境を越える川", 8)) == ["国境を越", "える川"]


def test_a_letter_keeps_its_marks_when_its_word_is_broken() -> None:
    assert list(wrap("e\u0301" * 5, 4)) == ["e\u0301" * 4, "e\u0301"]
    assert list(wrap("တိုင်းရင်းသားလူမျိုးများ", 6)) == ["တိုင်းရင်း", "သားလူ", "မျိုး", "များ"]


@given(st.text(), st.integers(8, 72))
def test_no_line_is_wider_than_it_may_be_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = list(wrap(text, width))
    assert [line for line in lines if columns_of(line) > width] == []
    assert "".join("".join(lines).split()) == "".join(visible(text).split())


def test_nothing_gives_no_line() -> None:
    assert list(wrap(" \n", 10, "- ")) == []


def test_a_rule_is_as_long_as_its_heading() -> None:
    assert (rule("会議", "=", 72), rule("x" * 90, "-", 72)) == ("====", "-" * 72)
