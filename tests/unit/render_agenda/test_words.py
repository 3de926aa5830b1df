import json
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.dates import format_date

from shared.domain.session import Kind, Role, Status
from shared.render.agenda.dates import date_range, long_date
from shared.render.agenda.words import (
    DEFAULT,
    FOLDER,
    LANGUAGES,
    Words,
    plural_category,
    words_for,
)

CLDR = {"en": "en_GB", "sr": "sr_Cyrl", "sr-Latn": "sr_Latn"}
"""What the standard calls a language that has another name here, or several forms there."""
A_YEAR = tuple(date(2027, 1, 1) + timedelta(days=number) for number in range(365))


def cldr(language: str) -> Locale:
    return Locale.parse(CLDR.get(language, language))


def spaced(text: str) -> str:
    return " ".join(text.split())


def slots_of(phrase: str) -> set[str]:
    return {slot for _, slot, _, _ in Formatter().parse(phrase) if slot is not None}


def slots_in(phrases: Mapping[str, str]) -> dict[str, set[str]]:
    return {key: slots_of(phrase) for key, phrase in phrases.items()}


def all_slots(wordings: Mapping[str, str]) -> set[str]:
    """The slots of a counted phrase; the words for one and two may tell the count themselves."""
    return set.union({"count"}, *slots_in(wordings).values())


def some_words() -> Words:
    """Russian, with one counted phrase of this test's own."""
    plurals = {"one": "{count} река", "few": "{count} реки", "many": "{count} рек", "other": "–"}
    return Words("ru", "ltr", (), (), {}, {"comma": ", "}, {"rivers": plurals})


def test_every_language_has_its_file() -> None:
    assert sorted(Path(one).stem for one in FOLDER.glob("*.json")) == sorted(LANGUAGES)
    assert [words_for(one).language for one in LANGUAGES] == list(LANGUAGES)


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("en", "en"),
        ("fr-CA", "fr"),
        ("fr_ca", "fr"),
        ("PT-br", "pt"),
        ("sr", "sr"),
        ("sr-RS", "sr"),
        ("sr-Cyrl", "sr"),
        ("sr-Cyrl-ME", "sr"),
        ("sr-Latn", "sr-Latn"),
        ("sr_latn_RS", "sr-Latn"),
        ("de-DE-x-office", "de"),
        ("zh", DEFAULT),
        ("zh-Hant-TW", DEFAULT),
        ("", DEFAULT),
    ],
)
def test_a_locale_gets_the_words_of_its_language_or_english(locale: str, language: str) -> None:
    assert words_for(locale) is words_for(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_written_as_the_standard_says(language: str) -> None:
    assert words_for(language).direction == cldr(language).text_direction


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_phrase_with_the_same_slots(language: str) -> None:
    words, english = words_for(language), words_for(DEFAULT)
    assert slots_in(words.phrases) == slots_in(english.phrases)
    assert slots_in(words.patterns) == slots_in(english.patterns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_counted_phrase_is_worded_for_each_plural(language: str) -> None:
    words, english = words_for(language), words_for(DEFAULT)
    categories = {plural_category(language, count) for count in range(201)} | {"other"}
    assert {key: set(one) for key, one in words.counted.items()} == dict.fromkeys(
        english.counted, categories
    )
    assert {key: all_slots(one) for key, one in words.counted.items()} == {
        key: all_slots(one) for key, one in english.counted.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_empty_or_steers_the_direction_of_its_line(language: str) -> None:
    text = (FOLDER / f"{language}.json").read_text(encoding="utf-8")
    assert [key for key, one in json.loads(text)["phrases"].items() if not one] == []
    assert [one for one in text if unicodedata.category(one) == "Cf"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_and_months_are_called_as_the_standard_says(language: str) -> None:
    words, locale = words_for(language), cldr(language)
    assert list(words.days) == [locale.days["format"]["wide"][number] for number in range(7)]
    assert list(words.months) == [
        locale.months["format"]["wide"][number] for number in range(1, 13)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_is_written_as_the_standard_says(language: str) -> None:
    words, locale = words_for(language), cldr(language)
    for day in A_YEAR:
        full, long = (format_date(day, length, locale) for length in ("full", "long"))
        assert long_date(day.isoformat(), words) == spaced(full)
        assert date_range([day.isoformat()], words) == spaced(long)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_are_those_of_the_standard(language: str) -> None:
    counts = (*range(201), 1_000, 1_000_000, 2_000_000, 1_000_001)
    rule = cldr(language).plural_form
    assert {count: plural_category(language, count) for count in counts} == {
        count: rule(count) for count in counts
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_document_can_say_has_a_word(language: str) -> None:
    words = words_for(language)
    unusual = [status for status in Status if status is not Status.SCHEDULED]
    assert all(words[f"kind.{kind}"] for kind in Kind)
    assert all(words[f"role.{role}"] for role in Role)
    assert all(words[f"status.{one}"] and words[f"event.{one}"] for one in unusual)
    assert [words.fill(f"mark.{one}", title="T").endswith(" T") for one in unusual] == [True, True]


def test_slots_are_filled() -> None:
    words = words_for("de")
    assert words.fill("times_local", timezone="Asia/Tbilisi") == (
        "Alle Zeitangaben in Ortszeit (Asia/Tbilisi)."
    )
    with pytest.raises(KeyError):
        words.fill("times_local")


def test_an_unknown_phrase_is_an_error() -> None:
    with pytest.raises(KeyError):
        words_for("en")["nothing of the kind"]


@pytest.mark.parametrize(
    ("count", "phrase"), [(1, "1 река"), (3, "3 реки"), (11, "11 рек"), (21, "21 река")]
)
def test_a_counted_phrase_follows_its_count(count: int, phrase: str) -> None:
    assert some_words().fill_count("rivers", count) == phrase


def test_parts_that_are_there_are_joined() -> None:
    assert words_for("en").join(["Blue Hall", None, "", "Tbilisi"]) == "Blue Hall, Tbilisi"
    assert words_for("ar").join(["أ", "ب"]) == "أ، ب"
