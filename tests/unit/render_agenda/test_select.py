from collections.abc import Mapping

import pytest

from shared.domain.errors import Invalid
from shared.render.agenda.document import AgendaDocument, agenda_document
from shared.render.agenda.select import Selection, read_selection, select
from tests.builders import a_release, an_event

URL = "https://meeting.example.org"


def a_document() -> AgendaDocument:
    return agenda_document(an_event(), a_release(), 1, URL)


def ids_of(document: AgendaDocument) -> list[str]:
    return [one["id"] for one in document["sessions"]]


@pytest.mark.parametrize(
    ("parameters", "ids"),
    [
        ({"room": "FOYER"}, ["coffee"]),
        ({"room": "foy"}, []),
        ({"kind": "Break"}, ["coffee"]),
        ({"institution": "lake authority of sorrel"}, ["opening", "water-sharing"]),
        ({"institution": "Marsh Union"}, ["water-sharing"]),
        ({"institution": "Adaeze Okafor"}, []),
        ({"q": "okaf"}, ["water-sharing"]),
        ({"q": "SORREL"}, ["opening", "water-sharing"]),
        ({"q": "questions"}, []),
        ({"track": "law"}, []),
        ({"day": "1", "kind": "closing"}, ["closing"]),
        ({"day": "2027-03-15"}, ["opening", "water-sharing", "coffee", "closing"]),
    ],
)
def test_filters_choose_sessions(parameters: Mapping[str, str], ids: list[str]) -> None:
    chosen = select(a_document(), read_selection(parameters))
    assert ids_of(chosen) == ids
    assert chosen["complete"] is False
    assert chosen["removed"] == []


def test_without_a_filter_the_agenda_is_whole() -> None:
    assert select(a_document(), read_selection({})) == a_document()


@pytest.mark.parametrize("day", ["2", "0", "2027-03-16"])
def test_a_day_that_the_agenda_lacks_is_invalid(day: str) -> None:
    with pytest.raises(Invalid) as wrong:
        select(a_document(), read_selection({"day": day}))
    assert wrong.value.errors == [("day", "The agenda has no such day.")]


@pytest.mark.parametrize(
    "parameters",
    [
        {"day": "monday"},
        {"day": "20270315"},
        {"day": "2027-02-30"},
        {"day": "-1"},
        {"kind": "talk"},
        {"q": ""},
        {"room": " "},
    ],
)
def test_a_bad_value_is_named(parameters: Mapping[str, str]) -> None:
    with pytest.raises(Invalid) as wrong:
        read_selection(parameters)
    assert [path for path, _ in wrong.value.errors] == list(parameters)


def test_every_bad_value_is_named_at_once() -> None:
    with pytest.raises(Invalid) as wrong:
        read_selection({"kind": "talk", "day": "x"})
    assert [path for path, _ in wrong.value.errors] == ["day", "kind"]


def test_the_same_wish_has_one_spelling() -> None:
    spellings = [{"room": "Blue  Hall", "q": "ÖL"}, {"q": "öl", "room": "blue hall"}]
    assert {read_selection(one).canonical for one in spellings} == {"room=blue+hall&q=%C3%B6l"}
    assert Selection().canonical == ""
