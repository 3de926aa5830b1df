"""The schedule files of one small meeting, and what each rule makes of it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from shared.domain.event import Event
from shared.domain.place import Contact, Location
from shared.domain.session import Kind, Role, Session, Speaker, Status
from shared.render.agenda.document import agenda_document
from shared.render.agenda.schedule_json import render_schedule_json
from shared.render.agenda.schedule_xml import render_schedule_xml
from tests.builders import NOW, a_release, an_event
from tests.unit.render_agenda.schedule_rules import Read, read_json, read_xml

GOLDEN = Path(__file__).with_name("golden")
URL = "https://meeting.example.org"
NUMBERS = {"arrival": 1, "maps": 3, "boats": 4, "tea": 5, "bridge": 6, "supper": 7, "dredge": 8}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant by the clock of Lisbon in May, one hour ahead of UTC."""
    return datetime(2027, 5, day, hour - 1, minute, tzinfo=UTC)


def a_forum(**changes: Any) -> Event:
    """Two days of talk about harbours."""
    forum = an_event(
        id="harbour-forum",
        title="Harbour Forum <on silt & sand>",
        timezone="Europe/Lisbon",
        dates=(date(2027, 5, 11), date(2027, 5, 12), date(2027, 5, 13)),
        location=Location("Old Customs House, Lisbon", "Old Customs House", None, "Lisbon"),
        contact=Contact("Duarte Lobo", None, "Port Society", "desk@example.org", "+351 555 0100"),
    )
    return replace(forum, **changes)


SILVA = Speaker("sp-silva", "Inês Silva", "Institute of Tides")
COUNCIL = Speaker("sp-council", "Pilots' Council", role=Role.CHAIR, organisation=True)
SESSIONS = (
    Session("arrival", "Arrival", Kind.REGISTRATION, at(11, 8, 30)),
    Session(
        "maps", "Maps of silt", Kind.SESSION, at(11, 9), at(11, 10, 30), "Hall A", "Charts",
        description="What the sounding lines say.\nBring a pencil.", speakers=(SILVA, COUNCIL),
        items=("Soundings since 1900", "Questions"),
    ),
    Session("boats", "Small boats", Kind.SESSION, at(11, 10), at(11, 11), "Hall A"),
    Session("tea", "Tea", Kind.BREAK, at(11, 11), at(11, 11, 30), "Quay"),
    Session(
        "bridge", "The bridge ]]> or none", Kind.SESSION, at(11, 12), at(11, 13), "Hall A",
        status=Status.CANCELLED,
    ),
    Session("supper", "Supper on the ferry", Kind.OTHER, at(12, 21), at(13, 1)),
    Session(
        "dredge", "Dredging", Kind.SESSION, at(12, 9), at(12, 8), "Hall A",
        status=Status.POSTPONED,
    ),
)  # fmt: skip


def as_xml(event: Event | None = None, sessions: tuple[Session, ...] = SESSIONS) -> bytes:
    document = agenda_document(event or a_forum(), a_release(sessions=sessions), 5, URL)
    return render_schedule_xml(document, NUMBERS, "en", NOW, URL)


def as_json(event: Event | None = None, sessions: tuple[Session, ...] = SESSIONS) -> bytes:
    document = agenda_document(event or a_forum(), a_release(sessions=sessions), 5, URL)
    return render_schedule_json(document, NUMBERS, "en", NOW, URL)


def events(event: Event | None = None, sessions: tuple[Session, ...] = SESSIONS) -> dict[int, Read]:
    return {one.id: one for one in read_xml(as_xml(event, sessions))[1]}


def test_the_xml_file_is_the_kept_one() -> None:
    assert as_xml() == (GOLDEN / "schedule.xml").read_bytes()


def test_the_json_file_is_the_kept_one() -> None:
    assert json.loads(as_json()) == json.loads((GOLDEN / "schedule.json").read_bytes())


def test_the_same_agenda_gives_the_same_bytes_whenever_it_changed() -> None:
    document = agenda_document(a_forum(), a_release(sessions=SESSIONS), 5, URL)
    later = datetime(2031, 1, 1, tzinfo=UTC)
    assert render_schedule_xml(document, NUMBERS, "en", later, URL) == as_xml()
    assert render_schedule_json(document, NUMBERS, "en", later, URL) == as_json()


def test_the_version_is_release_and_revision() -> None:
    assert ET.fromstring(as_xml()).findtext("version") == "1.5"
    assert json.loads(as_json())["schedule"]["version"] == "1.5"


def test_sessions_that_overlap_in_a_room_stand_in_rooms_beside_it() -> None:
    assert {number: one.room for number, one in events().items()} == {
        1: "Old Customs House",
        3: "Hall A",
        4: "Hall A (2)",
        5: "Quay",
        6: "Hall A",
        7: "Old Customs House",
        8: "Hall A",
    }


def test_a_room_beside_another_stands_next_to_it() -> None:
    rooms = json.loads(as_json())["schedule"]["conference"]["rooms"]
    assert [one["name"] for one in rooms] == ["Old Customs House", "Hall A", "Hall A (2)", "Quay"]


def test_a_session_without_an_end_lasts_until_the_next_start_or_an_hour() -> None:
    assert events()[1].duration == "00:30"
    alone = (replace(SESSIONS[0], end=None),)
    assert events(sessions=alone)[1].duration == "01:00"


def test_a_session_that_ends_before_it_starts_lasts_until_the_next_start() -> None:
    assert events()[8].duration == "12:00"


def test_a_session_of_days_has_the_longest_duration_there_is() -> None:
    long = (replace(SESSIONS[0], end=at(18, 9)),)
    assert events(sessions=long)[1].duration == "99:59"


def test_what_does_not_take_place_keeps_its_place_and_says_so() -> None:
    assert {number: one.title for number, one in events().items() if number in (6, 8)} == {
        6: "CANCELLED: The bridge ]]> or none",
        8: "POSTPONED: Dredging",
    }


def test_a_cancelled_meeting_marks_every_session() -> None:
    titles = [one.title for one in events(a_forum(status=Status.CANCELLED)).values()]
    assert [title for title in titles if not title.startswith("CANCELLED: ")] == []


def test_a_day_ends_at_the_midnight_that_no_session_outlasts() -> None:
    days, _ = read_json(as_json())
    assert [(day.index, day.start, day.end) for day in days] == [
        (1, "2027-05-11T00:00:00+01:00", "2027-05-12T00:00:00+01:00"),
        (2, "2027-05-12T00:00:00+01:00", "2027-05-14T00:00:00+01:00"),
        (3, "2027-05-13T00:00:00+01:00", "2027-05-14T00:00:00+01:00"),
    ]


def test_a_day_of_the_event_without_sessions_is_there() -> None:
    days = json.loads(as_json())["schedule"]["conference"]["days"]
    assert (days[2]["date"], days[2]["rooms"]) == ("2027-05-13", {})


def test_an_agenda_without_any_day_has_the_day_on_which_it_changed() -> None:
    days, found = read_xml(as_xml(a_forum(dates=()), ()))
    assert ([day.date for day in days], found) == (["2027-03-01"], [])


@pytest.mark.parametrize(
    ("location", "room"),
    [
        (Location("Pier 3", "Old Customs House", "Attic", "Lisbon"), "Attic"),
        (Location(None, "Old Customs House", None, "Lisbon"), "Old Customs House"),
        (Location(None, None, " \x00 ", "Lisbon"), "Lisbon"),
        (Location(), "Main room"),
    ],
)
def test_a_session_without_a_room_is_in_the_event_s(location: Location, room: str) -> None:
    assert events(a_forum(location=location))[1].room == room


def test_speakers_are_persons_and_their_bodies_stand_in_the_description() -> None:
    maps = events()[3]
    assert [name for name, _ in maps.persons] == ["Inês Silva", "Pilots' Council"]
    assert maps.abstract == "What the sounding lines say.\nBring a pencil."
    assert maps.description == (
        "Inês Silva (Institute of Tides)\nPilots' Council, chair\nSoundings since 1900\nQuestions"
    )


def test_a_person_is_the_same_in_every_session_and_no_two_are_one() -> None:
    twice = (SESSIONS[1], replace(SESSIONS[2], speakers=(SILVA,)))
    found = events(sessions=twice)
    assert found[3].persons[0] == found[4].persons[0]
    assert found[3].persons[0][1] != found[3].persons[1][1]


def test_a_title_of_nothing_visible_is_the_word_for_the_kind() -> None:
    assert events(sessions=(replace(SESSIONS[3], title="\x07\ufffe"),))[5].title == "Break"


@pytest.mark.parametrize(
    ("event", "acronym", "slug"),
    [
        ("harbour-forum", "harbour_forum", "harbour_forum-arrival"),
        ("spa", "spa_", "spa_-arrival"),
    ],
)
def test_the_acronym_is_made_of_the_event_s_id(event: str, acronym: str, slug: str) -> None:
    raw = as_json(a_forum(id=event))
    assert json.loads(raw)["schedule"]["conference"]["acronym"] == acronym
    assert {one.id: one.slug for one in read_json(raw)[1]}[1] == slug


def test_a_short_session_id_is_padded_in_the_slug() -> None:
    document = agenda_document(
        a_forum(), a_release(sessions=(replace(SESSIONS[0], id="a1"),)), 1, URL
    )
    raw = render_schedule_json(document, {"a1": 9}, "en", NOW, URL)
    assert [(one.id, one.slug) for one in read_json(raw)[1]] == [(9, "harbour_forum-__a1")]


@pytest.mark.parametrize(
    ("zone", "named"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("America/Port-au-Prince", "America/Port-au-Prince"),
        ("UTC", "UTC"),
        ("Etc/GMT+5", None),
        ("CET", None),
    ],
)
def test_json_names_the_zone_only_where_the_schema_lets_it(zone: str, named: str | None) -> None:
    conference = json.loads(as_json(a_forum(timezone=zone)))["schedule"]["conference"]
    assert conference.get("time_zone_name") == named


def test_xml_always_names_the_zone() -> None:
    raw = as_xml(a_forum(timezone="Etc/GMT+5"))
    assert ET.fromstring(raw).findtext("conference/time_zone_name") == "Etc/GMT+5"
