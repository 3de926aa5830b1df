from typing import Any

import pytest

from shared.domain.session import Status
from shared.render.agenda.calendar_feed import render_feed
from shared.render.agenda.document import AgendaDocument, agenda_document
from tests.builders import NOW, a_release, a_session, an_event, some_sessions
from tests.unit.calendar.reading import entries_of, lines_of

URL = "https://meeting.example.org"


def a_document(**changes: Any) -> AgendaDocument:
    return agenda_document(an_event(**changes), a_release(), 3, URL)


def test_every_session_is_an_entry_and_breaks_too() -> None:
    raw = render_feed(a_document(), NOW)
    assert [str(one["UID"]) for one in entries_of(raw)] == [
        "opening@river-basins.secretariat",
        "water-sharing@river-basins.secretariat",
        "coffee@river-basins.secretariat",
        "closing@river-basins.secretariat",
    ]
    assert [(one.start, one.end) for one in entries_of(raw)] == [
        (session.start, session.end) for session in some_sessions()
    ]


def test_the_sequence_is_the_revision() -> None:
    assert set(lines_of(render_feed(a_document(), NOW), "SEQUENCE")) == {"SEQUENCE:3"}


def test_the_place_names_the_room_once() -> None:
    assert lines_of(render_feed(a_document(), NOW), "LOCATION")[1:3] == [
        "LOCATION:Blue Hall\\, House of Rivers\\, Tbilisi\\, Georgia",
        "LOCATION:Foyer\\, Blue Hall\\, House of Rivers\\, Tbilisi\\, Georgia",
    ]


def test_an_entry_tells_who_speaks_and_of_what() -> None:
    assert lines_of(render_feed(a_document(), NOW), "DESCRIPTION")[1] == (
        "DESCRIPTION:Adaeze Okafor (Lake Authority of Sorrel)\\, moderator\\nMarsh Union"
        "\\nTwo rivers\\, one table\\nQuestions"
    )


@pytest.mark.parametrize(
    ("of_event", "of_session", "line"),
    [
        (Status.SCHEDULED, Status.SCHEDULED, "STATUS:CONFIRMED"),
        (Status.SCHEDULED, Status.CANCELLED, "STATUS:CANCELLED"),
        (Status.POSTPONED, Status.SCHEDULED, "STATUS:TENTATIVE"),
        (Status.CANCELLED, Status.POSTPONED, "STATUS:CANCELLED"),
    ],
)
def test_a_session_stands_no_firmer_than_its_event(
    of_event: Status, of_session: Status, line: str
) -> None:
    release = a_release(sessions=(a_session(status=of_session),))
    document = agenda_document(an_event(status=of_event), release, 1, URL)
    assert lines_of(render_feed(document, NOW), "STATUS") == [line]
