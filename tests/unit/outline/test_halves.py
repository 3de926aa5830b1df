"""Bare hours on the clock of 24 hours."""

import pytest

from shared.outline.clock import find_times
from shared.outline.halves import settle_halves


def settled(column: str) -> list[tuple[str, bool]]:
    spans = [span for entry in column.split(",") for span in find_times(entry.strip())]
    (day,) = settle_halves([spans])
    shown = []
    for one in day:
        end = f"-{one.end:%H:%M}" if one.end else ""
        shown.append((f"{one.start:%H:%M}{end}", one.ambiguous))
    return shown


@pytest.mark.parametrize(
    ("column", "times"),
    [
        ("8:30, 10:00, 12:30, 1:30, 3:00, 5:15", "08:30 10:00 12:30 13:30 15:00 17:15"),
        ("09:00-10:00, 12:30-01:30, 01:30-03:00", "09:00-10:00 12:30-13:30 13:30-15:00"),
        ("8:00 AM, 9:00, 1:00 PM, 2:00", "08:00 09:00 13:00 14:00"),
        ("noon, 1:00, 2:00", "12:00 13:00 14:00"),
        ("17h25 - 18h25, 18h20 - 18h30", "17:25-18:25 18:20-18:30"),
        ("16:00 - 15:30, 9:00-10:00", "16:00-15:30 09:00-10:00"),
    ],
)
def test_a_column_goes_on_into_the_afternoon(column: str, times: str) -> None:
    assert settled(column) == [(one, False) for one in times.split()]


@pytest.mark.parametrize(
    ("column", "times"),
    [
        ("8:00 - 5:00", [("08:00-17:00", True)]),
        ("2:00, 3:00", [("14:00", True), ("15:00", False)]),
        ("10:00 - 09:30", [("10:00-09:30", True)]),
    ],
)
def test_what_nothing_tells_is_marked(column: str, times: list[tuple[str, bool]]) -> None:
    assert settled(column) == times


def test_each_day_begins_anew() -> None:
    spans = [find_times("9:00")[0], find_times("2:00")[0]]
    assert [day[0].start for day in settle_halves([spans, spans])] == [
        day[0].start for day in settle_halves([spans])
    ] * 2


def test_a_time_that_does_not_exist_settles_to_none() -> None:
    ((one,),) = settle_halves([find_times("25:00")])
    assert (one.start, one.end) == (None, None)
