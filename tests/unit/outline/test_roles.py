import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.session import Role
from shared.outline.roles import read_role, role_of


@pytest.mark.parametrize(
    ("text", "role", "rest"),
    [
        ("Moderator: Ana Lind", Role.MODERATOR, "Ana Lind"),
        ("**Moderator:** Ana Lind", Role.MODERATOR, "Ana Lind"),
        ("Moderated by Ana Lind", Role.MODERATOR, "Ana Lind"),
        ("Moderiert von Ana Lind", Role.MODERATOR, "Ana Lind"),
        ("Animé par Ana Lind", Role.MODERATOR, "Ana Lind"),
        ("prowadzenie: Ana Lind", Role.MODERATOR, "Ana Lind"),
        ("Модератор: Ана Линд", Role.MODERATOR, "Ана Линд"),
        ("Session chair: Ana Lind", Role.CHAIR, "Ana Lind"),
        ("Oturum Başkanları: Ana Lind", Role.CHAIR, "Ana Lind"),
        ('יו"ר: דן', Role.CHAIR, "דן"),
        ("Discussants: Ana Lind", Role.PANELLIST, "Ana Lind"),
        ("Followed by a panel discussion between:", Role.PANELLIST, ""),
        ("Speaker 3: Ana Lind", Role.SPEAKER, "Ana Lind"),
        ("Referent*innen: Ana Lind", Role.SPEAKER, "Ana Lind"),
        ("Intervenants : Ana Lind", Role.SPEAKER, "Ana Lind"),
        ("Спикеры:", Role.SPEAKER, ""),
        ("مدير الجلسة: علي", Role.MODERATOR, "علي"),
    ],
)
def test_a_label_gives_the_role_of_what_follows(text: str, role: Role, rest: str) -> None:
    label = read_role(text)
    assert label is not None
    assert (label.role, label.rest, label.alone) == (role, rest, not rest)


@pytest.mark.parametrize(
    "text", ["Panel discussion", "Speaker of the Parliament", "Expert advice on oats", "", ":"]
)
def test_other_words_are_no_labels(text: str) -> None:
    assert read_role(text) is None


def test_a_role_alone_is_known_and_a_post_is_not_one() -> None:
    assert (role_of("Chair"), role_of("Chairman, LSK")) == (Role.CHAIR, None)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    label = read_role(text)
    assert label is None or label.alone == (not label.rest)
