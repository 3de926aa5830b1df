"""An agenda published over ports in RAM, and a store that counts what is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from functions.agenda.app import app
from shared.adapters.memory import MemoryStore
from shared.domain.agenda import Draft
from shared.domain.event import Event
from shared.domain.session import Session
from shared.domain.writes import Replace
from shared.edge.app import App
from shared.ports import Ports, Store
from shared.verbs.publish import publish
from tests.edge.calling import Called, call
from tests.fakes import FakeClock, put_event, some_ports

PATH = "/agenda/river-basins"
JSON = f"{PATH}/agenda.json"


class CountingStore:
    """The store of another, noting the name of every read."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.reads: list[str] = []

    def __getattr__(self, name: str) -> Any:
        read = getattr(self._store, name)

        def noted(*args: Any) -> Any:
            self.reads.append(name)
            return read(*args)

        return noted


class Readers:
    """The agenda function over an event that organisers publish."""

    def __init__(
        self,
        change: Callable[[Event], Event] = lambda event: event,
        sessions: tuple[Session, ...] | None = None,
    ) -> None:
        self.clock = FakeClock()
        self.store = CountingStore(MemoryStore())
        self.ports: Ports = some_ports(self.store, self.clock)
        self.event = put_event(self.ports, change, sessions)

    def publish(self, sessions: tuple[Session, ...] | None = None) -> None:
        """Publish the draft, or first make it these sessions."""
        if sessions is not None:
            draft = self.ports.store.draft(self.event.id)
            assert draft is not None
            edited: Draft = replace(draft, sessions=sessions, version=draft.version + 1)
            self.ports.store.commit([Replace(edited)], self.ports.ids.new(self.clock.now()))
        publish(self.ports, self.event.id)
        self.store.reads.clear()

    def get(self, path: str = JSON, method: str = "GET", **headers: str) -> Called:
        """Ask the function; header names with underscores."""
        self.store.reads.clear()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return call(self.function, method, path, named)

    @property
    def function(self) -> App:
        app.use(self.ports)
        return app


def published(
    change: Callable[[Event], Event] = lambda event: event,
    sessions: tuple[Session, ...] | None = None,
) -> Readers:
    """Readers of an agenda whose first release is out."""
    readers = Readers(change, sessions)
    readers.publish()
    return readers
