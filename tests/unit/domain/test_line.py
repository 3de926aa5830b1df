"""Keys of the line: between any two there is room for another."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.line import DIGITS, key_at_end, key_between, key_of_newcomer
from tests.builders import NOW, an_id

LONGEST_KEY = 1000
"""Characters; the table takes 1024 bytes for a place in the line."""


def test_newcomers_stand_in_the_order_in_which_they_came() -> None:
    keys = [key_of_newcomer(an_id(9), NOW), key_of_newcomer(an_id(1), NOW + timedelta(seconds=1))]
    assert keys == sorted(keys)
    assert set("".join(keys)) <= set(DIGITS)


@given(st.lists(st.integers(0, 20), max_size=60))
def test_wherever_somebody_is_put_the_order_holds(places: list[int]) -> None:
    line = [key_of_newcomer(an_id(number), NOW) for number in range(3)]
    for place in places:
        at = place % (len(line) + 1)
        before = line[at - 1] if at else ""
        key = key_at_end(before, "0") if at == len(line) else key_between(before, line[at])
        line.insert(at, key)
    assert all(one < other for one, other in pairwise(line))
    assert not any(key.endswith(DIGITS[0]) for key in line)


def test_whoever_is_put_first_a_thousand_times_the_keys_stay_short() -> None:
    first = key_of_newcomer(an_id(), NOW)
    for _ in range(1000):
        first = key_between("", first)
    assert len(first) < LONGEST_KEY


def test_the_end_of_the_line_is_before_those_who_are_still_to_come() -> None:
    last, now, later = (
        key_of_newcomer(an_id(), NOW + timedelta(seconds=second)) for second in (0, 1, 2)
    )
    assert last < key_at_end(last, now) < later
    assert now < key_at_end(now, last) < later
