import pytest

from shared.render.agenda.dates import date_range, day_heading, day_in, long_date
from shared.render.agenda.words import words_for


def test_a_date_is_spelled_out() -> None:
    assert long_date("2027-03-05", words_for("en")) == "Friday, 5 March 2027"


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
    assert date_range(days, words_for("en")) == words


@pytest.mark.parametrize(
    ("locale", "in_a_month", "in_a_year"),
    [
        ("fr", "5–6 mars 2027", "31 mars – 1 avril 2027"),
        ("es", "5–6 de marzo de 2027", "31 de marzo – 1 de abril de 2027"),
        ("de", "5.–6. März 2027", "31. März – 1. April 2027"),
        ("pt", "5–6 de março de 2027", "31 de março – 1 de abril de 2027"),
        ("it", "5–6 marzo 2027", "31 marzo – 1 aprile 2027"),
        ("sr-Latn", "5.–6. mart 2027.", "31. mart – 1. april 2027."),
        ("sr", "5.–6. март 2027.", "31. март – 1. април 2027."),
        ("ru", "5–6 марта 2027 г.", "31 марта – 1 апреля 2027 г."),
        ("tr", "5–6 Mart 2027", "31 Mart – 1 Nisan 2027"),
        ("ar", "5–6 مارس 2027", "31 مارس – 1 أبريل 2027"),
        ("he", "5–6 במרץ 2027", "31 במרץ – 1 באפריל 2027"),
    ],
)
def test_a_range_is_written_as_its_language_does(
    locale: str, in_a_month: str, in_a_year: str
) -> None:
    words = words_for(locale)
    assert date_range(["2027-03-05", "2027-03-06"], words) == in_a_month
    assert date_range(["2027-03-31", "2027-04-01"], words) == in_a_year


@pytest.mark.parametrize(
    ("locale", "date", "heading"),
    [
        ("en", "Friday, 5 March 2027", "Friday, 5 March 2027"),
        ("fr", "vendredi 5 mars 2027", "Vendredi 5 mars 2027"),
        ("sr", "петак, 5. март 2027.", "Петак, 5. март 2027."),
        ("tr", "5 Mart 2027 Cuma", "5 Mart 2027 Cuma"),
        ("ar", "الجمعة، 5 مارس 2027", "الجمعة، 5 مارس 2027"),
    ],
)
def test_a_heading_begins_with_a_capital(locale: str, date: str, heading: str) -> None:
    words = words_for(locale)
    assert long_date("2027-03-05", words) == date
    assert day_heading("2027-03-05", words) == heading


def test_days_apart_are_told_one_by_one_in_every_language() -> None:
    days = ["2027-03-08", "2027-03-05"]
    assert date_range(days, words_for("ar")) == "5 مارس 2027، 8 مارس 2027"


@pytest.mark.parametrize(
    ("timezone", "day"), [("America/Lima", "2027-03-04"), ("Asia/Tokyo", "2027-03-05")]
)
def test_the_day_of_an_instant_is_counted_where_the_meeting_is(timezone: str, day: str) -> None:
    assert day_in("2027-03-04T23:30:00+00:00", timezone) == day
