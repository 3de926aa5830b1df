"""Allowances: counted by one conditional update, exactly, however many count at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shared.domain.allowance import EVERYBODY, WINDOW, Scope
from shared.domain.errors import AllowanceSpent, Stale
from shared.domain.writes import Add, Remove, Replace, Spend
from shared.ports import Store
from tests.builders import EVENT, NOW, an_allowance, an_erasure
from tests.contract.reading import commit, read


def a_spending(**changes: Any) -> Spend:
    return replace(Spend(EVENT, Scope.FORM, "source-1", 3, NOW), **changes)


def test_one_more_of_an_allowance_is_used(store: Store) -> None:
    commit(store, Add(an_allowance()))
    commit(store, a_spending())
    assert read(store, an_allowance()) == an_allowance(used=2, version=2)


@pytest.mark.parametrize(
    ("there", "asked"),
    [
        (None, {}),
        ({"used": 3}, {}),
        ({"used": 4}, {}),
        ({}, {"at": NOW + WINDOW}),
        ({}, {"at": NOW + WINDOW + timedelta(days=1)}),
    ],
)
def test_what_cannot_be_spent_is_refused_with_what_is_there(
    store: Store, there: dict[str, Any] | None, asked: dict[str, Any]
) -> None:
    allowance = None if there is None else an_allowance(**there)
    if allowance is not None:
        commit(store, Add(allowance))
    with pytest.raises(AllowanceSpent) as spent:
        commit(store, a_spending(**asked))
    assert spent.value == AllowanceSpent("source-1", allowance)
    assert read(store, an_allowance()) == allowance


def test_the_last_moment_of_a_window_still_counts(store: Store) -> None:
    commit(store, Add(an_allowance()))
    commit(store, a_spending(at=NOW + WINDOW - timedelta(microseconds=1)))
    assert read(store, an_allowance()).used == 2


def test_scopes_sources_and_events_are_counted_apart(store: Store) -> None:
    others = [
        an_allowance(scope=Scope.SELF),
        an_allowance(source=EVERYBODY),
        an_allowance(event="elsewhere"),
    ]
    commit(store, *(Add(one) for one in (an_allowance(), *others)))
    commit(store, a_spending())
    assert [read(store, one) for one in others] == others


def test_nothing_is_counted_where_one_of_two_is_spent(store: Store) -> None:
    everybody = an_allowance(source=EVERYBODY, used=9)
    commit(store, Add(an_allowance()), Add(everybody))
    with pytest.raises(AllowanceSpent) as spent:
        commit(store, a_spending(), a_spending(source=EVERYBODY, limit=9))
    assert spent.value.source == EVERYBODY
    assert read(store, an_allowance()) == an_allowance()


def test_a_window_is_renewed_once(store: Store) -> None:
    commit(store, Add(an_allowance(used=3)))
    later = an_allowance(since=NOW + WINDOW, used=1, version=2)
    commit(store, Replace(later))
    with pytest.raises(Stale):
        commit(store, Replace(later))
    assert read(store, later) == later


def test_a_commit_repeated_under_its_token_counts_once(store: Store) -> None:
    commit(store, Add(an_allowance()))
    for _ in range(2):
        store.commit([a_spending()], "the same token")
    assert read(store, an_allowance()).used == 2


def test_many_who_spend_at_once_never_spend_too_much(store: Store) -> None:
    commit(store, Add(an_allowance()))

    def spends(number: int) -> bool:
        try:
            store.commit([a_spending(limit=6)], f"spending-{number}")
        except AllowanceSpent:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        done = list(threads.map(spends, range(16)))
    assert (done.count(True), read(store, an_allowance()).used) == (5, 6)


def test_an_erasure_that_went_on_meanwhile_is_not_removed(store: Store) -> None:
    commit(store, Add(an_erasure()))
    commit(store, Replace(an_erasure(after="further", version=2)))
    with pytest.raises(Stale):
        commit(store, Remove(an_erasure()))
    commit(store, Remove(an_erasure(after="further", version=2)))
    assert read(store, an_erasure()) is None
