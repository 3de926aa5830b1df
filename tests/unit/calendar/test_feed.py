from datetime import UTC, datetime, timedelta
from typing import Any

from shared.calendar.feed import FeedEntry, feed
from shared.domain.session import Status
from tests.builders import NOW
from tests.unit.calendar.reading import (
    check_feed,
    entries_of,
    instants_of,
    lines_of,
    unfold,
)

START = datetime(2027, 3, 15, 5, tzinfo=UTC)


def an_entry_of_a_feed(**changes: Any) -> FeedEntry:
    facts: dict[str, Any] = {
        "uid": "opening@river-basins.secretariat",
        "title": "Opening",
        "start": START,
        "end": START + timedelta(hours=1),
        "status": Status.SCHEDULED,
        "place": "Blue Hall",
        "description": "Kaarin Ilves",
        "url": "https://meeting.example.org/agenda#opening",
        "category": "opening",
        "sequence": 4,
        "changed_at": NOW - timedelta(hours=1),
    }
    return FeedEntry(**{**facts, **changes})


def a_feed(*entries: FeedEntry) -> bytes:
    return feed("Rivers, shared", "Asia/Tbilisi", entries, NOW)


def test_a_feed_has_a_name_and_an_interval_and_no_method() -> None:
    raw = a_feed(an_entry_of_a_feed())
    assert unfold(raw)[:9] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//secretariat//secretariat//EN",
        "NAME:Rivers\\, shared",
        "X-WR-CALNAME:Rivers\\, shared",
        "X-WR-TIMEZONE:Asia/Tbilisi",
        "LAST-MODIFIED:20270301T090000Z",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    assert lines_of(raw, "(METHOD|ATTENDEE|ORGANIZER)") == []


def test_an_entry_is_these_lines() -> None:
    lines = unfold(a_feed(an_entry_of_a_feed()))
    assert lines[lines.index("BEGIN:VEVENT") :] == [
        "BEGIN:VEVENT",
        "UID:opening@river-basins.secretariat",
        "DTSTAMP:20270301T080000Z",
        "LAST-MODIFIED:20270301T080000Z",
        "SEQUENCE:4",
        "STATUS:CONFIRMED",
        "DTSTART;TZID=Asia/Tbilisi:20270315T090000",
        "DTEND;TZID=Asia/Tbilisi:20270315T100000",
        "SUMMARY:Opening",
        "LOCATION:Blue Hall",
        "DESCRIPTION:Kaarin Ilves",
        "CATEGORIES:opening",
        "URL:https://meeting.example.org/agenda#opening",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_both_parsers_read_every_entry() -> None:
    later = an_entry_of_a_feed(uid="b@c", start=START + timedelta(days=2), end=START + timedelta(3))
    raw = a_feed(an_entry_of_a_feed(), later)
    assert [(one.start, one.end) for one in entries_of(raw)] == instants_of(raw)
    assert instants_of(raw)[1] == (later.start, later.end)


def test_a_length_that_is_not_known_or_negative_is_not_told() -> None:
    open_ended = an_entry_of_a_feed(end=None)
    backwards = an_entry_of_a_feed(uid="b@c", end=START - timedelta(hours=1))
    raw = a_feed(open_ended, backwards)
    assert lines_of(raw, "DTEND") == []
    assert len(entries_of(raw)) == 2


def test_a_feed_without_entries_is_still_a_calendar() -> None:
    assert entries_of(a_feed()) == []


def test_the_second_of_a_wall_clock_that_occurs_twice_is_written_in_utc() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    soon = timedelta(minutes=15)
    entries = [
        an_entry_of_a_feed(uid=f"{n}@c", start=at, end=at + soon)
        for n, at in enumerate((first, first + timedelta(hours=1)))
    ]
    raw = feed("Night", "Europe/Belgrade", entries, NOW)
    check_feed(raw)
    assert lines_of(raw, "DTSTART")[-2:] == [
        "DTSTART;TZID=Europe/Belgrade:20261025T023000",
        "DTSTART:20261025T013000Z",
    ]
    assert [start.astimezone(UTC) for start, _ in instants_of(raw)] == [
        one.start for one in entries
    ]


def test_what_people_type_is_escaped_and_folded_between_characters() -> None:
    typed = "Panel; water, land \\ air\n" + "Ж" * 90
    raw = a_feed(an_entry_of_a_feed(title=typed, place=typed, description=typed, category=typed))
    check_feed(raw)
    assert lines_of(raw, "SUMMARY") == [
        "SUMMARY:Panel\\; water\\, land \\\\ air\\n" + "Ж" * 90,
    ]


def test_times_in_utc_need_no_zone() -> None:
    raw = feed("Night", "UTC", [an_entry_of_a_feed()], NOW)
    check_feed(raw)
    assert lines_of(raw, "DTSTART") == ["DTSTART:20270315T050000Z"]
    assert lines_of(raw, "BEGIN") == ["BEGIN:VCALENDAR", "BEGIN:VEVENT"]
