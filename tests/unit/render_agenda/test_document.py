from dataclasses import replace
from datetime import UTC, date, datetime

from shared.render.agenda.document import agenda_document, number_days
from tests.builders import a_release, a_session, a_speaker, an_event, some_sessions

URL = "https://meeting.example.org"


def test_the_document_has_the_fields_of_the_contract_in_their_order() -> None:
    release = a_release(sessions=(a_session(track="Law", description="Welcome."),))
    assert agenda_document(an_event(), release, 5, URL) == {
        "event": {
            "id": "river-basins",
            "title": "Workshop on shared river basins",
            "project": "Rivers without Borders",
            "reference": "7.3.1",
            "timezone": "Asia/Tbilisi",
            "dates": ["2027-03-15"],
            "location": {
                "text": "Blue Hall, House of Rivers, Tbilisi",
                "venue": "House of Rivers",
                "room": "Blue Hall",
                "city": "Tbilisi",
                "country": "Georgia",
            },
            "contact": {
                "name": "Nino Abashidze",
                "post": "Workshop secretary",
                "organisation": "House of Rivers",
                "email": "secretary@example.org",
                "phone": None,
            },
            "status": "scheduled",
        },
        "release": 1,
        "revision": 5,
        "complete": True,
        "published_at": "2027-03-01T09:00:00+00:00",
        "sessions": [
            {
                "id": "opening",
                "title": "Opening of the workshop",
                "kind": "opening",
                "day": 1,
                "date": "2027-03-15",
                "start": "2027-03-15T09:00:00+04:00",
                "end": "2027-03-15T09:30:00+04:00",
                "room": "Blue Hall",
                "track": "Law",
                "status": "scheduled",
                "description": "Welcome.",
                "speakers": [
                    {
                        "id": "sp-ilves",
                        "name": "Kaarin Ilves",
                        "affiliation": "Lake Authority of Sorrel",
                        "role": "speaker",
                        "organisation": False,
                    }
                ],
                "items": [],
                "url": "https://meeting.example.org/agenda/river-basins/agenda.html#opening",
            }
        ],
        "removed": [],
    }
    assert list(agenda_document(an_event(), release, 5, URL)) == [
        "event", "release", "revision", "complete", "published_at", "sessions", "removed",
    ]  # fmt: skip


def test_the_contact_has_a_telephone_only_when_the_organiser_says_so() -> None:
    document = agenda_document(an_event(contact_phone=True), a_release(), 1, URL)
    assert document["event"]["contact"]["phone"] == "+995 32 555 01 00"


def test_sessions_stand_in_order_of_start_the_longer_first() -> None:
    start = datetime(2027, 3, 15, 6, tzinfo=UTC)
    short = a_session(id="short", start=start, end=datetime(2027, 3, 15, 7, tzinfo=UTC))
    long = replace(short, id="long", end=datetime(2027, 3, 15, 9, tzinfo=UTC))
    document = agenda_document(an_event(), a_release(sessions=(short, long, a_session())), 1, URL)
    assert [one["id"] for one in document["sessions"]] == ["opening", "long", "short"]


def test_a_session_without_an_end_has_null() -> None:
    document = agenda_document(an_event(), a_release(sessions=(a_session(end=None),)), 1, URL)
    assert document["sessions"][0]["end"] is None


def test_an_institution_that_speaks_says_so() -> None:
    session = a_session(speakers=(a_speaker(organisation=True, affiliation=None),))
    document = agenda_document(an_event(), a_release(sessions=(session,)), 1, URL)
    assert document["sessions"][0]["speakers"][0]["organisation"] is True


def test_days_are_counted_by_the_dates_of_the_event() -> None:
    event = an_event(dates=(date(2027, 3, 14), date(2027, 3, 15)))
    assert number_days(event, some_sessions()) == {date(2027, 3, 14): 1, date(2027, 3, 15): 2}


def test_a_session_on_another_date_is_a_day_too() -> None:
    assert number_days(an_event(dates=(date(2027, 3, 16),)), some_sessions()) == {
        date(2027, 3, 15): 1,
        date(2027, 3, 16): 2,
    }


def test_the_day_is_the_one_of_the_event_s_zone() -> None:
    late = a_session(start=datetime(2027, 3, 14, 21, tzinfo=UTC), end=None)
    document = agenda_document(an_event(), a_release(sessions=(late,)), 1, URL)
    assert document["sessions"][0]["date"] == "2027-03-15"
    assert document["sessions"][0]["start"] == "2027-03-15T01:00:00+04:00"
