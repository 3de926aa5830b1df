from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from shared.domain.place import Contact, Location
from shared.domain.session import Session, Status
from shared.render.agenda.document import agenda_document
from shared.render.agenda.structured_data import embed_json, structured_data
from tests.builders import a_release, a_session, an_event, some_sessions

URL = "https://meeting.example.org"
PAGE = f"{URL}/agenda/river-basins/agenda.html"


def said(
    background: str | None = None, sessions: tuple[Session, ...] | None = None, **changes: Any
) -> dict[str, Any]:
    release = a_release(sessions=some_sessions() if sessions is None else sessions)
    return structured_data(
        agenda_document(an_event(**changes), release, 1, URL), "en", background, URL
    )


def test_an_event_says_what_when_where_and_who() -> None:
    whole = said("Two rivers meet.\r\nSo do we.")
    assert {name: value for name, value in whole.items() if name != "subEvent"} == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Workshop on shared river basins",
        "url": PAGE,
        "inLanguage": "en",
        "startDate": "2027-03-15T09:00:00+04:00",
        "endDate": "2027-03-15T17:30:00+04:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "House of Rivers",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Tbilisi",
                "addressCountry": "Georgia",
            },
        },
        "organizer": {"@type": "Organization", "name": "House of Rivers"},
        "description": "Two rivers meet.\nSo do we.",
    }


def test_a_session_says_who_performs_and_in_which_room() -> None:
    assert said()["subEvent"][1] == {
        "@type": "Event",
        "name": "Sharing water across borders",
        "url": f"{PAGE}#water-sharing",
        "inLanguage": "en",
        "startDate": "2027-03-15T09:30:00+04:00",
        "endDate": "2027-03-15T11:00:00+04:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Blue Hall",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Tbilisi",
                "addressCountry": "Georgia",
            },
        },
        "performer": [
            {
                "@type": "Person",
                "name": "Adaeze Okafor",
                "affiliation": {"@type": "Organization", "name": "Lake Authority of Sorrel"},
            },
            {"@type": "Organization", "name": "Marsh Union"},
        ],
    }


def test_without_sessions_the_dates_of_the_event_stand() -> None:
    whole = said(sessions=(), dates=(date(2027, 3, 15), date(2027, 3, 16)))
    assert (whole["startDate"], whole["endDate"]) == ("2027-03-15", "2027-03-16")
    assert "subEvent" not in whole


def test_a_date_outside_the_sessions_counts() -> None:
    whole = said(dates=(date(2027, 3, 14), date(2027, 3, 15), date(2027, 3, 17)))
    assert (whole["startDate"], whole["endDate"]) == ("2027-03-14", "2027-03-17")


def test_an_end_that_is_unknown_or_not_after_the_start_is_left_out() -> None:
    backwards = a_session(id="backwards", end=a_session().start)
    whole = said(sessions=(a_session(end=None), backwards))
    assert [one.get("endDate") for one in whole["subEvent"]] == [None, None]
    assert whole["endDate"] == "2027-03-15T09:00:00+04:00"


@pytest.mark.parametrize(
    ("of_event", "of_session", "expected"),
    [
        (Status.SCHEDULED, Status.POSTPONED, ["EventScheduled", "EventPostponed"]),
        (Status.POSTPONED, Status.SCHEDULED, ["EventPostponed", "EventPostponed"]),
        (Status.CANCELLED, Status.POSTPONED, ["EventCancelled", "EventCancelled"]),
    ],
)
def test_a_session_stands_no_firmer_than_its_event(
    of_event: Status, of_session: Status, expected: list[str]
) -> None:
    whole = said(sessions=(a_session(status=of_session),), status=of_event)
    states = [whole["eventStatus"], whole["subEvent"][0]["eventStatus"]]
    assert states == [f"https://schema.org/{state}" for state in expected]


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        (Location(), None),
        (
            Location("By the old mill"),
            {"@type": "Place", "name": "By the old mill", "address": "By the old mill"},
        ),
        (
            Location(city="Tbilisi"),
            {
                "@type": "Place",
                "name": "Tbilisi",
                "address": {"@type": "PostalAddress", "addressLocality": "Tbilisi"},
            },
        ),
    ],
)
def test_a_place_is_as_exact_as_it_is_known(
    location: Location, expected: dict[str, Any] | None
) -> None:
    assert said(location=location).get("location") == expected


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (Contact("Nino Abashidze"), {"@type": "Person", "name": "Nino Abashidze"}),
        (Contact(email="desk@example.org", phone="+1 555 0100"), None),
    ],
)
def test_the_organiser_is_named_and_not_reachable(
    contact: Contact, expected: dict[str, Any] | None
) -> None:
    assert said(contact=contact, contact_phone=True).get("organizer") == expected


def test_titles_of_nothing_visible_are_replaced() -> None:
    whole = said(sessions=(replace(a_session(), title="\x07"),), title="\ufffe")
    assert (whole["name"], whole["subEvent"][0]["name"]) == ("river-basins", "Opening")


@pytest.mark.parametrize(
    ("text", "embedded"),
    [
        ("</script><!--", '"\\u003c/script\\u003e\\u003c!--"'),
        ("R&D", '"R\\u0026D"'),
        ("a\u2028b\u2029", '"a\\u2028b\\u2029"'),
        ("half \ud83d", '"half \\ud83d"'),
        ('Зала 😀 "\\', '"Зала 😀 \\"\\\\"'),
    ],
)
def test_hostile_text_cannot_leave_its_script_block(text: str, embedded: str) -> None:
    assert embed_json(text) == embedded


def test_a_number_that_json_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        embed_json(float("nan"))
