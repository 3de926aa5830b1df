"""The way through time: every due instant in order, then the instant that was asked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from infra.local.clock import LocalClock
from infra.local.payloads import Payload
from infra.local.ticker import Ticker
from shared.adapters.memory import MemoryStore
from shared.domain.due import DueItem, DueKind
from shared.domain.writes import Add, Remove
from tests.builders import NOW
from tests.fakes import FakeClock

HOUR = timedelta(hours=1)


class Timer:
    """Notes when it was called, and removes what is due unless it is told to leave it."""

    def __init__(self, clock: LocalClock, store: MemoryStore, leaves: bool = False) -> None:
        self.ticks: list[datetime] = []
        self._clock = clock
        self._store = store
        self._leaves = leaves

    def __call__(self, payload: Payload, context: Any) -> None:
        assert payload["detail-type"] == "Scheduled Event"
        now = self._clock.now()
        self.ticks.append(now)
        for due in [] if self._leaves else self._store.due(now, 10):
            item = DueItem(due.event, DueKind.PROMOTION, due.at)
            self._store.commit([Remove(item)], f"done {due.event}")


class Scene:
    """A store with something due one and three hours from now."""

    def __init__(self, leaves: bool = False) -> None:
        self.clock = LocalClock(FakeClock().now)
        self.store = MemoryStore()
        self.timer = Timer(self.clock, self.store, leaves)
        self.drained: list[datetime] = []
        self.ticker = Ticker(
            self.clock, self.store, self.timer, lambda: self.drained.append(self.clock.now())
        )
        for event, hours in (("late", 3), ("early", 1)):
            due = DueItem(event, DueKind.PROMOTION, NOW + hours * HOUR)
            self.store.commit([Add(due)], f"add {event}")


def test_time_stops_at_every_due_instant() -> None:
    scene = Scene()
    scene.ticker.advance(4 * 3600)
    assert scene.timer.ticks == [NOW + HOUR, NOW + 3 * HOUR, NOW + 4 * HOUR]
    assert scene.clock.now() == NOW + 4 * HOUR


def test_what_a_tick_wrote_is_delivered_before_time_goes_on() -> None:
    scene = Scene()
    scene.ticker.advance(4 * 3600)
    assert scene.drained[1:] == scene.timer.ticks


def test_what_was_written_before_is_delivered_before_time_goes_on() -> None:
    scene = Scene()
    scene.ticker.advance(4 * 3600)
    assert scene.drained[0] == NOW


def test_what_is_due_later_is_not_run() -> None:
    scene = Scene()
    scene.ticker.advance(2 * 3600)
    assert [due.event for due in scene.store.due(NOW + 9 * HOUR, 10)] == ["late"]


def test_what_stays_due_does_not_hold_up_time() -> None:
    scene = Scene(leaves=True)
    scene.ticker.advance(4 * 3600)
    assert scene.timer.ticks == [NOW + HOUR, NOW + 3 * HOUR, NOW + 4 * HOUR]


def test_going_nowhere_runs_what_is_due_now() -> None:
    scene = Scene()
    scene.ticker.advance(0)
    assert scene.timer.ticks == [NOW]


def test_a_tick_that_crashes_does_not_stop_the_clock(caplog: pytest.LogCaptureFixture) -> None:
    def crash(payload: Payload, context: Any) -> None:
        raise RuntimeError("no answer")

    scene = Scene()
    Ticker(scene.clock, scene.store, crash, lambda: None).advance(3600)
    assert scene.clock.now() == NOW + HOUR
    assert "RuntimeError" in caplog.text
