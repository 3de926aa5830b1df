from datetime import date, time
from pathlib import Path

import pytest

from shared.domain.place import Contact, Location
from shared.domain.session import Kind
from shared.outline.parse import parse_outline
from shared.outline.programme import EndSource, Outline, PrintedItem, PrintedSpeaker
from shared.outline.to_json import outline_to_json
from tests.unit.outline.fixtures import SEED_LIBRARY, TWO_DAYS

MEETING = Path(__file__).parents[3] / "infra/local/meeting.txt"


@pytest.fixture(scope="module")
def seminar() -> Outline:
    return parse_outline(SEED_LIBRARY)


def codes(outline: Outline) -> list[str]:
    return [warning.code for warning in outline.warnings]


def test_the_head_gives_project_reference_title_and_date(seminar: Outline) -> None:
    assert seminar.project == "SEEDKEEP"
    assert seminar.reference == "2.1.4"
    assert seminar.title == "Sharing seeds between libraries and gardens"
    assert seminar.dates == (date(2026, 5, 6),)


def test_the_place_is_read_from_the_date_line_and_the_location_section(seminar: Outline) -> None:
    assert seminar.location == Location(
        "Granary House, Barley room.", "Granary House", "Barley room", "Tartu", "Estonia"
    )
    assert seminar.timezone == "Europe/Tallinn"


def test_the_contact_is_parted_into_name_post_and_organisation(seminar: Outline) -> None:
    assert seminar.contact == Contact(
        "Kadri OJA",
        "Project Assistant",
        "Lake Office (LO) Society of Gardens",
        "kadri.oja@example.org",
    )


def test_prose_keeps_its_paragraphs_and_loses_its_line_breaks(seminar: Outline) -> None:
    assert seminar.background == (
        "Old sorts of beans vanish when nobody sows them.\n\n"
        "A library can lend seeds as it lends books."
    )
    assert seminar.expected_outcome == "A list of sorts that every library keeps."


def test_participants_are_the_invited_institutions(seminar: Outline) -> None:
    assert seminar.participants == (
        "Ministry of Gardens",
        "Seed Unit of the Botanical Institute",
        "LSK",
        "Guild Bank",
        "Association of Lake Nurseries",
    )


def test_headings_stand_in_order_as_printed(seminar: Outline) -> None:
    assert seminar.sections == (
        "BACKGROUND", "EXPECTED OUTCOME", "PARTICIPANTS", "LOCATION", "Programme", "Contact",
    )  # fmt: skip


def test_sessions_have_times_kinds_and_titles(seminar: Outline) -> None:
    assert [(s.start, s.end, s.end_source, s.kind, s.title) for s in seminar.sessions] == [
        (time(9, 30), time(10), EndSource.PRINTED, Kind.REGISTRATION, "Registration"),
        (time(10), time(11), EndSource.PRINTED, Kind.SESSION,
         "Session 1: What a seed remembers (part one)"),
        (time(11), time(12), EndSource.PRINTED, Kind.SESSION,
         "Session 2: Lending and getting back"),
        (time(12), time(12, 15), EndSource.PRINTED, Kind.CLOSING, "Conclusions"),
    ]  # fmt: skip


def test_a_unit_and_its_house_are_one_presenter_and_two_bodies_are_two(seminar: Outline) -> None:
    assert [session.speakers for session in seminar.sessions] == [
        (),
        (PrintedSpeaker("Seed Unit, Botanical Institute", organisation=True),),
        (
            PrintedSpeaker("Guild Bank", organisation=True),
            PrintedSpeaker("Association of Lake Nurseries", organisation=True),
        ),
        (),
    ]
    assert [s.description for s in seminar.sessions] == [
        None, "Presentation", "Panel discussion", None,
    ]  # fmt: skip


def test_a_clean_outline_has_no_warnings(seminar: Outline) -> None:
    assert seminar.warnings == ()


def test_days_are_numbered_and_an_evening_takes_the_half_of_its_end() -> None:
    forum = parse_outline(TWO_DAYS)
    assert forum.title == "Harbour Pilots Forum"
    assert [(s.day, s.date, s.start, s.end, s.end_source, s.line) for s in forum.sessions] == [
        (1, date(2026, 6, 1), time(18), time(19, 30), EndSource.PRINTED, 6),
        (2, date(2026, 6, 2), time(9), time(9, 45), EndSource.PRINTED, 11),
        (2, date(2026, 6, 2), time(9, 45), time(11), EndSource.INFERRED, 12),
        (2, date(2026, 6, 2), time(11), time(12), EndSource.PRINTED, 13),
    ]
    assert [(warning.code, warning.line) for warning in forum.warnings] == [
        ("no_zone", None), ("end_inferred", 12),
    ]  # fmt: skip


def test_a_title_glued_to_its_range_is_parted_and_bullets_are_items() -> None:
    visit = parse_outline(TWO_DAYS).sessions[-1]
    assert visit.title == "Visit to the tower"
    assert visit.items == (PrintedItem("the lamp"), PrintedItem("the log book of the year"))


def test_a_readable_text_without_times_has_no_sessions_and_says_so() -> None:
    note = parse_outline("Annual seed swap\n\nBring a bag.")
    assert note.sessions == ()
    assert codes(note) == ["no_date", "no_zone", "no_times"]


def test_a_year_that_is_not_printed_is_not_made_up() -> None:
    outline = parse_outline("Seed swap\n\n6 May\n9:00 - 9:30 Opening")
    assert outline.dates == ()
    assert [(s.day, s.date, s.month_day) for s in outline.sessions] == [(1, None, "05-06")]
    assert codes(outline) == ["no_zone", "missing_year"]


def test_a_year_printed_for_the_whole_event_counts_for_its_days() -> None:
    outline = parse_outline(
        "Seed swap, 6-7 May 2026\n\n6 May\n9:00 - 9:30 Opening\n\n7 May\n9:00 - 9:30 Sowing"
    )
    assert outline.title == "Seed swap"
    assert [(s.day, s.date) for s in outline.sessions] == [
        (1, date(2026, 5, 6)), (2, date(2026, 5, 7)),
    ]  # fmt: skip


def test_several_days_without_day_headings_leave_the_date_open() -> None:
    outline = parse_outline("Seed swap\n\n6-7 May 2026\n\nProgramme\n\n9:00 - 9:30 Opening")
    assert [(s.day, s.date) for s in outline.sessions] == [(1, None)]
    assert codes(outline) == ["no_zone", "day_unclear"]


def test_a_day_label_under_a_date_keeps_the_date() -> None:
    outline = parse_outline(
        "Seed swap, 6-7 May 2026\n\n7 May\nDay 2\n9:00 - 9:30 Sowing\n\nDay 1\n9:00 - 9:30 Opening"
    )
    assert [(s.day, s.date) for s in outline.sessions] == [
        (2, date(2026, 5, 7)), (1, date(2026, 5, 6)),
    ]  # fmt: skip


def test_a_start_without_anything_after_it_keeps_no_end() -> None:
    outline = parse_outline("Seed swap\n\n6 May 2026\n18:00 Dinner")
    assert [(s.end, s.end_source) for s in outline.sessions] == [(None, None)]
    assert codes(outline) == ["no_zone", "no_end"]


def test_a_meeting_without_a_section_on_place_or_contact_has_neither() -> None:
    outline = parse_outline("Seed swap\n\n6 May 2026\n9:00 - 9:30 Opening")
    assert outline.location is None
    assert outline.contact is None


def test_labels_on_one_line_are_sections_without_a_heading() -> None:
    outline = parse_outline(
        "Seed swap\nDate: 6 May 2026\nVenue: Granary House, Riga, Latvia\n"
        "Contact: desk@example.org\n\nAgenda:\n9:00 - 9:30 Opening"
    )
    assert outline.title == "Seed swap"
    assert outline.location == Location(
        "Granary House, Riga, Latvia", "Granary House", None, "Riga", "Latvia"
    )
    assert outline.contact == Contact(email="desk@example.org")
    assert outline.sections == ("Agenda:",)
    assert outline.timezone == "Europe/Riga"
    assert outline.warnings == ()


def test_opening_hours_of_the_place_are_no_session() -> None:
    outline = parse_outline(
        "Seed swap\n\n6 May 2026\n9:00 - 9:30 Opening\n\nContact\n\n8:00 - 16:00 on workdays"
    )
    assert [session.title for session in outline.sessions] == ["Opening"]


def test_a_number_like_no_time_stays_in_the_prose() -> None:
    outline = parse_outline("Seed swap\n\nBackground\n\n30:70 is the mix\nthat beans like.")
    assert outline.background == "30:70 is the mix that beans like."


def test_sessions_may_follow_the_prose_without_a_heading() -> None:
    outline = parse_outline(
        "Seed swap\n\nBackground\n\nBeans vanish.\n\n6 May 2026\n9:00 - 9:30 Opening\n"
    )
    assert outline.background == "Beans vanish."
    assert [(s.date, s.title) for s in outline.sessions] == [(date(2026, 5, 6), "Opening")]


def test_the_json_has_every_key_where_nothing_is_known() -> None:
    assert outline_to_json(parse_outline("Seed swap\n\n8:15\n")) == {
        "title": "Seed swap",
        "project": None,
        "reference": None,
        "dates": [],
        "location": None,
        "contact": None,
        "timezone": None,
        "sections": [],
        "background": None,
        "expected_outcome": None,
        "participants": [],
        "sessions": [
            {
                "day": 1,
                "date": None,
                "start": "08:15",
                "end": None,
                "end_source": None,
                "title": None,
                "kind": "session",
                "room": None,
                "speakers": [],
                "items": [],
                "description": None,
                "line": 3,
            }
        ],
        "warnings": [
            {"line": None, "code": "no_date", "message": "The outline prints no date."},
            {
                "line": None,
                "code": "no_zone",
                "message": "The outline names no country whose time zone is known.",
            },
            {
                "line": 3,
                "code": "no_end",
                "message": "No end is printed, and no later session follows.",
            },
        ],
    }


def test_the_json_of_a_speaker_and_of_a_day_without_a_year() -> None:
    text = "Seed swap\n\n6 May\n9:00 - 9:30 Roots\n\tTalk (Dr Kai Lepp, Guild Bank)"
    answer = outline_to_json(parse_outline(text))
    assert answer["sessions"] == [
        {
            "day": 1,
            "date": None,
            "month_day": "05-06",
            "start": "09:00",
            "end": "09:30",
            "end_source": "printed",
            "title": "Roots",
            "kind": "session",
            "room": None,
            "speakers": [
                {
                    "name": "Kai Lepp",
                    "affiliation": "Guild Bank",
                    "role": "speaker",
                    "organisation": False,
                }
            ],
            "items": [],
            "description": "Talk",
            "line": 4,
        }
    ]


def test_the_meeting_of_the_local_stack_is_read_whole() -> None:
    outline = parse_outline(MEETING.read_bytes())
    assert outline.dates == (date(2027, 4, 13),)
    assert outline.timezone == "Europe/Ljubljana"
    assert len(outline.participants) == 6
    assert [[s.name for s in session.speakers] for session in outline.sessions] == [
        [], [], ["NCIR"], [],
        ["Association of Upland Waterworks", "Municipality of Lower Brook"], [],
        ["Crisis Desk, Ministry of Water and Climate"], ["Institute of Public Health"], [],
    ]  # fmt: skip
    assert [session.kind.value for session in outline.sessions] == [
        "registration", "opening", "session", "break", "session", "break", "session", "session",
        "closing",
    ]  # fmt: skip
    assert outline.warnings == ()
