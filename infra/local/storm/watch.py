"""Watching the counters while the storm goes on: nothing is ever sold twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock

from shared.domain.quota import Quotas
from shared.ports import Store

GATE = "places"


@dataclass(frozen=True)
class Reading:
    """The counters at one moment, and the settings that held then."""

    version: int
    limit: int | None
    quotas: Quotas
    taken: Mapping[str, int] = field(default_factory=dict)

    def most(self, key: str) -> int | None:
        """How many may be taken under a key; None without limit."""
        return self.limit if key == GATE else self.quotas.limit_of(key)


class Watch:
    """Reads the counters whenever it is told to look, one look at a time.

    Between two looks the settings may change once at most: whoever changes them looks afterwards.
    """

    def __init__(self, store: Store, event: str) -> None:
        self._store = store
        self._event = event
        self._lock = Lock()
        self._last = self._read()
        self.looks = 0
        self.oversold: list[str] = []

    def look(self) -> None:
        """Read every counter and note what is above its limit."""
        with self._lock:
            now = self._read()
            self.oversold += find_oversold(self._last, now)
            self._last = now
            self.looks += 1

    def _read(self) -> Reading:
        """Gate, tallies and settings of one version; again when they change meanwhile."""
        while True:
            event = self._store.event(self._event)
            tallies = {one.key: one.taken for one in self._store.tallies(self._event, "")}
            gate = self._store.gate(self._event)
            if gate.settings_version == event.settings_version:
                taken = {GATE: gate.taken, **tallies}
                return Reading(gate.settings_version, gate.limit, event.quotas, taken)


def find_oversold(before: Reading, now: Reading) -> Iterator[str]:
    """What is taken above its limit; what was above a lowered limit already must only not rise."""
    for key, taken in now.taken.items():
        if not _within(now.most(key), taken, before.taken.get(key, 0)) and (
            before.version == now.version or not _within(before.most(key), taken)
        ):
            yield f"{key}: {taken} of {now.most(key)}"


def _within(most: int | None, taken: int, already: int = 0) -> bool:
    return most is None or taken <= max(most, already)
