"""The clock of the local stack: real time, an offset, and where a stack starts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from infra.local.clock import LocalClock, starting_instant
from tests.builders import NOW
from tests.fakes import FakeClock

BELGRADE = "Europe/Belgrade"


def test_it_runs_with_real_time() -> None:
    real = FakeClock()
    clock = LocalClock(real.now)
    real.advance(seconds=5)
    assert clock.now() == NOW + timedelta(seconds=5)


def test_it_runs_on_from_where_it_was_set() -> None:
    real = FakeClock()
    clock = LocalClock(real.now)
    clock.set_to(datetime(2017, 3, 27, 7, tzinfo=UTC))
    real.advance(seconds=5)
    assert clock.now() == datetime(2017, 3, 27, 7, 0, 5, tzinfo=UTC)


def test_reaching_never_goes_back() -> None:
    clock = LocalClock(FakeClock().now)
    clock.reach(NOW + timedelta(hours=1))
    clock.reach(NOW)
    assert clock.now() == NOW + timedelta(hours=1)


def test_a_meeting_to_come_starts_now() -> None:
    assert starting_instant(date(2027, 3, 15), BELGRADE, NOW) == NOW


def test_a_meeting_that_begins_today_starts_now() -> None:
    late = datetime(2027, 3, 14, 23, 30, tzinfo=UTC)  # the 15th has begun in Belgrade
    assert starting_instant(date(2027, 3, 15), BELGRADE, late) == late


def test_a_past_meeting_starts_at_nine_fourteen_days_before() -> None:
    assert starting_instant(date(2017, 4, 10), BELGRADE, NOW) == (
        datetime(2017, 3, 27, 7, 0, tzinfo=UTC)
    )
