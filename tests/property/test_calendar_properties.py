"""Calendars hold whatever people type, and mean the same instants to those who read them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.calendar.content_line import (
    escape_text,
    fold_line,
    quote_parameter,
    visible,
    write_lines,
)
from shared.calendar.feed import FeedEntry, feed
from shared.calendar.invitation import invitation
from shared.calendar.when import instant_line, zone_lines
from shared.domain.entry import Method
from shared.domain.session import Status
from tests.builders import NOW, an_entry, an_event
from tests.unit.calendar.reading import (
    check_bytes,
    check_feed,
    entries_of,
    facts_of,
    instants_of,
    lines_of,
    unescape,
)

ANY_TEXT = st.text(st.characters(), max_size=200)
ZONES = st.sampled_from(
    [
        "Europe/Vienna",
        "America/New_York",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Asia/Kathmandu",
        "Pacific/Chatham",
        "UTC",
    ]
)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)).map(
    lambda at: at.replace(microsecond=0)
)


@given(ANY_TEXT)
def test_any_text_comes_back_as_it_can_be_seen(text: str) -> None:
    raw = fold_line(f"SUMMARY:{escape_text(text)}")
    check = raw.replace(b"\r\n ", b"").decode()
    assert unescape(check[len("SUMMARY:") : -2]) == visible(text)


@given(ANY_TEXT)
def test_no_line_is_longer_than_75_octets_and_each_is_utf8(text: str) -> None:
    lines = fold_line(escape_text(text)).split(b"\r\n")
    assert [line for line in lines if len(line) > 75 or line.decode().encode() != line] == []


@given(ANY_TEXT)
def test_another_parser_reads_the_same_text(text: str) -> None:
    lines = ["BEGIN:VEVENT", f"DESCRIPTION:{escape_text(text)}", "END:VEVENT"]
    entry = icalendar.Event.from_ical(write_lines(lines))
    assert str(entry["DESCRIPTION"]) == visible(text)


@given(ANY_TEXT.map(lambda text: text.replace("\\", "/")))
def test_another_parser_reads_the_same_name(text: str) -> None:
    """This parser takes a backslash in a parameter for an escape, which RFC 5545 section 3.1 and
    RFC 6868 do not know; the other one keeps it.
    """
    attendee = f"ATTENDEE;CN={quote_parameter(text)}:mailto:a@example.org"
    entry = icalendar.Event.from_ical(write_lines(["BEGIN:VEVENT", attendee, "END:VEVENT"]))
    assert entry["ATTENDEE"].params.get("CN", "") == visible(text)


@given(st.text("\\,;:nN a", min_size=1, max_size=20))
def test_a_backslash_in_a_name_is_a_backslash(text: str) -> None:
    attendee = f"ATTENDEE;CN={quote_parameter(text)}:mailto:a@example.org"
    raw = write_lines(["BEGIN:VCALENDAR", "BEGIN:VEVENT", attendee, "END:VEVENT", "END:VCALENDAR"])
    [name] = vobject.readOne(raw.decode()).vevent.attendee.params["CN"]
    assert name == visible(text)


@given(ANY_TEXT, ANY_TEXT)
def test_an_invitation_stays_one_entry_for_one_attendee(title: str, name: str) -> None:
    raw = invitation(
        an_event(title=title),
        an_entry(),
        Method.REQUEST,
        name,
        "meret.aalders@example.org",
        title,
        "organiser@example.org",
        NOW,
        description=name,
        url=f"https://meeting.example.org/{title}",
    )
    check_bytes(raw)
    assert len(lines_of(raw, "ATTENDEE")) == 1
    assert len(lines_of(raw, "BEGIN")) == 4


@given(ZONES, INSTANTS, st.integers(1, 60 * 24 * 30))
def test_two_parsers_read_the_instants_that_were_meant(
    zone_name: str, start: datetime, minutes: int
) -> None:
    end = start + timedelta(minutes=minutes)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//example//example//EN",
        *zone_lines(zone_name, start, end),
        "BEGIN:VEVENT",
        "UID:1@example.org",
        "DTSTAMP:20270101T000000Z",
        instant_line("DTSTART", start, zone_name),
        instant_line("DTEND", end, zone_name),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    raw = write_lines(lines)
    [entry] = entries_of(raw)
    # In UTC: a wall clock that occurs twice never equals an instant of another zone (PEP 495).
    read = [at.astimezone(UTC) for at in (entry.start, entry.end) if isinstance(at, datetime)]
    assert read == [start, end]
    assert instants_of(raw) == [(start, end)]


@given(ZONES, INSTANTS)
def test_the_last_onset_written_gives_the_offset_in_force(zone_name: str, at: datetime) -> None:
    lines = list(zone_lines(zone_name, at, at))
    wanted = at.astimezone(ZoneInfo(zone_name)).strftime("%z")
    told = [line for line in lines if line.startswith("TZOFFSETTO")]
    assert told[-1:] == ([] if zone_name == "UTC" else [f"TZOFFSETTO:{wanted}"])


@given(ZONES.filter(lambda name: name != "UTC"), INSTANTS)
def test_a_zone_always_tells_its_standard_time(zone_name: str, at: datetime) -> None:
    assert "BEGIN:STANDARD" in list(zone_lines(zone_name, at, at))


ENTRIES = st.lists(
    st.builds(
        FeedEntry,
        uid=st.uuids().map(lambda one: f"{one}@example.org"),
        title=ANY_TEXT,
        start=INSTANTS,
        end=st.none() | INSTANTS,
        status=st.sampled_from(Status),
        place=ANY_TEXT,
        description=ANY_TEXT,
        url=ANY_TEXT.map(lambda one: f"https://meeting.example.org/{one}"),
        category=ANY_TEXT,
        sequence=st.integers(0, 2**31 - 1),
        changed_at=INSTANTS,
    ),
    max_size=3,
    unique_by=lambda one: one.uid,
)


@settings(max_examples=50, deadline=None)
@given(ANY_TEXT, ZONES, ENTRIES)
def test_a_feed_of_any_texts_is_one_that_every_reader_takes(
    name: str, zone_name: str, entries: list[FeedEntry]
) -> None:
    raw = feed(name, zone_name, entries, NOW)
    check_feed(raw)
    plain = {one["UID"]: one for one in facts_of(raw)}
    for one in entries:
        assert unescape(plain[one.uid].get("SUMMARY", "")) == visible(one.title)
        assert unescape(plain[one.uid].get("LOCATION", "")) == visible(one.place)
