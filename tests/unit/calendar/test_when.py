from datetime import UTC, date, datetime

from shared.calendar.when import day_line, instant_line, utc_stamp, zone_lines


def test_a_stamp_is_in_utc() -> None:
    assert utc_stamp(datetime.fromisoformat("2027-03-15T09:00:00+04:00")) == "20270315T050000Z"


def test_an_instant_is_written_in_the_wall_clock_of_the_zone() -> None:
    at = datetime(2027, 7, 1, 8, 0, tzinfo=UTC)
    assert instant_line("DTSTART", at, "Europe/Vienna") == (
        "DTSTART;TZID=Europe/Vienna:20270701T100000"
    )


def test_the_first_of_two_equal_wall_clocks_is_written_as_such() -> None:
    at = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert instant_line("DTSTART", at, "Europe/Vienna") == (
        "DTSTART;TZID=Europe/Vienna:20271031T023000"
    )


def test_the_second_of_two_equal_wall_clocks_is_written_in_utc() -> None:
    at = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    assert instant_line("DTSTART", at, "Europe/Vienna") == "DTSTART:20271031T013000Z"


def test_utc_needs_no_zone() -> None:
    at = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    assert instant_line("DTEND", at, "UTC") == "DTEND:20271031T013000Z"
    assert list(zone_lines("Etc/UTC", at, at)) == []


def test_a_whole_day_has_no_clock() -> None:
    assert day_line("DTSTART", date(2027, 3, 5)) == "DTSTART;VALUE=DATE:20270305"


def test_in_winter_a_zone_holds_the_offset_in_force_alone() -> None:
    at = datetime(2027, 1, 20, 8, 0, tzinfo=UTC)
    assert list(zone_lines("Europe/Vienna", at, at)) == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Vienna",
        "BEGIN:STANDARD",
        "DTSTART:20261025T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_in_summer_a_zone_holds_the_standard_time_before_too() -> None:
    at = datetime(2027, 7, 1, 8, 0, tzinfo=UTC)
    assert list(zone_lines("Europe/Vienna", at, at)) == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Vienna",
        "BEGIN:STANDARD",
        "DTSTART:20261025T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:20270328T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
    ]


def test_a_zone_holds_both_offsets_when_the_clocks_change_meanwhile() -> None:
    first, last = datetime(2027, 10, 30, 8, tzinfo=UTC), datetime(2027, 11, 1, 8, tzinfo=UTC)
    assert list(zone_lines("America/New_York", first, last))[8:14] == [
        "BEGIN:DAYLIGHT",
        "DTSTART:20270314T020000",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "TZNAME:EDT",
        "END:DAYLIGHT",
    ]
    assert list(zone_lines("Europe/Vienna", first, last))[14:20] == [
        "BEGIN:STANDARD",
        "DTSTART:20271031T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "END:STANDARD",
    ]


def test_a_zone_whose_offset_never_changes_has_it_from_of_old() -> None:
    at = datetime(2027, 7, 1, 8, 0, tzinfo=UTC)
    assert list(zone_lines("Asia/Kolkata", at, at))[2:7] == [
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0530",
        "TZOFFSETTO:+0530",
        "TZNAME:IST",
    ]


def test_a_summer_time_of_one_week_is_not_passed_over() -> None:
    for day in range(1, 8):
        first = datetime(2000, 10, day, tzinfo=UTC)
        lines = list(zone_lines("America/Recife", first, datetime(2000, 11, 1, tzinfo=UTC)))
        onsets = [line for line in lines if line.startswith("DTSTART:200010")]
        assert onsets == ["DTSTART:20001008T000000", "DTSTART:20001015T000000"]
