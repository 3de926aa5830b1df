from datetime import UTC, date, datetime
from typing import Any

import pytest

from shared.calendar.invitation import invitation, mailto, publication
from shared.domain.entry import Method
from shared.domain.event import Event
from shared.domain.session import Status
from tests.builders import NOW, an_entry, an_event
from tests.unit.calendar.reading import check_bytes, entries_of, instants_of, lines_of, unfold


def an_invitation(event: Event | None = None, method: Method = Method.REQUEST, **how: Any) -> bytes:
    facts: dict[str, Any] = {
        "entry": an_entry(),
        "attendee_name": "Meret Aalders",
        "attendee_address": "meret.aalders@example.org",
        "organiser_name": "House of Rivers",
        "organiser_address": "organiser@example.org",
        "stamp": NOW,
    }
    return invitation(event or an_event(), method=method, **{**facts, **how})


def test_a_request_is_these_lines() -> None:
    raw = an_invitation(description="See you there.", url="https://meeting.example.org/a")
    assert unfold(raw) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//secretariat//secretariat//EN",
        "METHOD:REQUEST",
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Tbilisi",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0400",
        "TZOFFSETTO:+0400",
        "TZNAME:+04",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "UID:entry-1@example.org",
        "DTSTAMP:20270301T090000Z",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "DTSTART;TZID=Asia/Tbilisi:20270315T090000",
        "DTEND;TZID=Asia/Tbilisi:20270315T173000",
        "SUMMARY:Workshop on shared river basins",
        "LOCATION:Blue Hall\\, House of Rivers\\, Tbilisi\\, Georgia",
        "DESCRIPTION:See you there.",
        "URL:https://meeting.example.org/a",
        'ORGANIZER;CN="House of Rivers":mailto:organiser@example.org',
        'ATTENDEE;CN="Meret Aalders";PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:meret.aalders@example.org',
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    check_bytes(raw)


def test_a_cancel_carries_its_own_sequence_and_status() -> None:
    raw = an_invitation(method=Method.CANCEL, entry=an_entry(sequence=3, live=False))
    assert lines_of(raw, "(METHOD|SEQUENCE|STATUS|UID)") == [
        "METHOD:CANCEL",
        "UID:entry-1@example.org",
        "SEQUENCE:3",
        "STATUS:CANCELLED",
    ]
    assert len(entries_of(raw)) == 1


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (Status.SCHEDULED, "STATUS:CONFIRMED"),
        (Status.POSTPONED, "STATUS:TENTATIVE"),
        (Status.CANCELLED, "STATUS:CANCELLED"),
    ],
)
def test_a_request_tells_how_firm_the_event_is(status: Status, line: str) -> None:
    assert lines_of(an_invitation(an_event(status=status)), "STATUS") == [line]


def test_both_parsers_read_the_same_entry() -> None:
    raw = an_invitation()
    [entry] = entries_of(raw)
    assert (entry.start, entry.end) == an_event().span
    assert instants_of(raw) == [an_event().span]
    assert entry["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"


def test_a_name_cannot_add_a_line_or_a_parameter() -> None:
    raw = an_invitation(attendee_name='Eve";X=1:mailto:eve@example.com\r\nATTENDEE:mailto:e@e.e')
    [entry] = entries_of(raw)
    [line] = lines_of(raw, "ATTENDEE")
    assert line == (
        'ATTENDEE;CN="Eve^\';X=1:mailto:eve@example.com^nATTENDEE:mailto:e@e.e"'
        ";PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:meret.aalders@example.org"
    )
    assert entry["ATTENDEE"] == "mailto:meret.aalders@example.org"


def test_nobody_is_named_where_no_name_is_known() -> None:
    raw = an_invitation(attendee_name="", organiser_name="")
    assert lines_of(raw, "(ATTENDEE|ORGANIZER)") == [
        "ORGANIZER:mailto:organiser@example.org",
        "ATTENDEE;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:meret.aalders@example.org",
    ]


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("ana+lists@example.org", "mailto:ana+lists@example.org"),
        ("o'neil@example.org", "mailto:o'neil@example.org"),
        ("a%b?c@example.org", "mailto:a%25b%3Fc@example.org"),
        ("žiga@xn--bled-5qa.example", "mailto:%C5%BEiga@xn--bled-5qa.example"),
    ],
)
def test_an_address_becomes_a_uri(address: str, link: str) -> None:
    assert mailto(address) == link


def test_an_event_over_a_change_of_clocks_keeps_its_instants() -> None:
    span = datetime(2027, 10, 30, 8, tzinfo=UTC), datetime(2027, 10, 31, 16, tzinfo=UTC)
    raw = an_invitation(an_event(timezone="Europe/Vienna", span=span))
    [entry] = entries_of(raw)
    assert lines_of(raw, "DTEND") == ["DTEND;TZID=Europe/Vienna:20271031T170000"]
    assert (entry.start, entry.end) == span
    assert instants_of(raw) == [span]


def test_an_event_without_sessions_is_entered_by_its_dates() -> None:
    raw = an_invitation(an_event(span=None, dates=(date(2027, 3, 15), date(2027, 3, 16))))
    assert lines_of(raw, "(DTSTART|DTEND)") == [
        "DTSTART;VALUE=DATE:20270315",
        "DTEND;VALUE=DATE:20270317",
    ]
    assert len(entries_of(raw)) == 1


def test_an_event_of_one_instant_has_no_end() -> None:
    start = datetime(2027, 3, 15, 5, tzinfo=UTC)
    raw = an_invitation(an_event(span=(start, start)))
    assert lines_of(raw, "DTEND") == []
    assert len(entries_of(raw)) == 1


def test_an_invitation_rings_no_alarm() -> None:
    assert b"VALARM" not in an_invitation()


def test_an_event_without_a_title_still_has_the_line_that_it_must_have() -> None:
    assert lines_of(an_invitation(an_event(title="")), "SUMMARY") == ["SUMMARY:"]


@pytest.mark.parametrize(("live", "status"), [(True, "CONFIRMED"), (False, "CANCELLED")])
def test_a_publication_names_no_attendee_and_says_whether_the_entry_lives(
    live: bool, status: str
) -> None:
    entry = an_entry(sequence=4, live=live)
    raw = publication(an_event(), entry, "House of Rivers", "organiser@example.org", NOW)
    entries_of(raw)
    assert lines_of(raw, "(METHOD|SEQUENCE|STATUS|ORGANIZER|ATTENDEE)") == [
        "METHOD:PUBLISH",
        "SEQUENCE:4",
        f"STATUS:{status}",
        'ORGANIZER;CN="House of Rivers":mailto:organiser@example.org',
    ]
