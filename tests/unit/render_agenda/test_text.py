import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from shared.domain.session import Role, Status
from shared.render.agenda.columns import columns_of
from shared.render.agenda.dates import day_heading
from shared.render.agenda.document import AgendaDocument, agenda_document
from shared.render.agenda.text import render_text
from shared.render.agenda.words import LANGUAGES, words_for
from tests.builders import a_release, a_session, a_speaker, an_event, some_sessions

EN_DASH = "\N{EN DASH}"
URL = "https://meeting.example.org"


def test_the_agenda_reads_as_plain_text() -> None:
    document = agenda_document(an_event(), a_release(), 1, URL)
    assert render_text(document, "en").decode().replace(EN_DASH, "-").splitlines() == [
        "Workshop on shared river basins",
        "===============================",
        "Rivers without Borders, 7.3.1",
        "15 March 2027",
        "Blue Hall, House of Rivers, Tbilisi, Georgia",
        "All times are local (Asia/Tbilisi).",
        "",
        "Monday, 15 March 2027",
        "---------------------",
        "09:00-09:30  Opening of the workshop",
        "             Blue Hall",
        "             - Kaarin Ilves (Lake Authority of Sorrel)",
        "09:30-11:00  Sharing water across borders",
        "             Blue Hall",
        "             - Adaeze Okafor (Lake Authority of Sorrel), moderator",
        "             - Marsh Union",
        "             * Two rivers, one table",
        "             * Questions",
        "11:00-11:30  Coffee",
        "             Foyer",
        "17:00-17:30  Closing",
        "             Blue Hall",
        "",
        "Contact",
        "-------",
        "Nino Abashidze, Workshop secretary, House of Rivers",
        "secretary@example.org",
        "",
        "Release 1, published 2027-03-01.",
    ]


def test_the_agenda_reads_as_plain_text_in_another_language() -> None:
    speaker = a_speaker(role=Role.CHAIR)
    session = a_session(status=Status.CANCELLED, track="Droit", speakers=(speaker,))
    document = agenda_document(an_event(), a_release(sessions=(session,)), 1, URL)
    assert render_text(document, "fr-CH").decode().replace(EN_DASH, "-").splitlines()[5:] == [
        "Toutes les heures sont locales (Asia/Tbilisi).",
        "",
        "Lundi 15 mars 2027",
        "------------------",
        "09:00-09:30  ANNULÉ : Opening of the workshop",
        "             Blue Hall, Droit",
        "             - Kaarin Ilves (Lake Authority of Sorrel), présidence",
        "",
        "Contact",
        "-------",
        "Nino Abashidze, Workshop secretary, House of Rivers",
        "secretary@example.org",
        "",
        "Version 1, publiée le 2027-03-01.",
    ]


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize(
    "word",
    [
        "国境を越える川の水の分け合い",
        "Wasserverteilung",
        "مياه",
        "מים",
        "नदियों",
        "หนังสือเดินทาง",
        "수자원",
    ],
)
def test_no_line_is_wider_than_72_columns(locale: str, word: str) -> None:
    session = a_session(
        title=word * 20,
        description=f"{word} " * 60,
        status=Status.POSTPONED,
        room=f"{word} {word}" * 9,
        items=(word * 11,),
    )
    event = an_event(title=word * 12, status=Status.CANCELLED)
    document = agenda_document(event, a_release(sessions=(session,)), 1, URL)
    narrowed: AgendaDocument = {**document, "complete": False}
    lines = render_text(narrowed, locale).decode().splitlines()
    assert [line for line in lines if columns_of(line) > 72] == []


@pytest.mark.parametrize("locale", ["ar", "he"])
def test_right_to_left_text_is_in_logical_order_without_control_characters(locale: str) -> None:
    document = agenda_document(an_event(), a_release(), 1, URL)
    text = render_text(document, locale).decode()
    assert [one for one in text if unicodedata.category(one) == "Cf"] == []
    assert f"\n{day_heading('2027-03-15', words_for(locale))}\n" in text
    assert "\n09:00–09:30  Opening of the workshop\n" in text


def test_what_does_not_take_place_says_so() -> None:
    sessions = (a_session(status=Status.CANCELLED),)
    document = agenda_document(
        an_event(status=Status.POSTPONED), a_release(sessions=sessions), 1, URL
    )
    text = render_text(document, "en").decode()
    assert "*** This meeting is postponed. ***\n" in text
    assert "CANCELLED: Opening of the workshop\n" in text


def test_a_selection_says_that_it_is_one() -> None:
    document = agenda_document(an_event(), a_release(), 1, URL)
    narrowed = render_text({**document, "complete": False, "sessions": []}, "en").decode()
    assert "This is a selection; the whole agenda has more.\n" in narrowed
    assert "No sessions.\n" in narrowed


def test_each_day_has_its_heading() -> None:
    second = replace(
        some_sessions()[0], id="b", start=datetime(2027, 3, 16, 5, tzinfo=UTC), end=None
    )
    document = agenda_document(an_event(), a_release(sessions=(a_session(), second)), 1, URL)
    text = render_text(document, "en").decode()
    assert text.index("Monday, 15 March 2027") < text.index("Tuesday, 16 March 2027")
    assert "\n09:00        Opening of the workshop\n" in text
