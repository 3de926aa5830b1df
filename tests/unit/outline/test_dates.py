from datetime import date

import pytest

from shared.outline.dates import read_date, read_day_label


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("10 April 2017, Belgrade, Serbia", [date(2017, 4, 10)]),
        ("April 10, 2017", [date(2017, 4, 10)]),
        ("Sunday, 8th of March 2009", [date(2009, 3, 8)]),
        ("Monday–2June2008", [date(2008, 6, 2)]),
        ("Tartu, 6-7 Sept. 2012", [date(2012, 9, 6), date(2012, 9, 7)]),
        ("31 May to 1 June 2026", [date(2026, 5, 31), date(2026, 6, 1)]),
        ("June 1 and 2, 2026", [date(2026, 6, 1), date(2026, 6, 2)]),
        ("2026-05-06", [date(2026, 5, 6)]),
        ("6.5.2026", [date(2026, 5, 6)]),
        ("25/12/2026", [date(2026, 12, 25)]),
        ("5/5/2026", [date(2026, 5, 5)]),
    ],
)
def test_dates_are_read_in_their_usual_forms(text: str, days: list[date]) -> None:
    phrase = read_date(text)
    assert phrase is not None
    assert list(phrase.days) == days


@pytest.mark.parametrize(
    "text",
    [
        "3/4/2026",
        "31 April 2026",
        "7-6 May 2026",
        "Updated 6 May 2026",
        "Registration closes on 6 May 2026",
        "(2026-05-06)",
        "We met on 6 May 2026 and found that nobody had sown the beans.",
        "May contain nuts",
        "6 Maybugs",
    ],
)
def test_what_is_no_date_of_the_event_gives_none(text: str) -> None:
    assert read_date(text) is None


def test_a_date_without_a_year_keeps_month_and_day() -> None:
    phrase = read_date("Wednesday, 6 May")
    assert phrase is not None
    assert (phrase.month_day, phrase.year, phrase.weekday, phrase.days) == ("05-06", None, 2, ())


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Wednesday, 6 May 2026", True),
        ("6 May 2026 - Room 14", True),
        ("Day 1: 6 May 2026 (0930-1230)", True),
        ("Session 2: Wednesday, 6 May, morning", True),
        ("6-7 May 2026", False),
        ("6 May 2026 the garden opens", False),
        ("Tartu, 6 May 2026", False),
    ],
)
def test_some_dates_stand_over_a_day(text: str, heads: bool) -> None:
    phrase = read_date(text)
    assert phrase is not None
    assert phrase.heads_a_day is heads


def test_day_labels_have_a_number() -> None:
    labels = ["Day 2", "Session Day 1:", "Open day", "Day 2 is long"]
    assert [read_day_label(label) for label in labels] == [2, 1, None, None]
