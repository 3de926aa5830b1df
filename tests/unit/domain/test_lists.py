"""Runs of lists: what is kept of them, and what they tell of later ones."""

from __future__ import annotations

import pytest

from shared.domain.lists import (
    MOST_ROWS,
    ROW_BYTES,
    ROWS_OF_PART,
    RowChange,
    cut_run,
    is_reserved,
    join_run,
    judge_row,
    seal_row,
)
from tests.builders import NOW, a_list, a_list_run, an_id

KEY = b"a key of thirty-two bytes, no le"


def rows(count: int) -> bytes:
    return b"".join(an_id(n).encode() + n.to_bytes(8) for n in range(count))


def test_a_run_that_held_nobody_has_one_part() -> None:
    assert cut_run(a_list(), 1, NOW, b"") == (a_list_run(rows=b""),)
    assert join_run([a_list_run(rows=b"")]) == {}


@pytest.mark.parametrize("count", [1, ROWS_OF_PART, ROWS_OF_PART + 1])
def test_a_run_is_cut_into_parts_and_joined_again(count: int) -> None:
    parts = cut_run(a_list(), 3, NOW, rows(count))
    assert [part.part for part in parts] == list(range(1 + (count > ROWS_OF_PART)))
    assert join_run(parts) == {an_id(n): n.to_bytes(8) for n in range(count)}


def test_the_longest_run_fits_into_items_and_into_one_commit() -> None:
    assert ROWS_OF_PART * ROW_BYTES < 380_000
    assert MOST_ROWS * ROW_BYTES < 3_900_000


def test_a_row_is_added_changed_or_the_same() -> None:
    before = {"a": b"1", "b": b"2"}
    assert judge_row(before, "c", b"1") is RowChange.ADDED
    assert judge_row(before, "a", b"2") is RowChange.CHANGED
    assert judge_row(before, "b", b"2") is None


def test_a_seal_tells_cells_apart_and_needs_the_key() -> None:
    seals = {seal_row(KEY, cells) for cells in (["ab", ""], ["a", "b"], ["", "ab"], ["ab"])}
    assert len({*seals, seal_row(b"another key", ["ab"])}) == 5
    assert seal_row(KEY, ["ab"]) == seal_row(KEY, iter(["ab"]))


def test_the_list_that_every_event_has_keeps_its_keys() -> None:
    keys = ("registrations", "registrations-confirmed", "hotel", "registrationsx")
    assert [is_reserved(key) for key in keys] == [True, True, False, False]
