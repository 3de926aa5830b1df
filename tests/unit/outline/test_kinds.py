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
        ("Accueil des participants", Kind.REGISTRATION),
        ("Регистрация участников", Kind.REGISTRATION),
        ("Kayıt", Kind.REGISTRATION),
        ("Registration of trademarks", Kind.SESSION),
        ("Acto de apertura", Kind.OPENING),
        ("Otwarcie konferencji", Kind.OPENING),
        ("Açılış", Kind.OPENING),
        ("Begrüßung", Kind.OPENING),
        ("Einführung in das Thema", Kind.SESSION),
        ("Closing the gap", Kind.SESSION),
        ("Zatvaranje skupa", Kind.CLOSING),
        ("Kapanış", Kind.CLOSING),
        ("Fin de la journée", Kind.CLOSING),
        ("Kahve Arası", Kind.BREAK),
        ("Öğle Yemeği", Kind.BREAK),
        ("Przerwa kawowa", Kind.BREAK),
        ("Кофе-брейк", Kind.BREAK),
        ("Διάλειμμα", Kind.BREAK),
        ("הפסקת קפה", Kind.BREAK),
        ("الغداء", Kind.BREAK),
        ("Kávészünet", Kind.BREAK),
        ("Lunch talk", Kind.SESSION),
        ("Break-out sessions", Kind.SESSION),
        ("Literary Coffee House", Kind.SESSION),
        ("Cena", Kind.OTHER),
        ("Akşam Yemeği", Kind.OTHER),
        ("Arrival in Oslo", Kind.OTHER),
        ("Transfer of technology", Kind.SESSION),
        ("", Kind.SESSION),
        (None, Kind.SESSION),
    ],
)
def test_the_first_words_of_a_title_tell_the_kind(title: str | None, kind: Kind) -> None:
    assert kind_of(title) is kind


def test_an_introduction_opens_only_where_it_comes_first() -> None:
    assert (kind_of("Introduction"), kind_of("Introduction", first=False)) == (
        Kind.OPENING,
        Kind.SESSION,
    )
