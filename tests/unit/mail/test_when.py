"""When a meeting is, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from shared.render.mail.when import say_day, say_instant, say_when
from tests.builders import an_event


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "span", "words"),
    [
        (
            "Europe/Belgrade",
            (utc(4, 13, 6, 30), utc(4, 13, 13, 30)),
            "Tuesday 13 April 2027, 08:30–15:30 (Europe/Belgrade, UTC+2)",
        ),
        (
            "Europe/Belgrade",
            (utc(3, 27, 8), utc(3, 28, 15)),
            "Saturday 27 March 2027, 09:00 – Sunday 28 March 2027, 17:00"
            " (Europe/Belgrade, UTC+1/UTC+2)",
        ),
        (
            "America/St_Johns",
            (utc(1, 4, 12), utc(1, 4, 12)),
            "Monday 4 January 2027, 08:30 (America/St_Johns, UTC-3:30)",
        ),
        ("UTC", (utc(6, 1, 0), utc(6, 1, 1)), "Tuesday 1 June 2027, 00:00–01:00 (UTC, UTC)"),
    ],
)
def test_times_are_told_on_the_events_clock_with_its_offset(
    zone: str, span: tuple[datetime, datetime], words: str
) -> None:
    assert say_when(an_event(timezone=zone, span=span), "en") == words


def test_without_times_the_days_are_told() -> None:
    event = an_event(span=None, dates=(date(2027, 3, 15), date(2027, 3, 17)))
    assert say_when(event, "en") == "Monday 15 March 2027; Wednesday 17 March 2027"


def test_without_days_nothing_is_told() -> None:
    assert say_when(an_event(span=None, dates=()), "en") is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Monday 15 March 2027"),
        ("de", "Montag, 15. März 2027"),
        ("es", "lunes, 15 de marzo de 2027"),
        ("fr", "lundi 15 mars 2027"),
        ("sr-Latn", "ponedeljak, 15. mart 2027."),
    ],
)
def test_days_are_told_as_the_language_does(language: str, words: str) -> None:
    assert say_day(date(2027, 3, 15), language) == words


def test_an_instant_is_told_in_the_zone() -> None:
    told = say_instant(utc(3, 1, 9), "Asia/Tbilisi", "en")
    assert told == "Monday 1 March 2027, 13:00 (Asia/Tbilisi, UTC+4)"


def test_day_and_time_are_joined_as_the_language_does() -> None:
    told = {one: say_instant(utc(3, 1, 9), "UTC", one).split(" (")[0] for one in ("de", "sr-Latn")}
    assert told == {
        "de": "Montag, 1. März 2027, 09:00",
        "sr-Latn": "ponedeljak, 1. mart 2027. 09:00",
    }
