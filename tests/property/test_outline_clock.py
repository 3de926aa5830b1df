"""Whatever time or date is written, in whatever notation and language, is read again."""

from __future__ import annotations

from datetime import date, time, timedelta

from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from shared.outline.clock import find_times
from shared.outline.dates import find_dates
from shared.outline.languages import guess_languages

LANGUAGES = [
    "en",
    "fr",
    "es",
    "pt",
    "it",
    "de",
    "nl",
    "pl",
    "cs",
    "ro",
    "sr_Latn",
    "sr_Cyrl",
    "hr",
    "tr",
    "ru",
    "uk",
    "el",
    "hu",
    "sv",
    "he",
    "ar",
    "ar_LB",
]
RANGES = (
    "{a.hour}:{a.minute:02}-{b.hour}:{b.minute:02}", "{a:%H.%M}–{b:%H.%M} Uhr",
    "{a:%Hh%M} à {b:%Hh%M}",
    "с {a:%H:%M} до {b:%H:%M}", "od {a:%H:%M} do {b:%H:%M}", "{a:%I:%M %p} - {b:%I:%M %p}",
    "[{a:%H:%M}-{b:%H:%M}]", "dalle ore {a:%H.%M} alle ore {b:%H.%M}", "kl. {a:%H.%M}-{b:%H.%M}",
    "{a:%H:%M} ~ {b:%H:%M}", "من {a:%H:%M} إلى {b:%H:%M}",
)  # fmt: skip
TIMES = st.times().map(lambda one: one.replace(second=0, microsecond=0))
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@given(TIMES, TIMES, st.sampled_from(RANGES), st.sampled_from(["", " Tea", ": Tea"]))
def test_every_notation_of_a_range_is_read(a: time, b: time, form: str, rest: str) -> None:
    printed = form.format(a=a, b=b)
    (span,) = find_times(printed + rest)
    assert (span.first, span.last) == (0, len(printed))
    assert span.start is not None
    assert span.end is not None
    assert (span.start.time, span.end.time) == (a, b)


@given(DAYS, st.sampled_from(LANGUAGES), st.sampled_from(["long", "full"]))
def test_every_language_writes_dates_that_are_read(day: date, language: str, width: str) -> None:
    printed = format_date(day, width, locale=language)
    found = find_dates(printed, (language[:2],))
    assert [one.days() for one in found] == [(day,)]
    assert width == "long" or found[0].weekday == day.weekday()


@given(DAYS, st.integers(1, 10), st.sampled_from(["en", "de", "fr", "ru"]))
def test_ranges_across_months_and_years_are_read(day: date, length: int, language: str) -> None:
    last = day + timedelta(days=length)
    first, end = (format_date(one, "d MMMM y", locale=language) for one in (day, last))
    (phrase,) = find_dates(f"{first} – {end}", (language,))
    assert (phrase.days()[0], phrase.days()[-1]) == (day, last)


@given(st.text(max_size=200))
def test_any_text_has_an_answer_in_order(text: str) -> None:
    for spans in (find_times(text), find_dates(text)):
        at = 0
        for span in spans:
            assert at <= span.first < span.last <= len(text)
            at = span.last
    guess_languages(text)
