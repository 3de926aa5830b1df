import pytest

from shared.calendar.place import place_line
from shared.domain.place import Location


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
        (Location(city="Bled", country="Slovenia"), "Bled, Slovenia"),
    ],
)
def test_a_place_is_one_line_that_says_nothing_twice(location: Location, line: str) -> None:
    assert place_line(location) == line
