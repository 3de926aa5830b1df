"""Real threads before one gate: no seat is given twice, none is lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from shared.domain.errors import AlreadyThere, GateRefused
from shared.domain.gate import GateMove, Tally
from shared.domain.writes import Add, CountTally, MoveGate, Put
from shared.ports import Store
from tests.builders import EVENT, a_gate, a_registration, an_id, an_identity
from tests.contract.reading import commit

THREADS = 16
SEATS = 20


def race(run: Callable[[int], int]) -> int:
    """The sum of what 16 threads answer that start at one moment."""
    start = Barrier(THREADS)

    def go(number: int) -> int:
        start.wait()
        return run(number)

    with ThreadPoolExecutor(THREADS) as threads:
        return sum(threads.map(go, range(THREADS)))


def test_sixteen_threads_take_twenty_seats_and_never_one_more(store: Store) -> None:
    commit(store, Add(a_gate(limit=SEATS)))
    full = a_gate(limit=SEATS, taken=SEATS)
    seen: list[object] = []

    def take_seats(thread: int) -> int:
        for taken in range(SEATS + 1):
            person = a_registration(id=an_id(thread * 100 + taken))
            try:
                commit(
                    store,
                    MoveGate(EVENT, GateMove.TAKE_SEAT, 1),
                    Add(person),
                    CountTally(EVENT, "sorrel", taken=1),
                )
            except GateRefused as refused:
                seen.append(refused.gate)
                return taken
        raise AssertionError("one thread was given more seats than there are")

    assert race(take_seats) == SEATS
    assert seen == [full] * THREADS
    assert store.gate(EVENT) == full
    assert len(store.registration_page(EVENT, None, 100, None).items) == SEATS
    assert list(store.tallies(EVENT, "")) == [Tally(EVENT, "sorrel", SEATS, 0)]


def test_of_sixteen_who_are_the_same_person_one_is_added(store: Store) -> None:
    seen: list[object] = []

    def add(thread: int) -> int:
        mine = an_identity(registration=an_id(thread))
        try:
            commit(store, Add(mine), Put(a_registration(id=an_id(thread))))
        except AlreadyThere as there:
            seen.append(there.existing)
            return 0
        return 1

    assert race(add) == 1
    assert seen == [store.identity(EVENT, an_identity().key)] * (THREADS - 1)
    assert len(store.registration_page(EVENT, None, 100, None).items) == 1
