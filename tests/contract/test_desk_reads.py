"""What the desk reads: deliveries by what they are called, rejected attempts, the journal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.agenda_ports import Page
from shared.domain.desk import QUARANTINED, UNMAPPED
from shared.domain.errors import Stale
from shared.domain.writes import Add, Replace
from shared.ports import Store
from tests.builders import (
    EVENT,
    a_delivery,
    a_journal_entry,
    an_attempt,
    an_id,
    some_rejected_attempts,
)
from tests.contract.reading import commit
from tests.contract.test_reads import put_all, read_pages

CALLED = ("confirmed", "refused", QUARANTINED, "refused", "ignored", QUARANTINED)


def delivered() -> list[object]:
    """One delivery for each word of CALLED, oldest first."""
    return [
        a_delivery(
            id=an_id(number),
            outcome="refused" if called == QUARANTINED else called,
            reason=UNMAPPED if called == QUARANTINED else None,
        )
        for number, called in enumerate(CALLED)
    ]


@pytest.mark.parametrize("outcome", [*sorted(set(CALLED)), "waitlisted"])
def test_deliveries_are_listed_by_what_they_are_called(store: Store, outcome: str) -> None:
    rows = delivered()
    put_all(store, rows)
    items, _ = read_pages(lambda after: store.delivery_page(EVENT, after, 1, outcome))
    wanted = {"refused": (1, 2, 3, 5)}.get(
        outcome, tuple(n for n, called in enumerate(CALLED) if called == outcome)
    )
    assert items == [rows[number] for number in reversed(wanted)]


def test_the_quarantine_is_read_oldest_first(store: Store) -> None:
    rows = delivered()
    put_all(store, rows)
    assert store.quarantine_page(EVENT, None, 1) == Page([rows[2]], an_id(2))
    assert store.quarantine_page(EVENT, an_id(2), 1) == Page([rows[5]])
    assert store.quarantine_page("another-event", None, 1) == Page([])


def test_one_delivery_is_read_by_its_id(store: Store) -> None:
    put_all(store, delivered())
    assert store.delivery(EVENT, an_id(3)) == delivered()[3]
    assert store.delivery(EVENT, an_id(9)) is None
    assert store.delivery("another-event", an_id(3)) is None


def test_a_delivery_is_replaced_once(store: Store) -> None:
    commit(store, Add(a_delivery()))
    after = a_delivery(outcome="duplicate", reason="confirmed", version=2)
    commit(store, Replace(after))
    with pytest.raises(Stale) as stale:
        commit(store, Replace(replace(after, reason="waitlisted")))
    assert stale.value == Stale("Delivery")
    assert store.delivery(EVENT, an_id()) == after


def test_rejected_attempts_are_read_by_sender_and_all_together(store: Store) -> None:
    rejected = some_rejected_attempts()
    other = some_rejected_attempts(sender="typeform", count=1, last=(an_attempt(),))
    put_all(store, [other, rejected, some_rejected_attempts(event="another-event")])
    assert store.rejected(EVENT, "typeform") == other
    assert store.rejected(EVENT, "jotform") is None
    assert list(store.rejected_of(EVENT)) == [rejected, other]


def test_the_journal_is_paged_newest_first(store: Store) -> None:
    entries = [a_journal_entry(id=an_id(n)) for n in range(5)]
    put_all(store, [*entries, a_journal_entry(event="*")])
    items, sizes = read_pages(lambda after: store.entry_page(EVENT, after, 2))
    assert items == entries[::-1]
    assert sizes == [2, 2, 1]
    assert store.entry_page("*", None, 2) == Page([a_journal_entry(event="*")])
