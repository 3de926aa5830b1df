"""Times in a line, in the notations of all languages."""

import pytest

from shared.outline.clock import ClockTime, Sureness, find_times

CERTAIN, LIKELY, WEAK = Sureness.CERTAIN, Sureness.LIKELY, Sureness.WEAK


def shown(one: ClockTime | None) -> str | None:
    return f"{one.hour}:{one.minute:02}" if one else None


@pytest.mark.parametrize(
    ("text", "printed", "start", "end", "sure"),
    [
        ("08h30 - 9h00 Tea", "08h30 - 9h00", "8:30", "9:00", CERTAIN),
        ("9h-9h30 : Tea", "9h-9h30", "9:00", "9:30", CERTAIN),
        ("11.15", "11.15", "11:15", None, LIKELY),
        ("1015 Tea", "1015", "10:15", None, LIKELY),
        ("9-10.30", "9-10.30", "9:00", "10:30", LIKELY),
        ("0930-1000", "0930-1000", "9:30", "10:00", LIKELY),
        ("2–5 p.m.", "2–5 p.m.", "14:00", "17:00", CERTAIN),
        ("11:30a - 12:30p Tea", "11:30a - 12:30p", "11:30", "12:30", CERTAIN),
        ("11:00 - 1:00 pm", "11:00 - 1:00 pm", "11:00", "13:00", CERTAIN),
        ("10am-1:30", "10am-1:30", "10:00", "13:30", CERTAIN),
        ("Noon", "Noon", "12:00", None, LIKELY),
        ("12 noon", "12 noon", "12:00", None, CERTAIN),
        ("18.30 Uhr", "18.30 Uhr", "18:30", None, CERTAIN),
        ("17 h 15 Tisch", "17 h 15", "17:15", None, CERTAIN),
        ("8:45Tea", "8:45", "8:45", None, CERTAIN),
        ("9:30-11 Tea", "9:30-11", "9:30", "11:00", CERTAIN),
        ("[14:00-14:15] Tea", "[14:00-14:15]", "14:00", "14:15", CERTAIN),
        ("de 9 a 10 h", "de 9 a 10 h", "9:00", "10:00", CERTAIN),
        ("dalle ore 9.00 alle ore 10.30", "dalle ore 9.00 alle ore 10.30", "9:00", "10:30",
         CERTAIN),
        ("von 9 bis 10 Uhr", "von 9 bis 10 Uhr", "9:00", "10:00", CERTAIN),
        ("entre 9h et 10h", "entre 9h et 10h", "9:00", "10:00", CERTAIN),
        ("kl. 9.30", "kl. 9.30", "9:30", None, CERTAIN),
        ("с 9:00 до 10:30", "с 9:00 до 10:30", "9:00", "10:30", CERTAIN),
        ("saat 09.00", "saat 09.00", "9:00", None, CERTAIN),
        ("6 μ.μ.", "6 μ.μ.", "18:00", None, CERTAIN),
        ("9 órától 10-ig", "9 órától 10-ig", "9:00", "10:00", CERTAIN),
        ("de. 9 - du. 2", "de. 9 - du. 2", "9:00", "14:00", CERTAIN),
        ("٩:٠٠ ص - ٢:٣٠ م", "٩:٠٠ ص - ٢:٣٠ م", "9:00", "14:30", CERTAIN),
        ("９：００－１０：００", "９：００－１０：００", "9:00", "10:00", CERTAIN),
        ("12 m.", "12 m.", "12:00", None, CERTAIN),
        ("22:00 - 24:00", "22:00 - 24:00", "22:00", "24:00", CERTAIN),
        ("2026-05-04T09:00", "2026-05-04T09:00", "9:00", None, CERTAIN),
        ("09:00:00", "09:00:00", "9:00", None, CERTAIN),
        ("9:00 → 10:30", "9:00 → 10:30", "9:00", "10:30", CERTAIN),
        ("9:00/10:30", "9:00/10:30", "9:00", "10:30", CERTAIN),
        ("16:00 - 15:30 Tea", "16:00 - 15:30", "16:00", "15:30", CERTAIN),
        ("2.15 Beans", "2.15", "2:15", None, LIKELY),
        ("Rom 8:28", "8:28", "8:28", None, WEAK),
        ("9:00 - 3 people", "9:00", "9:00", None, CERTAIN),
        ("Beans (1h30)", "(1h30)", "1:30", None, WEAK),
        ("10-12 people", "10-12", "10:00", "12:00", WEAK),
        ("1930-2030 Tea", "1930-2030", "19:30", "20:30", WEAK),
        ("until 10:15", "until 10:15", None, "10:15", CERTAIN),
        ("bis 10 Uhr", "bis 10 Uhr", None, "10:00", CERTAIN),
    ],
)  # fmt: skip
def test_a_time_is_found_with_its_words(
    text: str, printed: str, start: str | None, end: str | None, sure: Sureness
) -> None:
    (span,) = find_times(text)
    assert text[span.first : span.last] == printed
    assert (shown(span.start), shown(span.end), span.sure) == (start, end, sure)
    assert span.open_start == (start is None)


@pytest.mark.parametrize(
    "text",
    ["3.1", "1:1 meetings", "12.5 %", "12.50 % more", "Tel. 011 30 40", "5.4.5", "COVID-19", "24/7",
     "4:3", "2016-2017 Plan", "12.10.2026", "192.168.10.20", "1. Beans", "10’-15’ each", "½ 9", ""],
)  # fmt: skip
def test_other_numbers_are_no_times(text: str) -> None:
    assert find_times(text) == ()


@pytest.mark.parametrize("text", ["25:00 - 26:00 Tea", "25:00", "9:75 Tea"])
def test_a_time_that_no_clock_shows_is_told_apart(text: str) -> None:
    assert [span.exists for span in find_times(text)] == [False]


def test_a_line_may_have_several_times() -> None:
    text = "Day 1 (0930-1230; 1400-1700)"
    found = [text[span.first : span.last] for span in find_times(text)]
    assert found == ["0930-1230", "1400-1700"]


@pytest.mark.parametrize(("text", "zone"), [("10:00 CET", "CET"), ("14:00 (UTC+2) Tea", "UTC+2")])
def test_a_printed_zone_belongs_to_the_time(text: str, zone: str) -> None:
    assert [span.zone for span in find_times(text)] == [zone]


@pytest.mark.parametrize(
    ("text", "ambiguous"),
    [("9:00", True), ("9 am", False), ("9h", False), ("13:00", False), ("9.00 Uhr", False)],
)
def test_a_bare_hour_of_twelve_is_ambiguous(text: str, ambiguous: bool) -> None:
    (span,) = find_times(text)
    assert span.start is not None
    assert span.start.ambiguous is ambiguous
