"""Wall clocks and instants, also on the days when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from shared.domain.errors import Invalid
from shared.domain.place import Location, instant_of, place_line, zone


@pytest.mark.parametrize(
    ("day", "clock", "zone_name", "instant"),
    [
        (date(2027, 1, 15), time(7), "Europe/Belgrade", datetime(2027, 1, 15, 6, 0, tzinfo=UTC)),
        # the hour from 02:00 to 03:00 does not exist on 28 March 2027: the first instant after
        (date(2027, 3, 28), time(2, 30), "Europe/Belgrade", datetime(2027, 3, 28, 1, tzinfo=UTC)),
        (date(2027, 3, 28), time(2), "Europe/Belgrade", datetime(2027, 3, 28, 1, tzinfo=UTC)),
        (date(2027, 3, 28), time(3), "Europe/Belgrade", datetime(2027, 3, 28, 1, tzinfo=UTC)),
        # it occurs twice on 31 October 2027: the first
        (
            date(2027, 10, 31),
            time(2, 30),
            "Europe/Belgrade",
            datetime(2027, 10, 31, 0, 30, tzinfo=UTC),
        ),
        # half an hour is skipped on Lord Howe Island on 3 October 2027
        (
            date(2027, 10, 3),
            time(2, 15),
            "Australia/Lord_Howe",
            datetime(2027, 10, 2, 15, 30, tzinfo=UTC),
        ),
    ],
)
def test_a_wall_clock_means_one_instant(
    day: date, clock: time, zone_name: str, instant: datetime
) -> None:
    assert instant_of(day, clock, zone_name) == instant


@pytest.mark.parametrize("name", ["", "Europe", "Mars/Olympus", "../etc/passwd", "Europe/\x00"])
def test_a_zone_that_is_none_is_refused_naming_timezone(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        zone(name)
    assert [path for path, _ in refused.value.errors] == ["timezone"]


@pytest.mark.parametrize(
    ("location", "line"),
    [
        (Location(), ""),
        (Location(text="Lake House, north hall."), "Lake House, north hall"),
        (Location(venue="Lake House", room="North hall"), "Lake House, North hall"),
        (
            Location(text="Lake House", city="Bled", country="Slovenia"),
            "Lake House, Bled, Slovenia",
        ),
        (Location(text="Lake House, BLED", city="Bled"), "Lake House, BLED"),
        (Location(text="Lake House", venue="LAKE house", room="Loft"), "Lake House, Loft"),
        (Location(city="Bled", country="Slovenia"), "Bled, Slovenia"),
    ],
)
def test_a_place_is_one_line_that_says_nothing_twice(location: Location, line: str) -> None:
    assert place_line(location) == line
