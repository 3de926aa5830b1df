"""Frozen nouns in RAM, by list and place, with the index of what is due."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from datetime import datetime
from threading import Lock
from typing import Any, TypeVar, cast

from shared.adapters.commit import Stored
from shared.adapters.places import Place
from shared.domain.due import DigestSchedule, DueItem, DueKind
from shared.domain.erasure import Erasure
from shared.domain.gate import Gate
from shared.domain.message import Message
from shared.domain.notice import Notice
from shared.domain.round import Round

T = TypeVar("T")
REMEMBERED_TOKENS = 10_000
List = tuple[type[Any], tuple[Any, ...]]
DueOrder = tuple[datetime, DueKind, str, str]


class MemoryRows:
    """Rows under one lock; what begins with one underscore is for the store that they make."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._lists: dict[List, dict[tuple[Any, ...], Stored]] = {}
        self._order: dict[List, list[tuple[Any, ...]]] = {}
        self._due: list[DueOrder] = []
        self._tokens: dict[str, None] = {}

    def _one(self, noun: type[T], *within: str, at: tuple[Any, ...] = ()) -> T | None:
        with self._lock:
            return cast("T | None", self._at(Place(noun, within, at)))

    def _all(self, noun: type[T], *within: Any) -> list[T]:
        with self._lock:
            rows = self._lists.get((noun, within), {})
            return [cast("T", rows[key]) for key in self._order.get((noun, within), ())]

    def _after(self, noun: type[T], event_id: str | None, after: str | None) -> Iterator[T]:
        within = () if event_id is None else (event_id,)
        with self._lock:
            order = self._order.get((noun, within), [])
            keys = order[0 if after is None else bisect_right(order, (after,)) :]
        for key in keys:
            there = self._one(noun, *within, at=key)
            if there is not None:
                yield there

    def _before(self, noun: type[T], event_id: str | None, after: str | None) -> Iterator[T]:
        """Latest first, going on from `after`."""
        within = () if event_id is None else (event_id,)
        with self._lock:
            order = self._order.get((noun, within), [])
            keys = order[: len(order) if after is None else bisect_left(order, (after,))]
        for key in reversed(keys):
            there = self._one(noun, *within, at=key)
            if there is not None:
                yield there

    def _at(self, place: Place) -> Stored | None:
        return self._lists.get(place[:2], {}).get(place.at)

    def _set(self, place: Place, noun: Stored | None) -> None:
        before = self._at(place)
        rows = self._lists.setdefault(place[:2], {})
        order = self._order.setdefault(place[:2], [])
        if noun is None:
            rows.pop(place.at, None)
            order.pop(bisect_left(order, place.at))
        else:
            rows[place.at] = noun
            if before is None:
                insort(order, place.at)
        self._set_due(_due_order(before), _due_order(noun))

    def _set_due(self, before: DueOrder | None, after: DueOrder | None) -> None:
        if before is not None:
            self._due.pop(bisect_left(self._due, before))
        if after is not None:
            insort(self._due, after)

    def _remember(self, token: str) -> None:
        self._tokens[token] = None
        if len(self._tokens) > REMEMBERED_TOKENS:
            del self._tokens[next(iter(self._tokens))]


def _due_order(noun: Stored | None) -> DueOrder | None:
    if isinstance(noun, Message) and noun.due_at:
        return (noun.due_at, DueKind.MESSAGE, noun.event, noun.key)
    if isinstance(noun, DigestSchedule) and noun.due_at:
        return (noun.due_at, DueKind.DIGEST, noun.event, "")
    if isinstance(noun, Gate) and noun.look_at:
        return (noun.look_at, DueKind.FULL, noun.event, "")
    if isinstance(noun, DueItem):
        return (noun.due_at, noun.kind, noun.event, "")
    if isinstance(noun, Erasure):
        return (noun.due_at, DueKind.ERASURE, noun.event, noun.registration)
    if isinstance(noun, Notice):
        return (noun.due_at, DueKind.NOTICE, noun.event, "")
    if isinstance(noun, Round) and noun.due_at:
        return (noun.due_at, DueKind.ROUND, noun.event, noun.id)
    return None
