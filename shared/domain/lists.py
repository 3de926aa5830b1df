"""Lists of people: what an organiser chose to see, and what each run of a list held.

A run keeps no personal data: of each row the registration's id and a keyed hash of its cells,
so that a later run can tell what was added, removed or changed since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shared.domain.registration import State

EVERYBODY = "registrations"
"""The key of the list that every event has; those of one state have runs of their own."""
ID_BYTES, SEAL_BYTES = 26, 8
ROW_BYTES = ID_BYTES + SEAL_BYTES
ROWS_OF_PART = 10_000
MOST_ROWS = 100_000
"""All parts of a run are one commit, which DynamoDB takes up to 4 MB."""


class RowChange(StrEnum):
    """What happened to a row since an earlier run."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class ListDefinition:
    """A list under its key: column keys in order, states of people on it (none: all), and how
    often it was run.
    """

    event: str
    key: str
    title: str
    columns: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    runs: int = 0
    version: int = 1


@dataclass(frozen=True)
class ListRun:
    """One part of what run `number` held: `rows` are ids and seals, one after the other."""

    event: str
    list_key: str
    number: int
    part: int
    at: datetime
    rows: bytes


def is_reserved(key: str) -> bool:
    """Whether a key belongs to the lists that every event has."""
    return key == EVERYBODY or key.startswith(f"{EVERYBODY}-")


def seal_row(signing_key: bytes, cells: Iterable[str]) -> bytes:
    """The keyed hash of a row's cells: equal rows have equal seals, and tell nothing else."""
    said = "\0".join(cells).encode()
    return hashlib.blake2b(said, digest_size=SEAL_BYTES, key=signing_key[:64]).digest()


def cut_run(
    definition: ListDefinition, number: int, at: datetime, rows: bytes
) -> tuple[ListRun, ...]:
    """What a run held, in parts that an item can hold; one part when it held nobody."""
    size = ROWS_OF_PART * ROW_BYTES
    return tuple(
        ListRun(definition.event, definition.key, number, part, at, rows[start : start + size])
        for part, start in enumerate(range(0, max(len(rows), 1), size))
    )


def join_run(parts: Iterable[ListRun]) -> dict[str, bytes]:
    """The seals of a run by registration, in the run's order."""
    return {
        row[:ID_BYTES].decode(): row[ID_BYTES:] for part in parts for row in _rows_of(part.rows)
    }


def judge_row(before: Mapping[str, bytes], registration: str, seal: bytes) -> RowChange | None:
    """What happened to a row that is there now (None: nothing)."""
    if registration not in before:
        return RowChange.ADDED
    return None if before[registration] == seal else RowChange.CHANGED


def _rows_of(rows: bytes) -> Iterable[bytes]:
    return (rows[start : start + ROW_BYTES] for start in range(0, len(rows), ROW_BYTES))
