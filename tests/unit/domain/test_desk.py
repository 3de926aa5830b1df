"""What deliveries are called, and which attempts are remembered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.desk import MOST_ATTEMPTS, QUARANTINED, RejectedAttempts
from shared.domain.journal import Deed, Hand, JournalEntry, enter
from tests.builders import EVENT, NOW, a_delivery, an_attempt, an_id


@pytest.mark.parametrize(
    ("outcome", "reason", "called"),
    [
        ("refused", "unmapped", True),
        ("refused", "closed", False),
        ("confirmed", None, False),
        ("duplicate", "refused", False),
        ("ignored", "type", False),
    ],
)
def test_only_what_named_nobody_usable_is_called_quarantined(
    outcome: str, reason: str | None, called: bool
) -> None:
    delivery = a_delivery(outcome=outcome, reason=reason)
    assert delivery.is_called(QUARANTINED) is called
    assert delivery.is_called(outcome)


@given(st.lists(st.integers(0, 1000), max_size=50))
def test_all_attempts_are_counted_and_the_last_remembered_latest_first(sizes: list[int]) -> None:
    rejected = RejectedAttempts(EVENT, "standard", 0, (), 0)
    for size in sizes:
        rejected = rejected.with_one_more(an_attempt(size=size))
    assert (rejected.count, rejected.version) == (len(sizes), len(sizes))
    assert [one.size for one in rejected.last] == sizes[::-1][:MOST_ATTEMPTS]


@pytest.mark.parametrize(
    ("about", "said", "detail"),
    [
        ("item", "because", "item: because"),
        ("item", None, "item"),
        (None, "because", "because"),
        (None, None, None),
        (None, "", None),
    ],
)
def test_an_entry_says_what_it_is_about_and_why(
    about: str | None, said: str | None, detail: str | None
) -> None:
    entry = enter(Hand(an_id(9), said), EVENT, an_id(), NOW, Deed.CANCELLED, about)
    assert entry == JournalEntry(EVENT, an_id(), NOW, an_id(9), Deed.CANCELLED, detail)
