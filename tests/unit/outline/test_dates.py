"""Dates, day labels and years in a line, in all languages."""

from datetime import date

import pytest

from shared.outline.dates import (
    find_dates,
    find_day_label,
    find_years,
    settle_readings,
    year_elsewhere,
)


@pytest.mark.parametrize(
    ("text", "printed", "first", "last"),
    [
        ("10 April 2017, Belgrade", "10 April 2017", "2017-04-10", "2017-04-10"),
        ("30 April - 2 May 2024", "30 April - 2 May 2024", "2024-04-30", "2024-05-02"),
        ("30 December – 2 January 2026", "30 December – 2 January 2026", "2025-12-30",
         "2026-01-02"),
        ("Monday–2June2008 – Room 14", "Monday–2June2008", "2008-06-02", "2008-06-02"),
        ("8th - 11th of March 2009", "8th - 11th of March 2009", "2009-03-08", "2009-03-11"),
        ("Online, 11.-14. November 2021", "11.-14. November 2021", "2021-11-11", "2021-11-14"),
        ("3.-5. 6. 2024", "3.-5. 6. 2024", "2024-06-03", "2024-06-05"),
        ("14.-15.10.26", "14.-15.10.26", "2026-10-14", "2026-10-15"),
        ("25/12/2026", "25/12/2026", "2026-12-25", "2026-12-25"),
        ("2026. május 4–6.", "2026. május 4–6.", "2026-05-04", "2026-05-06"),
        ("4 мая 2026 г.", "4 мая 2026 г.", "2026-05-04", "2026-05-04"),
        ("4. svibnja 2026.", "4. svibnja 2026.", "2026-05-04", "2026-05-04"),
        ("5. maja 2026. godine", "5. maja 2026. godine", "2026-05-05", "2026-05-05"),
        ("١٤ مارس ٢٠٢٦", "١٤ مارس ٢٠٢٦", "2026-03-14", "2026-03-14"),
        ("4 كانون الثاني/يناير 2026", "4 كانون الثاني/يناير 2026", "2026-01-04", "2026-01-04"),
        ("14 במרץ 2026", "14 במרץ 2026", "2026-03-14", "2026-03-14"),
        ("4.V.2026", "4.V.2026", "2026-05-04", "2026-05-04"),
        ("May 4th, 2026", "May 4th, 2026", "2026-05-04", "2026-05-04"),
        ("June 1 and 2, 2026", "June 1 and 2, 2026", "2026-06-01", "2026-06-02"),
        ("Mon 4 - Wed 6 May 2026", "Mon 4 - Wed 6 May 2026", "2026-05-04", "2026-05-06"),
        ("28 NİSAN 2025, PAZARTESİ", "28 NİSAN 2025, PAZARTESİ", "2025-04-28", "2025-04-28"),
        ("segunda-feira, 4 de maio de 2026", "segunda-feira, 4 de maio de 2026", "2026-05-04",
         "2026-05-04"),
    ],
)  # fmt: skip
def test_a_date_is_found_with_its_words(text: str, printed: str, first: str, last: str) -> None:
    (phrase,) = find_dates(text)
    assert text[phrase.first : phrase.last] == printed
    assert phrase.settled
    days = phrase.days()
    assert (days[0], days[-1]) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "month_day", "weekday"),
    [
        ("Wednesday, 26 April afternoon", "04-26", 2),
        ("Freitag, 12. November", "11-12", 4),
        ("mar. 14 mai", "05-14", 1),
        ("Mo., 4.5.", "05-04", 0),
        ("u srijedu, 6. svibnja", "05-06", 2),
        ("le 1er juin", "06-01", None),
        ("1º de mayo", "05-01", None),
        ("May 9-10:30", "05-09", None),
        ("Day 1, April 27th", "04-27", None),
    ],
)
def test_a_year_that_is_not_printed_is_none(text: str, month_day: str, weekday: int | None) -> None:
    (phrase,) = find_dates(text)
    assert (phrase.year, phrase.month_day, phrase.weekday) == (None, month_day, weekday)
    assert phrase.days() == ()


@pytest.mark.parametrize(
    "text",
    ["31 April 2026", "7-6 May 2026", "May contain nuts", "We may 4 times", "6 Maybugs",
     "2. Marta Novak", "1. Maja Petrović, MESA", "9.30-10.00", "12.10.-13.10", ""],
)  # fmt: skip
def test_what_is_no_date_gives_none(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    "text",
    ["(updated 30 May 2023)", "Inscripciones hasta el 9 de marzo", "(2026-05-06)",
     "Registration closes on 6 May 2026", "Anmeldung bis 6. Mai 2026", "Version 1.2.2024"],
)  # fmt: skip
def test_a_date_of_a_version_or_deadline_is_aside(text: str) -> None:
    assert [phrase.aside for phrase in find_dates(text)] == [True]


def test_a_month_alone_has_no_day() -> None:
    (phrase,) = find_dates("May 2026")
    assert (phrase.whole_month, phrase.month_day, phrase.days()) == (True, None, ())


def test_the_language_settles_a_name_of_two_months() -> None:
    text = "4 listopada 2026"
    months = [find_dates(text, (language,))[0].start.month for language in ("pl", "hr")]
    assert months == [11, 10]
    assert not find_dates(text)[0].settled


def test_day_and_month_are_settled_by_weekday_language_or_neighbours() -> None:
    assert len(find_dates("3/4/2026")[0].readings) == 2
    assert find_dates("3/4/2026", ("fr",))[0].settled
    (by_weekday,) = settle_readings(find_dates("Friday, 3/4/2026"))
    assert by_weekday.days() == (date(2026, 4, 3),)
    beside = settle_readings(find_dates("2 April 2026; 3/4/2026"))
    assert beside[1].days() == (date(2026, 4, 3),)
    assert not settle_readings(find_dates("3/4/2026"))[0].settled


@pytest.mark.parametrize(
    ("text", "number", "weekday"),
    [
        ("Day 2", 2, None), ("Tag 2", 2, None), ("Jour 2", 2, None), ("2. nap", 2, None),
        ("1. GÜN", 1, None), ("День 2", 2, None), ("Первый день", 1, None),
        ("Premier jour", 1, None), ("Day One", 1, None), ("1er jour", 1, None),
        ("Session Day 1: 6 Sept", 1, None), ("اليوم الأول", 1, None), ("יום שני", None, 0),
        ("Monday", None, 0), ("Montag, 4. Mai", None, 0), ("segunda-feira", None, 0),
    ],
)  # fmt: skip
def test_a_line_may_begin_with_a_day(text: str, number: int | None, weekday: int | None) -> None:
    label = find_day_label(text)
    assert label is not None
    assert (label.number, label.weekday) == (number, weekday)


@pytest.mark.parametrize("text", ["Open day", "Mondays", "Tag der offenen Tür", "Daylight 2", ""])
def test_other_lines_are_no_days(text: str) -> None:
    assert find_day_label(text) is None


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (["Wednesday, 26 April", "(updated 30 May 2023)"], 2023),
        (["Wednesday, 26 April", "(updated 30 May 2022)"], None),
        (["26 April", "(updated 30 May 2023)"], None),
        (["11.-14. November 2021", "12. November"], 2021),
        (["Wednesday, 26 April", "Plan 2017", "Plan 2023"], None),
    ],
)
def test_a_year_elsewhere_counts_where_it_alone_fits(texts: list[str], year: int | None) -> None:
    phrases = [phrase for text in texts for phrase in find_dates(text)]
    years = [one for text in texts for one in find_years(text)]
    assert year_elsewhere(phrases, years) == year
