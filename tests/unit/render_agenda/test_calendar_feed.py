from datetime import timedelta
from typing import Any

import pytest

from shared.domain.session import Status
from shared.render.agenda.calendar_feed import render_feed
from shared.render.agenda.document import AgendaDocument, agenda_document
from shared.render.agenda.marks import Mark
from tests.builders import NOW, a_release, a_session, an_event, some_sessions
from tests.unit.calendar.reading import check_feed, entries_of, lines_of

URL = "https://meeting.example.org"


def a_document(**changes: Any) -> AgendaDocument:
    return agenda_document(an_event(**changes), a_release(), 3, URL)


def a_feed(document: AgendaDocument, locale: str = "en") -> bytes:
    marks = {one["id"]: Mark(2, NOW - timedelta(days=1)) for one in document["sessions"]}
    marks["coffee"] = Mark(3, NOW)
    raw = render_feed(document, marks, NOW, locale)
    check_feed(raw)
    return raw


def test_every_session_is_an_entry_and_breaks_too() -> None:
    raw = a_feed(a_document())
    assert [str(one["UID"]) for one in entries_of(raw)] == [
        "opening@river-basins.secretariat",
        "water-sharing@river-basins.secretariat",
        "coffee@river-basins.secretariat",
        "closing@river-basins.secretariat",
    ]
    assert [(one.start, one.end) for one in entries_of(raw)] == [
        (session.start, session.end) for session in some_sessions()
    ]


def test_every_entry_has_its_own_sequence_and_stamps_and_the_calendar_the_latest() -> None:
    raw = a_feed(a_document())
    sequences = [f"SEQUENCE:{n}" for n in (2, 2, 3, 2)]
    days = [f"2027{day}T090000Z" for day in ("0228", "0228", "0301", "0228")]
    assert lines_of(raw, "SEQUENCE") == sequences
    assert lines_of(raw, "DTSTAMP") == [f"DTSTAMP:{day}" for day in days]
    assert lines_of(raw, "LAST-MODIFIED") == [
        f"LAST-MODIFIED:{day}" for day in ("20270301T090000Z", *days)
    ]


def test_roles_are_told_in_the_language_of_the_feed() -> None:
    (line,) = lines_of(a_feed(a_document(), "de"), "DESCRIPTION")[1:]
    assert line.startswith("DESCRIPTION:Adaeze Okafor (Lake Authority of Sorrel)\\, Moderation")


def test_the_place_names_the_room_once() -> None:
    assert lines_of(a_feed(a_document()), "LOCATION")[1:3] == [
        "LOCATION:Blue Hall\\, House of Rivers\\, Tbilisi\\, Georgia",
        "LOCATION:Foyer\\, Blue Hall\\, House of Rivers\\, Tbilisi\\, Georgia",
    ]


def test_an_entry_tells_who_speaks_and_of_what() -> None:
    assert lines_of(a_feed(a_document()), "DESCRIPTION")[1] == (
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
    assert lines_of(a_feed(document), "STATUS") == [line]
