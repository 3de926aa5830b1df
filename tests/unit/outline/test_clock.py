from datetime import time

import pytest

from shared.outline.clock import NoSuchTime, TimedLine, read_clock


@pytest.mark.parametrize(
    ("text", "start", "end", "rest"),
    [
        ("08h30 - 9h00 Registration", time(8, 30), time(9), "Registration"),
        ("9h-9h30 Opening", time(9), time(9, 30), "Opening"),
        ("9:00 – 9:15 Tea", time(9), time(9, 15), "Tea"),
        ("9.00-9.30: Tea", time(9), time(9, 30), "Tea"),
        ("9h00 – 9h15Tea", time(9), time(9, 15), "Tea"),
        ("- 14:00 to 15:00 – Walk", time(14), time(15), "Walk"),
        ("10:00 h – Tea", time(10), None, "Tea"),
        ("9:10 - 9:40a Tea", time(9, 10), time(9, 40), "Tea"),
        ("12:30 - 1:30p Lunch", time(12, 30), time(13, 30), "Lunch"),
        ("11:00 - 1:00 pm Walk", time(11), time(13), "Walk"),
        ("11:30a - 12:30p Walk", time(11, 30), time(12, 30), "Walk"),
        ("2 pm Walk", time(14), None, "Walk"),
        ("12 a.m. Stars", time(0), None, "Stars"),
        ("22:00 - 24:00 Stars", time(22), time(0), "Stars"),
        ("15:45 - 16:15pause", time(15, 45), time(16, 15), "pause"),
        ("10:00 - 11:00 Hearing", time(10), time(11), "Hearing"),
    ],
)
def test_a_line_may_begin_with_a_time(text: str, start: time, end: time | None, rest: str) -> None:
    assert read_clock(text) == TimedLine(start, end, rest)


@pytest.mark.parametrize(
    "text",
    [
        "5.4.5 Activity outline",
        "2.15 Data protection",
        "10.04.2017",
        "10 April 2017",
        "2016-2017 Plan",
        "12 people",
        "from 9:00",
        "192.168.10.20 - address",
        "9 a meeting",
        "",
    ],
)
def test_other_numbers_are_no_times(text: str) -> None:
    assert read_clock(text) is None


@pytest.mark.parametrize("text", ["25:00 - 26:00 Tea", "9:75 Tea", "24:00 - 9:00 Tea"])
def test_a_time_that_no_clock_shows_is_told_apart(text: str) -> None:
    with pytest.raises(NoSuchTime):
        read_clock(text)


@pytest.mark.parametrize(
    ("start", "end", "slip"),
    [
        (time(16), time(15), True),
        (time(9), time(9), True),
        (time(9), time(10), False),
        (time(22), time(1), False),
        (time(9), None, False),
    ],
)
def test_a_range_is_reversed_unless_the_night_explains_it(
    start: time, end: time | None, slip: bool
) -> None:
    assert TimedLine(start, end, "").reversed is slip
