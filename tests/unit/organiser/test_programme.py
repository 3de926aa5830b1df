"""Sessions out of printed slots."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from functions.organiser.programme import Programme, Slot, make_sessions, seed_institutions
from shared.domain.errors import Invalid
from shared.domain.event import Event
from shared.domain.institution import Institution
from shared.domain.place import Contact, Location
from shared.domain.session import Kind
from tests.builders import an_event

FRIDAY, SATURDAY = date(2027, 5, 7), date(2027, 5, 8)
SLOT = Slot(1, FRIDAY, None, time(20), time(22), "Dinner", Kind.OTHER, None, None, (), ())


def programme(*slots: Slot, dates: tuple[date, ...] = (FRIDAY, SATURDAY)) -> Programme:
    return Programme(
        "Ferries", None, None, dates, Location(), Contact(), "Europe/Zagreb", None, None, (), slots
    )


def event(*dates: date) -> Event:
    return an_event(id="ferries", timezone="Europe/Zagreb", dates=dates or (FRIDAY, SATURDAY))


@pytest.mark.parametrize(
    ("end", "instant"),
    [
        (time(22), datetime(2027, 5, 7, 20, tzinfo=UTC)),
        (time(0), datetime(2027, 5, 7, 22, tzinfo=UTC)),
        (time(19), datetime(2027, 5, 7, 17, tzinfo=UTC)),
        (None, None),
    ],
)
def test_an_end_is_on_the_day_of_the_start_and_midnight_ends_that_day(
    end: time | None, instant: datetime | None
) -> None:
    (session,) = make_sessions(programme(replace(SLOT, end=end)), event())
    assert session.end == instant


def test_what_begins_in_the_evening_may_end_in_the_small_hours() -> None:
    night = replace(SLOT, start=time(22), end=time(1))
    (session,) = make_sessions(programme(night), event())
    assert session.end is not None
    assert session.end - session.start == timedelta(hours=3)


@pytest.mark.parametrize(
    ("slot", "dates", "start"),
    [
        (SLOT, (FRIDAY, SATURDAY), FRIDAY),
        (replace(SLOT, date=date(2027, 5, 6)), (FRIDAY, SATURDAY), date(2027, 5, 6)),
        (replace(SLOT, date=None, day=2), (FRIDAY, SATURDAY), SATURDAY),
        (replace(SLOT, date=None, month_day="05-08"), (FRIDAY, SATURDAY), SATURDAY),
        (replace(SLOT, day=2, date=SATURDAY), (date(2027, 6, 1), date(2027, 6, 2)),
         date(2027, 6, 2)),
    ],
)  # fmt: skip
def test_a_slot_finds_its_date(slot: Slot, dates: tuple[date, ...], start: date) -> None:
    (session,) = make_sessions(programme(slot), event(*dates))
    assert session.date_in("Europe/Zagreb") == start


def test_a_day_that_no_date_stands_for_is_named() -> None:
    with pytest.raises(Invalid) as wrong:
        make_sessions(programme(replace(SLOT, date=None, day=3)), event())
    assert [path for path, _ in wrong.value.errors] == ["dates"]


def test_institutions_with_like_slugs_stay_apart() -> None:
    said = replace(programme(), participants=("Port: A", "Port A", "Порт", "", "x" * 257))
    assert seed_institutions(said) == (
        Institution("port-a", "Port: A"),
        Institution("port-a-2", "Port A"),
        Institution("institution", "Порт"),
    )
