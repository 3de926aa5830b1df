import pytest

from shared.render.agenda.dates import date_range, day_in, long_date


def test_a_date_is_spelled_out() -> None:
    assert long_date("2027-03-05") == "Friday, 5 March 2027"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], ""),
        (["2027-03-05"], "5 March 2027"),
        (["2027-03-06", "2027-03-05"], "5–6 March 2027"),
        (["2027-03-31", "2027-04-01"], "31 March – 1 April 2027"),
        (["2027-12-31", "2028-01-01"], "31 December 2027 – 1 January 2028"),
        (["2027-03-05", "2027-03-08"], "5 March 2027, 8 March 2027"),
    ],
)
def test_dates_that_follow_each_other_are_a_range(days: list[str], words: str) -> None:
    assert date_range(days) == words


@pytest.mark.parametrize(
    ("timezone", "day"), [("America/Lima", "2027-03-04"), ("Asia/Tokyo", "2027-03-05")]
)
def test_the_day_of_an_instant_is_counted_where_the_meeting_is(timezone: str, day: str) -> None:
    assert day_in("2027-03-04T23:30:00+00:00", timezone) == day
