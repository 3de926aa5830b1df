"""The lint about rooms, people and days, at the boundaries of each rule."""

from __future__ import annotations

from datetime import UTC, date, datetime

from shared.domain.finding import Finding
from shared.domain.lint import MOST_FINDINGS, lint_sessions
from shared.domain.session import Kind, Status
from tests.builders import a_session, a_speaker, an_event
from tests.unit.domain.programmes import DAY, MEETING, NEXT_DAY, at, found, message, on


def test_a_draft_without_sessions_is_in_order() -> None:
    assert lint_sessions(MEETING, ()) == ()


# Rooms.


def test_two_sessions_in_one_room_at_one_time_are_found() -> None:
    pair = (
        on("tides", "09:00", "10:00", room="Blue Hall"),
        on("wells", "09:59", "11:00", room="blue  HALL"),
    )
    assert found(*pair) == [("room_overlap", ("tides", "wells"))]
    assert message(*pair) == (
        "On Monday 15 March 2027 “Tides” (09:00–10:00) and “Wells” (09:59–11:00) are in blue  HALL "
        "at the same time. Move one of them, or give it another room."
    )


def test_sessions_that_touch_do_not_overlap() -> None:
    assert found(on("tides", "09:00", "10:00"), on("wells", "10:00", "11:00")) == []


def test_sessions_without_a_room_are_in_the_main_room_together() -> None:
    pair = (on("tides", "09:00", "10:00"), on("wells", "09:30", "11:00"))
    assert found(*pair) == [("room_overlap", ("tides", "wells"))]
    assert "neither has a room of its own" in message(*pair)


def test_a_named_room_does_not_collide_with_the_main_room() -> None:
    pair = (on("tides", "09:00", "10:00", room="Blue Hall"), on("wells", "09:30", "10:00"))
    assert found(*pair) == []


def test_a_cancelled_session_collides_with_nobody() -> None:
    gone = on("wells", "09:30", "10:00", status=Status.CANCELLED)
    assert found(on("tides", "09:00", "10:00"), gone) == []


def test_a_long_block_overlaps_with_each_session_inside_it() -> None:
    block = on("block", "09:00", "11:00")
    inside = (on("first", "09:00", "10:00"), on("second", "10:00", "11:00"))
    assert found(block, *inside) == [
        ("room_overlap", ("block", "first")),
        ("room_overlap", ("block", "second")),
    ]


def test_three_at_once_are_three_pairs() -> None:
    trio = [on(name, "09:00", "10:00") for name in ("a", "b", "c")]
    assert found(*trio) == [
        ("room_overlap", ("a", "b")),
        ("room_overlap", ("a", "c")),
        ("room_overlap", ("b", "c")),
    ]


def test_a_session_without_an_end_is_there_when_it_starts() -> None:
    endless = on("wells", "09:30")
    assert found(on("tides", "09:00", "10:00"), endless) == [("room_overlap", ("tides", "wells"))]
    assert found(endless, on("tides", "09:31", "10:00")) == []


def test_a_long_title_is_cut_at_a_word() -> None:
    title = "On the keeping of harbour ledgers and the slow reading of what they say of storms"
    told = message(on("tides", "09:00", "10:00", title=title, speakers=()))
    assert told.startswith("“On the keeping of harbour ledgers and the slow reading of…” on Monday")


# People.


def test_a_person_in_two_rooms_at_one_time_is_found() -> None:
    ida = (a_speaker(id="sp-ida", name="Ida Ferm"),)
    pair = (
        on("tides", "09:00", "10:00", room="Blue Hall", speakers=ida),
        on("wells", "09:30", "11:00", room="Garden", speakers=ida),
    )
    assert found(*pair) == [("person_in_two_places", ("tides", "wells"))]
    assert message(*pair) == (
        "On Monday 15 March 2027 Ida Ferm is in “Tides” (09:00–10:00) and in “Wells” (09:30–11:00) "
        "at the same time. Move one of them, or ask somebody else."
    )


def test_an_institution_may_be_in_two_rooms() -> None:
    body = (a_speaker(id="sp-marsh", name="Marsh Union", organisation=True),)
    pair = (
        on("tides", "09:00", "10:00", room="Blue Hall", speakers=body),
        on("wells", "09:30", "10:00", room="Garden", speakers=body),
    )
    assert found(*pair) == []


def test_a_person_who_has_two_parts_in_one_session_is_in_one_place() -> None:
    ida = a_speaker(id="sp-ida", name="Ida Ferm")
    assert found(on("tides", "09:00", "10:00", speakers=(ida, ida))) == []


# Gaps.


def test_a_quarter_of_an_hour_with_nothing_on_is_a_gap_and_less_is_none() -> None:
    morning = on("tides", "09:00", "10:00")
    assert found(morning, on("wells", "10:14", "11:00")) == []
    assert found(morning, on("wells", "10:15", "11:00")) == [("gap", ("tides", "wells"))]
    assert message(morning, on("wells", "10:15", "11:00")) == (
        "On Monday 15 March 2027 nothing is on from 10:00 to 10:15 (15 minutes), between “Tides” "
        "and “Wells”. Add what is missing, such as a break, or move one of the two."
    )


def test_something_on_in_any_room_is_no_gap() -> None:
    garden = on("walk", "09:30", "11:30", room="Garden")
    assert found(on("tides", "09:00", "10:00"), garden, on("wells", "11:30", "12:00")) == []


def test_a_cancelled_session_leaves_a_gap() -> None:
    gone = on("walk", "10:00", "11:30", status=Status.CANCELLED)
    assert found(on("tides", "09:00", "10:00"), gone, on("wells", "11:30", "12:00")) == [
        ("gap", ("tides", "wells"))
    ]


def test_the_night_is_no_gap_even_after_a_late_evening() -> None:
    late = a_session(id="ball", title="Ball", kind=Kind.OTHER, start=at("21:00"),
                     end=at("01:00", NEXT_DAY))  # fmt: skip
    assert found(late, on("wells", "09:00", "10:00", day=NEXT_DAY)) == []


def test_a_session_without_an_end_is_on_until_the_next_start() -> None:
    assert found(on("tides", "09:00"), on("wells", "12:00", "13:00")) == []


# Clocks.

FORWARD, BACK = date(2027, 3, 28), date(2027, 10, 31)
BELGRADE = an_event(timezone="Europe/Belgrade", hall=None, dates=(FORWARD, BACK))


def test_clocks_that_go_forward_are_told() -> None:
    morning = on("tides", "09:00", "10:00", day=FORWARD, zone="Europe/Belgrade")
    assert found(morning, event=BELGRADE) == [("clock_change", ("tides",))]
    assert message(morning, event=BELGRADE) == (
        "On Sunday 28 March 2027 the clocks go forward from 02:00 to 03:00: the times between do "
        "not exist, and who misses it comes late. Tell people beforehand."
    )


def test_clocks_that_go_back_are_told_and_what_is_on_then() -> None:
    start, end = (datetime(2027, 10, 31, hour, tzinfo=UTC) for hour in (0, 2))
    night = a_session(id="night", title="Night watch", start=start, end=end)
    assert message(night, event=BELGRADE) == (
        "On Sunday 31 October 2027 the clocks go back from 03:00 to 02:00: the times between come "
        "twice, and who misses it comes early. Tell people beforehand, and check “Night watch”, "
        "which is on at that time."
    )


def test_a_night_that_reaches_into_the_day_is_on_that_day() -> None:
    event = an_event(timezone="Europe/Belgrade", hall=None, dates=(date(2027, 3, 27),))
    start = datetime(2027, 3, 27, 21, tzinfo=UTC)
    ball = a_session(id="ball", start=start, end=datetime(2027, 3, 28, 1, 30, tzinfo=UTC))
    early = a_session(id="ball", start=start, end=datetime(2027, 3, 27, 23, tzinfo=UTC))
    assert found(ball, event=event) == [("clock_change", ("ball",))]
    assert found(early, event=event) == []


def test_clocks_that_change_at_midnight_change_on_the_day_that_begins() -> None:
    event = an_event(timezone="Africa/Cairo", hall=None, dates=(date(2027, 4, 30),))
    first = on("tides", "09:00", "10:00", day=date(2027, 4, 30), zone="Africa/Cairo")
    eve = on("tides", "09:00", "10:00", day=date(2027, 4, 29), zone="Africa/Cairo")
    assert "forward from 00:00 to 01:00" in message(first, event=event)
    assert [code for code, _ in found(eve, event=event)] == ["off_days"]


def test_days_around_a_change_and_cancelled_days_are_quiet() -> None:
    days = (date(2027, 3, 27), date(2027, 3, 29))
    event = an_event(timezone="Europe/Belgrade", hall=None, dates=(*days, FORWARD))
    sessions = [on(f"s{day.day}", "09:00", "10:00", day=day, zone=event.timezone) for day in days]
    gone = on("gone", "09:00", "10:00", day=FORWARD, zone=event.timezone, status=Status.CANCELLED)
    assert found(*sessions, gone, event=event) == []


# Dates.


def test_a_day_that_is_none_of_the_events_is_found_once() -> None:
    event = an_event(hall=None, dates=(DAY,))
    tides = on("tides", "09:00", "10:00", day=NEXT_DAY)
    wells = on("wells", "10:00", "11:00", day=NEXT_DAY)
    assert message(tides, event=event) == (
        "“Tides” at 09:00 is on Tuesday 16 March 2027, which is none of the event's dates. Move "
        "it, or add that day to the dates."
    )
    assert found(tides, wells, event=event) == [("off_days", ("tides", "wells"))]
    assert message(tides, wells, event=event) == (
        "“Tides” at 09:00 and 1 more are on Tuesday 16 March 2027, which is none of the event's "
        "dates. Move them, or add that day to the dates."
    )


def test_the_day_is_that_of_the_events_zone() -> None:
    event = an_event(hall=None, dates=(DAY,), timezone="Pacific/Auckland")
    early = on("tides", "00:30", "01:00", zone="Pacific/Auckland")
    assert early.start.date() == date(2027, 3, 14)
    assert found(early, event=event) == []


# All together.


def test_findings_come_in_order_of_time() -> None:
    sessions = (
        on("late", "15:00", "14:00"),
        on("tides", "09:00", "10:00", speakers=()),
        on("wells", "09:30", "10:00"),
    )
    assert found(*sessions) == [
        ("no_presenter", ("tides",)),
        ("room_overlap", ("tides", "wells")),
        ("gap", ("tides", "late")),
        ("negative_length", ("late",)),
    ]


def test_after_five_hundred_findings_the_rest_is_a_number() -> None:
    crowd = [on(f"s{number:03}", "09:00", "10:00") for number in range(40)]
    told = lint_sessions(MEETING, crowd)
    assert len(told) == MOST_FINDINGS + 1
    assert told[-1] == Finding(
        told[-1].code, "280 more findings are not told here. Mend these first, then look again."
    )
    assert told[-1].code == "more"


def test_one_finding_too_many_is_one() -> None:
    alone = [
        on(f"s{number:03}", "09:00", "10:00", room=f"R{number}", speakers=())
        for number in range(501)
    ]
    assert lint_sessions(MEETING, alone)[-1].message.startswith("One more finding is not told")
