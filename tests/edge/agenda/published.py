"""An agenda published over ports in RAM, and a store that counts what is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from functions.agenda.app import app
from functions.organiser.redact_release import redact_release
from shared.adapters.memory import MemoryStore
from shared.domain.agenda import Draft
from shared.domain.event import Event
from shared.domain.journal import Hand
from shared.domain.session import Session
from shared.domain.writes import Replace
from shared.edge.app import App
from shared.edge.cache import PointerCache
from shared.ports import Ports, Store
from shared.verbs.publish import publish
from shared.verbs.revise import revise
from tests.builders import an_id
from tests.edge.calling import Called, call
from tests.fakes import FakeClock, put_event, some_ports
from tests.unit.calendar.reading import check_feed

PATH = "/agenda/river-basins"
JSON = f"{PATH}/agenda.json"


class CountingStore:
    """The store of another, noting the name of every read."""

    def __init__(self, store: Store) -> None:
        self.kept = store
        self.reads: list[str] = []

    def __getattr__(self, name: str) -> Any:
        read = getattr(self.kept, name)

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
        store: Store | None = None,
    ) -> None:
        self.clock = FakeClock()
        self.store = CountingStore(store or MemoryStore())
        self.ports: Ports = some_ports(self.store, self.clock)
        self.event = put_event(self.ports, change, sessions)

    def publish(self, sessions: tuple[Session, ...] | None = None) -> None:
        """Publish the draft, or first make it these sessions."""
        if sessions is not None:
            self.edit(sessions)
        publish(self.ports, self.event.id)

    def edit(self, sessions: tuple[Session, ...]) -> None:
        """Make the draft these sessions."""
        draft = self.ports.store.draft(self.event.id)
        assert draft is not None
        known = tuple(dict.fromkeys([*draft.known, *(one.id for one in draft.sessions)]))
        edited: Draft = replace(draft, sessions=sessions, known=known, version=draft.version + 1)
        self.ports.store.commit([Replace(edited)], self.ports.ids.new(self.clock.now()))

    def revise(self, **changes: Any) -> None:
        """Give the event these settings."""
        revise(self.ports, self.event.id, lambda event: replace(event, **changes))

    def redact(self, release: int) -> None:
        """Take a release away."""
        redact_release(self.ports, self.event.id, release, Hand(an_id(9), "asked to"))

    def keep_pointers(self) -> None:
        """Keep pointers as a function does that has just answered somebody."""
        self.ports = replace(self.ports, pointers=PointerCache(self.store, self.clock))
        self.get()

    def get(self, path: str = JSON, method: str = "GET", **headers: str) -> Called:
        """Ask the function; header names with underscores."""
        self.store.reads.clear()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = call(self.function, method, path, named)
        if answer.body.startswith(b"BEGIN:VCALENDAR"):
            check_feed(answer.body)
        return answer

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
