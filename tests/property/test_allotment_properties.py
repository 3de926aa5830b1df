"""Allotments: whatever is wanted whenever, no second and no day holds more than the limits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.allotment import (
    DAY,
    PATIENCE,
    SPREAD,
    Allotment,
    Lease,
    SendLimits,
    learn_limits,
    lease,
)
from tests.builders import NOW

SECOND = timedelta(seconds=1)
WANTED = st.integers(1, 10)
RATES = st.integers(1, 20)
QUOTAS = st.none() | st.integers(0, 60)
STEPS = st.one_of(
    st.integers(-3000, 3000).map(lambda ms: timedelta(milliseconds=ms)),
    st.integers(1, 240).map(lambda minutes: timedelta(minutes=minutes)),
)
WISHES = st.lists(st.tuples(STEPS, WANTED), max_size=60)


def play(
    limits: SendLimits, wishes: Sequence[tuple[timedelta, int]]
) -> list[tuple[Lease, datetime]]:
    """One lease after the other, on a clock that makes these steps."""
    row, now, leased = learn_limits(Allotment(), limits, NOW), NOW, []
    for step, wanted in wishes:
        now += step
        leased.append((lease(row, wanted, now), now))
        row = leased[-1][0].allotment
    return leased


def turns_of(leased: Sequence[tuple[Lease, datetime]]) -> list[datetime]:
    return sorted(turn for one, _ in leased for turn in one.turns)


def most_within(turns: Sequence[datetime], span: timedelta) -> int:
    """The most turns that any half-open span holds."""
    return max((sum(first <= one < first + span for one in turns) for first in turns), default=0)


@given(RATES, QUOTAS, WISHES)
def test_no_second_and_no_day_holds_more_than_the_limits(
    rate: int, quota: int | None, wishes: list[tuple[timedelta, int]]
) -> None:
    turns = turns_of(play(SendLimits(rate, quota), wishes))
    assert most_within(turns, SECOND) <= rate
    assert quota is None or most_within(turns, DAY) <= quota


@given(RATES, QUOTAS, WISHES)
def test_everybody_has_a_turn_soon_or_may_ask_again(
    rate: int, quota: int | None, wishes: list[tuple[timedelta, int]]
) -> None:
    for (one, now), (_, wanted) in zip(play(SendLimits(rate, quota), wishes), wishes, strict=True):
        assert len(one.turns) + len(one.later) == wanted
        assert all(now <= turn <= now + PATIENCE for turn in one.turns)
        assert all(now <= at <= now + 2 * SPREAD for at in one.later)


@given(WISHES)
def test_who_knows_no_limits_holds_nobody_back(wishes: list[tuple[timedelta, int]]) -> None:
    row, now = Allotment(), NOW
    for step, wanted in wishes:
        now += step
        leased = lease(row, wanted, now)
        assert (len(leased.turns), leased.later) == (wanted, ())
        row = leased.allotment


@given(RATES, st.integers(1, 60), st.integers(0, 80), WISHES)
def test_what_others_sent_from_the_account_is_theirs(
    rate: int, quota: int, sent: int, wishes: list[tuple[timedelta, int]]
) -> None:
    turns = turns_of(play(SendLimits(rate, quota, sent), wishes))
    assert most_within(turns, DAY) <= max(0, quota - sent)
