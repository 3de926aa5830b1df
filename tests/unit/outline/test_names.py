import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.outline.names import is_name, strip_honorifics


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr Karl LIND", "Karl LIND"),
        ("A/ Prof. Ana Roe", "Ana Roe"),
        ("Prof. Dr. Ana Roe, PhD", "Ana Roe"),
        ("M. Lambertin", "Lambertin"),
        ("H.E. Ana Roe (tbc)", "Ana Roe"),
        ("Dott.ssa Anna Lind", "Anna Lind"),
        ("prof. dr hab. Jan Lind", "Jan Lind"),
        ("Öğr. Üyesi Ali Lind", "Ali Lind"),
        ("г-н Иван Линд", "Иван Линд"),
        ('ד"ר דן לינד', "דן לינד"),
        ("Ana Roe MEP", "Ana Roe"),
        ("Lord LIND", "Lord LIND"),
        ("Maroš Lind (à confirmer)", "Maroš Lind"),
    ],
)
def test_titles_and_marks_around_a_name_go(text: str, name: str) -> None:
    assert strip_honorifics(text) == name


@pytest.mark.parametrize(
    "text",
    ["Ana Roe", "Ana van der Lind", "J. K. Roe", "Karl LIND-ROE", "M. Lambertin", "Иван Линд"],
)
def test_words_with_capitals_may_be_a_name(text: str) -> None:
    assert is_name(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "Coffee Break", "Main Stage", "Guild Bank", "Digital State", "Estonia", "Open discussion",
        "All", "Victor", "a gardener", "Session 3", "",
    ],
)  # fmt: skip
def test_words_of_a_programme_are_no_names(text: str) -> None:
    assert is_name(text) is False


@given(st.text(max_size=100))
def test_any_text_can_be_asked_about(text: str) -> None:
    assert len(strip_honorifics(text)) <= len(text)
