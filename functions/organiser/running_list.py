"""A run of a list under way: rows as they are read, then kept for later runs to compare with.

Rows are compared as they were shown, by the columns of the time: after a change of columns every
row has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from functions.organiser.read_people import read_people
from shared.domain.errors import AlreadyThere, SecretariatError, Stale, StoreUnavailable
from shared.domain.event import Event
from shared.domain.lists import (
    MOST_ROWS,
    ListDefinition,
    RowChange,
    cut_run,
    judge_row,
    seal_row,
)
from shared.domain.registration import Registration
from shared.domain.writes import Add, Replace
from shared.ports import Ports
from shared.render.lists.rows import Row, cell_text, columns_of, default_columns, row_of

ATTEMPTS = 4
CHANGE = "change"


class TooLong(SecretariatError):
    """The list is longer than one answer can be."""


class RunningList:
    """A run under way: `rows` reads the people, `keep` writes down what the rows were.

    `before` are the seals of the run to compare with (None: all rows are told).
    """

    def __init__(
        self,
        ports: Ports,
        event: Event,
        definition: ListDefinition,
        before: Mapping[str, bytes] | None,
    ) -> None:
        self._ports = ports
        self._event = event
        self._definition = definition
        self._before = before
        self._columns = columns_of(event, definition.columns or default_columns(event))
        self._held = bytearray()

    @property
    def header(self) -> tuple[str, ...]:
        """The keys of the columns; of changes, what happened comes first."""
        keys = tuple(one.key for one in self._columns)
        return keys if self._before is None else (CHANGE, *keys)

    def rows(self, most: int = MOST_ROWS) -> Iterator[Row]:
        """All rows, or those that have changed and at last those that are gone.

        Raises TooLong after `most` people.
        """
        gone = dict(self._before or {})
        places = self._places()
        people = read_people(self._ports, self._event.id, self._definition.states)
        for number, one in enumerate(people):
            if number == most:
                raise TooLong
            row = row_of(self._columns, one, places.get(one.id))
            seal = self._seal(one, row)
            gone.pop(one.id, None)
            yield from self._told(one, row, seal)
        yield from self._removed(gone)

    def keep(self) -> int:
        """The number of this run, under which its rows are kept. Raises StoreUnavailable."""
        now = self._ports.clock.now()
        for _ in range(ATTEMPTS):
            there = find_list(self._ports, self._event.id, self._definition.key)
            base = there or self._definition
            ran = replace(base, runs=base.runs + 1, version=base.version + (there is not None))
            parts = cut_run(ran, ran.runs, now, bytes(self._held))
            writes = [Replace(ran) if there else Add(ran), *(Add(part) for part in parts)]
            try:
                self._ports.store.commit(writes, self._ports.ids.new(now))
            except (AlreadyThere, Stale):
                continue  # somebody else ran or changed the list at the same moment
            return ran.runs
        raise StoreUnavailable

    def _places(self) -> dict[str, int]:
        """The line by registration, if a column tells of it."""
        if all(one.key != "position" for one in self._columns):
            return {}
        line = self._ports.store.line(self._event.id)
        return {place.registration: number for number, place in enumerate(line, start=1)}

    def _seal(self, one: Registration, row: Row) -> bytes:
        seal = seal_row(self._event.signing_key, map(cell_text, row))
        self._held += one.id.encode() + seal
        return seal

    def _told(self, one: Registration, row: Row, seal: bytes) -> Iterable[Row]:
        if self._before is None:
            return [row]
        change = judge_row(self._before, one.id, seal)
        return [(change.value, *row)] if change else []

    def _removed(self, gone: Iterable[str]) -> Iterator[Row]:
        """Those who were there, as they are now; of somebody erased nothing is left to tell."""
        ids = list(gone)
        found = self._ports.store.registrations(self._event.id, ids)
        for one in ids:
            there = found.get(one)
            if there is None or there.erased_at is not None:
                cells: Row = tuple(one if key.key == "id" else None for key in self._columns)
            else:
                cells = row_of(self._columns, there, None)
            yield (RowChange.REMOVED.value, *cells)


def find_list(ports: Ports, event_id: str, key: str) -> ListDefinition | None:
    """The list under a key."""
    return next((one for one in ports.store.lists(event_id) if one.key == key), None)
