"""The one-minute tick on a laptop, and the way through time from one due item to the next."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from infra.local.clock import LocalClock
from infra.local.invoke import Crashed, Handler, invoke
from infra.local.payloads import schedule_payload
from shared.domain.due import Due
from shared.ports import Store

TICK_S = 60


class Ticker:
    """Calls the timer's handler once a minute of real time, and whenever the clock is moved.

    `drain` delivers what a tick has written before time goes on.
    """

    def __init__(
        self, clock: LocalClock, store: Store, handler: Handler, drain: Callable[[], None]
    ) -> None:
        self._clock = clock
        self._store = store
        self._handler = handler
        self._drain = drain
        self._ticking = threading.Lock()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Tick every minute from now on, in a thread of its own."""
        self._thread.start()

    def tick(self) -> None:
        """Run what is due now and deliver what it wrote."""
        with self._ticking:
            self._tick()

    def advance(self, seconds: float) -> None:
        """Move the clock on, through every due instant in order; all is delivered before and after.

        An item that stays due although the timer ran does not hold up time.
        """
        with self._ticking:
            self._drain()
            target = self._clock.now() + timedelta(seconds=seconds)
            stuck: set[Due] = set()
            while (due := self._next(target, stuck)) is not None:
                self._reach(due.at)
                stuck.add(due)
            self._reach(target)

    def close(self) -> None:
        """Tick no more."""
        self._closed.set()
        if self._thread.is_alive():
            self._thread.join()

    def _next(self, target: datetime, stuck: set[Due]) -> Due | None:
        waiting = self._store.due(target, len(stuck) + 1)
        stuck.intersection_update(waiting)
        return next((due for due in waiting if due not in stuck), None)

    def _reach(self, instant: datetime) -> None:
        self._clock.reach(instant)
        self._tick()

    def _tick(self) -> None:
        """A tick that crashed is made good by the next one, as in AWS."""
        with suppress(Crashed):
            invoke("timer", self._handler, schedule_payload(self._clock.now()))
        self._drain()

    def _run(self) -> None:
        while not self._closed.wait(TICK_S):
            self.tick()
