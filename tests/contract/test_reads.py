"""What the lists answer: whole, in order, page by page, in every store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest

from shared.agenda_ports import Page
from shared.domain.due import Due, DueKind
from shared.domain.errors import Missing
from shared.domain.gate import GateMove
from shared.domain.message import MessageState
from shared.domain.registration import State
from shared.domain.reminder import Anchor, Reminded, Reminder
from shared.domain.writes import Add, MoveGate, Put, Remove, Replace
from shared.ports import Store
from tests.builders import (
    EVENT,
    NOW,
    a_change,
    a_delivery,
    a_delta,
    a_digest_schedule,
    a_due_item,
    a_gate,
    a_line_place,
    a_message,
    a_pointer,
    a_registration,
    a_release,
    a_rendition,
    an_address_binding,
    an_event,
    an_id,
    an_organiser,
)
from tests.contract.reading import commit

SIZES = (0, 1, 3, 501)
SMALLER = (0, 1, 3, 101)


def put_all(store: Store, nouns: Iterable[Any]) -> None:
    waiting = list(nouns)
    for start in range(0, len(waiting), 100):
        commit(store, *(Add(noun) for noun in waiting[start : start + 100]))


def read_pages(read: Callable[[str | None], Page[Any]]) -> tuple[list[Any], list[int]]:
    """Everything that the pages hold, and how many items each held."""
    items: list[Any] = []
    sizes: list[int] = []
    after: str | None = None
    while True:
        page = read(after)
        items += page.items
        sizes.append(len(page.items))
        after = page.next
        if after is None:
            return items, sizes


@pytest.mark.parametrize("size", SIZES)
def test_registrations_are_paged_in_the_order_they_were_made(store: Store, size: int) -> None:
    people = [a_registration(id=an_id(n), name=f"Guest {n}") for n in range(size)]
    put_all(store, reversed(people))
    items, sizes = read_pages(lambda after: store.registration_page(EVENT, after, 250, None))
    assert items == people
    assert sizes == {0: [0], 1: [1], 3: [3], 501: [250, 250, 1]}[size]


def test_a_full_last_page_is_the_last(store: Store) -> None:
    put_all(store, [a_registration(id=an_id(n)) for n in range(4)])
    _, sizes = read_pages(lambda after: store.registration_page(EVENT, after, 2, None))
    assert sizes == [2, 2]


def test_registrations_of_one_state_fill_their_pages(store: Store) -> None:
    states = [State.CONFIRMED, State.CANCELLED, State.WAITLISTED]
    people = [a_registration(id=an_id(n), state=states[n % 3]) for n in range(20)]
    put_all(store, people)
    items, sizes = read_pages(
        lambda after: store.registration_page(EVENT, after, 3, State.CANCELLED)
    )
    assert items == [one for one in people if one.state is State.CANCELLED]
    assert sizes == [3, 3, 1]


def test_a_page_goes_on_after_a_key_that_is_gone(store: Store) -> None:
    put_all(store, [a_registration(id=an_id(n)) for n in (1, 5)])
    page = store.registration_page(EVENT, an_id(3), 10, None)
    assert page == Page([a_registration(id=an_id(5))])


@pytest.mark.parametrize("size", SMALLER)
def test_deliveries_are_paged_newest_first(store: Store, size: int) -> None:
    deliveries = [a_delivery(id=an_id(n), body=str(n).encode()) for n in range(size)]
    put_all(store, deliveries)
    items, sizes = read_pages(lambda after: store.delivery_page(EVENT, after, 40))
    assert items == deliveries[::-1]
    assert sizes == {0: [0], 1: [1], 3: [3], 101: [40, 40, 21]}[size]


def test_messages_of_one_registration_stand_together_in_order(store: Store) -> None:
    keys = ["a-000001-confirmation", "a-000010-changed", "a-000011-cancelled", "b-000001-link"]
    put_all(store, [a_message(key=key) for key in reversed(keys)])
    items, sizes = read_pages(lambda after: store.message_page(EVENT, after, 3))
    assert [one.key for one in items] == keys
    assert sizes == [3, 1]


def test_organisers_are_paged_by_id(store: Store) -> None:
    organisers = [an_organiser(id=an_id(n)) for n in range(3)]
    put_all(store, reversed(organisers))
    items, sizes = read_pages(lambda after: store.organiser_page(after, 2))
    assert items == organisers
    assert sizes == [2, 1]


@pytest.mark.parametrize("size", SIZES)
def test_registrations_are_found_by_id(store: Store, size: int) -> None:
    people = {an_id(n): a_registration(id=an_id(n)) for n in range(size)}
    put_all(store, people.values())
    wanted = [*people, an_id(9_999), *people]
    assert store.registrations(EVENT, wanted) == people


def test_no_ids_find_nobody(store: Store) -> None:
    assert store.registrations(EVENT, []) == {}


@pytest.mark.parametrize("size", SMALLER)
def test_the_line_is_first_come_first(store: Store, size: int) -> None:
    places = [a_line_place(key=an_id(n), registration=an_id(n)) for n in range(size)]
    put_all(store, [a_gate(), *reversed(places)])
    assert list(store.line(EVENT)) == places
    assert store.gate_and_head(EVENT) == (a_gate(), places[0] if places else None)


def test_the_head_is_the_next_when_the_first_has_left(store: Store) -> None:
    first, second = a_line_place(key="1"), a_line_place(key="2")
    commit(store, Add(a_gate(limit=0, waiting=2)), Add(first), Add(second))
    commit(store, Remove(first), MoveGate(EVENT, GateMove.LEAVE_LINE))
    assert store.gate_and_head(EVENT) == (a_gate(limit=0, waiting=1), second)


def test_what_is_not_there_is_missing(store: Store) -> None:
    commit(store, Add(a_line_place()))
    for read in (store.event, store.gate, store.gate_and_head):
        with pytest.raises(Missing) as missing:
            read(EVENT)
        assert missing.value == Missing("event")


@pytest.mark.parametrize("odd", ["", "x" * 3000, "\udcff", "a#b", "\0"])
def test_what_cannot_be_a_key_is_not_there(store: Store, odd: str) -> None:
    commit(store, Add(a_registration()), Add(an_event()), Add(a_delivery()))
    assert store.registration(EVENT, odd) is None
    assert store.registrations(EVENT, [odd, a_registration().id]) == {
        a_registration().id: a_registration()
    }
    assert store.pointer(odd) is None
    assert store.binding(EVENT, odd, odd) is None
    assert store.suppression(odd) is None
    assert store.rendition(EVENT, 1, odd) is None
    assert list(store.line(odd)) == []
    with pytest.raises(Missing):
        store.event(odd)


def test_an_empty_cursor_is_the_beginning_of_a_list(store: Store) -> None:
    commit(store, Add(a_registration()), Add(a_delivery()))
    assert store.registration_page(EVENT, "", 5, None) == Page([a_registration()])
    assert store.delivery_page(EVENT, "", 5) == Page([])
    assert store.delivery_page(EVENT, "~" * 3000, 5) == Page([a_delivery()])


def test_events_do_not_see_each_other(store: Store) -> None:
    other = "river-basins-2"
    put_all(store, [a_registration(), a_gate(), a_line_place(), a_change(), a_delta()])
    assert store.registration_page(other, None, 5, None) == Page([])
    assert list(store.line(other)) == []
    assert list(store.changes(other, NOW, NOW)) == []
    assert list(store.deltas(other, "en", 0, 5)) == []
    assert store.registration(other, a_registration().id) is None


def test_the_registrations_of_one_address_are_listed(store: Store) -> None:
    mine = [an_address_binding(registration=an_id(n)) for n in range(3)]
    put_all(store, [*reversed(mine), an_address_binding(key="address-2")])
    assert list(store.address_bindings(EVENT, "address-1")) == mine


def test_changes_are_told_between_two_instants_both_counted(store: Store) -> None:
    moment = timedelta(microseconds=1)
    instants = [NOW - moment, NOW, NOW + moment, NOW + timedelta(days=1)]
    changes = [a_change(id=an_id(n, at), at=at) for n, at in enumerate(instants)]
    put_all(store, reversed(changes))
    assert list(store.changes(EVENT, NOW, NOW + moment)) == changes[1:3]
    assert list(store.changes(EVENT, NOW, NOW)) == changes[1:2]
    assert list(store.changes(EVENT, NOW - moment, instants[-1])) == changes


def test_changes_of_one_instant_are_told_by_id(store: Store) -> None:
    changes = [a_change(id=an_id(n)) for n in range(120)]
    put_all(store, reversed(changes))
    assert list(store.changes(EVENT, NOW, NOW)) == changes


def test_deltas_are_those_after_a_release(store: Store) -> None:
    deltas = [a_delta(release=n, body=b"d" * n) for n in range(1, 12)]
    put_all(store, [*reversed(deltas), a_pointer(), a_release(), a_rendition()])
    assert list(store.deltas(EVENT, "en", 9, 11)) == deltas[9:]
    assert list(store.deltas(EVENT, "en", 0, 10)) == deltas[:10]
    assert list(store.deltas(EVENT, "en", 11, 11)) == []
    assert list(store.deltas(EVENT, "en", 12, 11)) == []
    assert list(store.deltas(EVENT, "en", -5, 10**20)) == deltas
    assert list(store.deltas(EVENT, "en", 10**20, 11)) == []


def test_releases_and_renditions_are_told_apart(store: Store) -> None:
    releases = [a_release(number=n) for n in (1, 2)]
    renditions = [a_rendition(revision=n, name=name) for n in (1, 2) for name in ("html", "json")]
    put_all(store, [*releases, *renditions])
    assert [store.release(EVENT, n) for n in (1, 2, 3, 10**30)] == [*releases, None, None]
    assert store.rendition(EVENT, 2, "html") == renditions[2]
    assert store.rendition(EVENT, 3, "html") is None


def test_due_items_come_earliest_first_however_long_overdue(store: Store) -> None:
    message = a_message(due_at=NOW - timedelta(days=90))
    digest = a_digest_schedule(due_at=NOW - timedelta(minutes=5))
    promotion = a_due_item(due_at=NOW)
    later = a_message(key="later", due_at=NOW + timedelta(microseconds=1))
    put_all(store, [later, promotion, digest, message])
    expected = [
        Due(DueKind.MESSAGE, EVENT, message.key, NOW - timedelta(days=90)),
        Due(DueKind.DIGEST, EVENT, "", NOW - timedelta(minutes=5)),
        Due(DueKind.PROMOTION, EVENT, "", NOW),
    ]
    assert list(store.due(NOW, 10)) == expected
    assert list(store.due(NOW, 2)) == expected[:2]


def test_due_items_of_all_shards_are_merged(store: Store) -> None:
    messages = [
        a_message(key=f"key-{n:03d}", due_at=NOW - timedelta(seconds=n)) for n in range(150)
    ]
    put_all(store, messages)
    keys = [due.key for due in store.due(NOW, 100)]
    assert keys == [f"key-{n:03d}" for n in range(149, 49, -1)]


def test_what_is_settled_is_due_no_more(store: Store) -> None:
    message = a_message(due_at=NOW)
    schedule = a_digest_schedule(due_at=NOW)
    put_all(store, [message, schedule, a_due_item()])
    sent = a_message(state=MessageState.SENT, due_at=None, version=2)
    commit(
        store,
        Replace(sent),
        Replace(a_digest_schedule(due_at=None, version=2)),
        Remove(a_due_item()),
    )
    assert list(store.due(NOW, 10)) == []


def test_what_waits_again_is_due_at_its_new_instant(store: Store) -> None:
    at = NOW + timedelta(minutes=5)
    commit(store, Add(a_message(due_at=NOW)), Add(a_due_item()))
    commit(store, Replace(a_message(due_at=at, version=2)), Put(a_due_item(due_at=at)))
    assert list(store.due(NOW, 10)) == []
    assert [due.at for due in store.due(at, 10)] == [at, at]


def test_an_event_keeps_its_reminders(store: Store) -> None:
    silent = Reminder(168, Anchor.CLOSING, Reminded.SILENT)
    event = an_event(reminders=(Reminder(24), silent))
    commit(store, Add(event))
    assert store.event(EVENT) == event
