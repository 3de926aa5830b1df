import unicodedata
from collections.abc import Mapping

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shared.domain.errors import Invalid
from shared.render.agenda.document import AgendaDocument, agenda_document
from shared.render.agenda.select import Selection, read_selection, select
from tests.builders import a_release, a_session, a_speaker, an_event

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
        {"q": "\u0301"},
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


WRITING = (
    "abcdefghijklmnopqrstuvwxyzABCÅßÉØŁĐığİœŋαβγάώςΣабвёйїЂЖאבגםיוابتأآةىئकखगिीु川会議ガか한국어 -’"
)
"""Letters, whole as they stand, of many scripts."""


def both_compositions(text: str) -> list[str]:
    return [unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)]


def finds(q: str, title: str) -> bool:
    """Whether a search finds a session by its title alone."""
    sessions = (a_session(title=title, speakers=()),)
    document = agenda_document(an_event(), a_release(sessions=sessions), 1, URL)
    return ids_of(select(document, read_selection({"q": q}))) == ["opening"]


@pytest.mark.parametrize(
    ("q", "title"),
    [
        ("ozer", "Water after Özer"),
        ("ÖZER", "Water after Ozer"),
        ("lodz", "Łódź, a river below a city"),
        ("istanbul", "İSTANBUL"),
        ("οδυσσεύς", "ὉΔΥΣΣΕΥΣ"),
        ("елка", "Ёлка"),
        ("שלום", "שָׁלוֹם"),
        ("احمد", "أَحْمَد"),
        ("full", "Ｆｕｌｌ"),
        ("ｆｕｌｌ", "full"),
        ("strasse", "An der Straße"),
        ("한국", "한국어"),
        ("नदी", "नदी का पानी"),
    ],
)
def test_a_search_finds_what_a_plain_keyboard_can_type(q: str, title: str) -> None:
    assert finds(q, title)


@pytest.mark.parametrize(
    ("q", "title"), [("नद", "नींद"), ("कि", "की"), ("하", "한국어"), ("か", "が")]
)
def test_signs_that_make_another_syllable_count(q: str, title: str) -> None:
    assert not finds(q, title)


def test_a_phrase_is_looked_for_in_one_place_as_a_whole() -> None:
    speaker = a_speaker(name="Kaarin Ilves", affiliation="Marsh Union", organisation=False)
    sessions = (a_session(title="Two rivers", speakers=(speaker,)),)
    document = agenda_document(an_event(), a_release(sessions=sessions), 1, URL)
    asked = ["wo riv", "two table", "rivers kaarin", "rivers\0Kaarin", "ilves marsh", "rsh un"]
    found = [ids_of(select(document, read_selection({"q": q}))) == ["opening"] for q in asked]
    assert found == [True, False, False, False, False, True]


def test_rooms_are_named_with_their_marks() -> None:
    sessions = (a_session(room="Salle Été"),)
    document = agenda_document(an_event(), a_release(sessions=sessions), 1, URL)
    assert ids_of(select(document, read_selection({"room": "SALLE ÉTÉ"}))) == ["opening"]
    assert ids_of(select(document, read_selection({"room": "salle ete"}))) == []


@given(st.text(WRITING), st.text(WRITING, min_size=1), st.text(WRITING))
def test_a_session_whose_title_contains_the_phrase_is_found(
    before: str, q: str, after: str
) -> None:
    assume(q.strip())
    assert finds(q, f"{before}{q}{after}")


@given(st.text(WRITING, min_size=1), st.data())
def test_both_compositions_find_the_same(title: str, data: st.DataObject) -> None:
    assume(title.strip())
    spelled, asked = data.draw(st.permutations(both_compositions(title)))
    assert finds(asked, spelled)


@given(st.text(WRITING, min_size=1), st.data())
def test_an_accent_on_a_latin_letter_hides_no_title(title: str, data: st.DataObject) -> None:
    latin = [at for at, one in enumerate(title) if "LATIN" in unicodedata.name(one)]
    assume(latin)
    at = data.draw(st.sampled_from(latin)) + 1
    assert finds(title, f"{title[:at]}\u0301{title[at:]}")
