"""What the page's script writes, against what the server writes."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pytest
from playwright.sync_api import Page

from shared.calendar.invitation import mailto
from shared.domain.place import Location, place_line
from shared.domain.text import search_key
from shared.render.agenda.dates import date_range, day_heading
from shared.render.agenda.page import COUNTED_BY_SCRIPT, FOLDER, SPOKEN_BY_SCRIPT
from shared.render.agenda.words import LANGUAGES, words_for
from tests.browser.conftest import OpenPage

TYPED = [
    "Žofia  ŁUKASIEWICZ",
    "Straße STRASSE",
    "İstanbul, ığdır",
    "Ελένη ΠΑΠΑΔΆΚΗΣ",
    "Йод и Ёлка",
    "مَدْرَسَة الأنهار",
    "שָׁלוֹם",
    "한국의 강",
    "हिन्दी",
    "Œuvre d’Ærø",
    "“Ports” – and more",
    "ﬁne print",
]
RANGES = [
    [],
    ["2027-04-13"],
    ["2027-04-14", "2027-04-13"],
    ["2027-04-30", "2027-05-01"],
    ["2027-12-31", "2028-01-01"],
    ["2027-04-13", "2027-04-15"],
]
PLACES = [
    Location("House of Rivers, Blue Hall.", "house of rivers", None, "Tbilisi", "Georgia"),
    Location(None, "Straßenhaus", "Room 1", "STRASSENHAUS", None),
    Location("", None, None, None, None),
]
ADDRESSES = ["o'tilda+desk@example.org", "a(b)%c@example.org", "žofia@example.org", "a!b@x.example"]


@pytest.fixture
def page(open_phone: OpenPage) -> Page:
    opened: Page = open_phone()
    return opened


def run(page: Page, names: list[str], facts: object, what: str, arguments: list[Any]) -> Any:
    """What a function of the script answers, asked once for each argument."""
    sources = "".join((FOLDER / f"{name}.js").read_text("utf-8") for name in names)
    script = f"(all) => {{ const facts = {json.dumps(facts)}; {sources} return all.map({what}); }}"
    return page.evaluate(script, arguments)


def facts_in(language: str) -> dict[str, Any]:
    words = words_for(language)
    return {
        "language": language,
        "days": words.days,
        "months": words.months,
        "patterns": words.patterns,
        "phrases": {key: words[key] for key in SPOKEN_BY_SCRIPT},
        "counted": {key: words.counted[key] for key in COUNTED_BY_SCRIPT},
    }


def test_words_are_looked_for_as_the_server_looks_for_them(page: Page) -> None:
    assert run(page, ["fold"], {}, "(one) => fold(one)", TYPED) == [
        search_key(one) for one in TYPED
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_written_as_the_server_writes_them(page: Page, language: str) -> None:
    words, facts = words_for(language), facts_in(language)
    ranges = run(page, ["words"], facts, "(one) => dateRange(one)", RANGES)
    assert ranges == [date_range(one, words) for one in RANGES]
    days = [f"2027-{month:02}-{month + 9:02}" for month in range(1, 13)]
    headings = run(page, ["words"], facts, "(one) => longDate(one)", days)
    assert headings == [day_heading(one, words) for one in days]


@pytest.mark.parametrize("language", LANGUAGES)
def test_things_are_counted_as_the_language_counts(page: Page, language: str) -> None:
    counts = [*range(130), 1_000_000]
    for key in COUNTED_BY_SCRIPT:
        said = run(page, ["words"], facts_in(language), f"(one) => counted('{key}', one)", counts)
        assert said == [words_for(language).fill_count(key, one) for one in counts]


def test_places_and_addresses_are_written_as_the_server_writes_them(page: Page) -> None:
    places = run(page, ["head"], {}, "placeLine", [asdict(one) for one in PLACES])
    assert places == [place_line(one) for one in PLACES]
    links = run(page, ["head"], {}, "(one) => mailto(one)", ADDRESSES)
    assert links == [mailto(one) for one in ADDRESSES]
