"""The machine's clock: it waits for what is to come, and for nothing that has been."""

from __future__ import annotations

from datetime import timedelta

from shared.edge.clock import SystemClock


def test_the_clock_waits_until_the_instant_and_not_for_one_that_has_passed() -> None:
    clock = SystemClock()
    clock.wait_until(clock.now() - timedelta(days=1))
    at = clock.now() + timedelta(milliseconds=5)
    clock.wait_until(at)
    assert clock.now() >= at
