"""Leasing sends: turns one after the other, a day that rolls, and when the rest may ask again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from shared.domain.allotment import (
    DAY,
    HOUR,
    LEARNT_FOR,
    SPREAD,
    Allotment,
    HourCount,
    SendLimits,
    is_to_learn,
    learn_limits,
    lease,
)
from tests.builders import NOW

SANDBOX = SendLimits(1, 200)
SECOND = timedelta(seconds=1)


def known(limits: SendLimits, **changes: Any) -> Allotment:
    return replace(Allotment(limits=limits, asked_at=NOW), **changes)


def test_turns_stand_one_after_the_other() -> None:
    first = lease(known(SANDBOX), 3, NOW)
    second = lease(first.allotment, 2, NOW)
    assert first.turns == (NOW, NOW + SECOND, NOW + 2 * SECOND)
    assert second.turns == (NOW + 3 * SECOND, NOW + 4 * SECOND)


def test_what_nobody_used_is_not_saved_up() -> None:
    later = NOW + timedelta(hours=3)
    assert lease(known(SANDBOX, free_at=NOW), 2, later).turns == (later, later + SECOND)


def test_who_would_wait_too_long_asks_again_at_their_place() -> None:
    leased = lease(known(SANDBOX), 14, NOW)
    assert leased.turns == tuple(NOW + number * SECOND for number in range(11))
    assert leased.later == tuple(NOW + number * SECOND for number in (11, 12, 13))
    again = lease(leased.allotment, 2, NOW)
    assert (again.turns, again.later) == ((), (NOW + 14 * SECOND, NOW + 15 * SECOND))


def test_a_full_day_has_room_when_its_first_hour_is_a_day_old() -> None:
    full = known(SANDBOX, hours=(HourCount(NOW, 150), HourCount(NOW + HOUR, 50)))
    nearly = NOW + DAY + HOUR - SECOND
    refused = lease(full, 1, nearly)
    assert (refused.turns, refused.later) == ((), (NOW + DAY + HOUR,))
    assert lease(full, 1, NOW + DAY + HOUR).turns == (NOW + DAY + HOUR,)


def test_those_a_full_day_refuses_come_back_at_the_days_pace_and_within_half_a_day() -> None:
    full = known(SANDBOX, hours=(HourCount(NOW, 200),))
    places = SPREAD // (DAY / 200) + 1
    leased = lease(full, places + 1, NOW)
    pace = DAY / 200
    assert leased.later[:3] == (NOW + SPREAD, NOW + SPREAD + pace, NOW + SPREAD + 2 * pace)
    assert leased.later[-2:] == (NOW + 2 * SPREAD, NOW + SPREAD)


def test_limits_are_asked_for_once_in_an_hour() -> None:
    learnt = learn_limits(Allotment(), SANDBOX, NOW)
    assert is_to_learn(Allotment(), NOW)
    assert not is_to_learn(learnt, NOW + LEARNT_FOR - SECOND)
    assert is_to_learn(learnt, NOW + LEARNT_FOR)


def test_limits_that_cannot_be_had_are_those_known_before() -> None:
    later = NOW + LEARNT_FOR
    assert learn_limits(known(SANDBOX), None, later) == Allotment(limits=SANDBOX, asked_at=later)


def test_what_the_provider_counted_beyond_ours_is_not_ours_to_send() -> None:
    row = learn_limits(Allotment(hours=(HourCount(NOW, 20),)), SendLimits(14, 200, 195), NOW)
    leased = lease(row, 10, NOW)
    assert (row.others, len(leased.turns)) == (175, 5)
    assert leased.later[0] == NOW + LEARNT_FOR


def test_quotas_that_were_raised_are_used() -> None:
    full = known(SANDBOX, hours=(HourCount(NOW, 200),))
    raised = learn_limits(full, SendLimits(14, 50_000, 200), NOW + HOUR)
    assert len(lease(raised, 10, NOW + HOUR).turns) == 10
