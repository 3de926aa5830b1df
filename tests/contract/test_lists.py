"""Lists of an event and what their runs held, in every store."""

from __future__ import annotations

from shared.domain.lists import ROW_BYTES, ROWS_OF_PART
from shared.domain.writes import Add
from shared.ports import Store
from tests.builders import EVENT, a_list, a_list_run
from tests.contract.reading import commit


def test_the_lists_of_an_event_come_by_key(store: Store) -> None:
    made = [a_list(key=key) for key in ("catering", "door", "hotel")]
    commit(store, *(Add(one) for one in reversed(made)), Add(a_list(event="other")))
    assert list(store.lists(EVENT)) == made
    assert list(store.lists("nobody")) == []


def test_a_run_comes_with_all_its_parts_in_order(store: Store) -> None:
    full = b"r" * ROW_BYTES * ROWS_OF_PART
    parts = [a_list_run(part=part, rows=full) for part in range(10)]
    commit(store, *(Add(one) for one in reversed(parts)))
    assert list(store.list_run(EVENT, "hotel", 1)) == parts


def test_runs_do_not_see_each_other(store: Store) -> None:
    runs = [a_list_run(), a_list_run(number=11), a_list_run(list_key="hotel#1", number=1)]
    commit(store, *(Add(one) for one in runs))
    assert [list(store.list_run(EVENT, "hotel", number)) for number in (1, 11, 2)] == [
        [runs[0]], [runs[1]], [],
    ]  # fmt: skip


def test_a_run_that_held_nobody_was_a_run(store: Store) -> None:
    commit(store, Add(a_list_run(rows=b"")))
    assert list(store.list_run(EVENT, "hotel", 1)) == [a_list_run(rows=b"")]
