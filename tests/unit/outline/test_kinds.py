import pytest

from shared.domain.session import Kind
from shared.outline.kinds import kind_of


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Registration", Kind.REGISTRATION),
        ("Welcome & Registration", Kind.REGISTRATION),
        ("Arrival of participants", Kind.REGISTRATION),
        ("Opening and agenda of the day", Kind.OPENING),
        ("Welcome: a word from the mayor", Kind.OPENING),
        ("Coffee break", Kind.BREAK),
        ("Networking lunch", Kind.BREAK),
        ("Welcome coffee", Kind.BREAK),
        ("Conclusions: what now", Kind.CLOSING),
        ("Wrap-up and closing remarks", Kind.CLOSING),
        ("Dinner at the mill", Kind.OTHER),
        ("Welcome reception", Kind.OTHER),
        ("Session 1: Opening the archives", Kind.SESSION),
        ("Opening keynote: the next garden", Kind.SESSION),
        ("Panel on lunch in schools", Kind.SESSION),
        ("Sowing - opening new ground", Kind.SESSION),
        ("", Kind.SESSION),
        (None, Kind.SESSION),
    ],
)
def test_the_first_words_of_a_title_tell_the_kind(title: str | None, kind: Kind) -> None:
    assert kind_of(title) is kind
