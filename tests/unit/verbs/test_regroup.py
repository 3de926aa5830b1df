"""Regrouping people after a merge: counters equal a recount at every moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.adapters.memory import MemoryStore
from shared.domain.due import Due, DueItem, DueKind
from shared.domain.errors import Stale
from shared.domain.event import Event
from shared.domain.form import Submission
from shared.domain.institution import Institution, absorb, add_spelling
from shared.domain.quota import Quotas
from shared.domain.registration import State
from shared.domain.writes import Put, Write
from shared.ports import Ports
from shared.verbs.cancel import cancel
from shared.verbs.register import Origin, register
from shared.verbs.regroup import regroup_due, regroup_now
from shared.verbs.revise import MERGE_GRACE, revise
from tests.builders import EVENT, NOW
from tests.fakes import FakeClock, put_event, some_ports

SORREL = Institution("sorrel", "Lake Authority of Sorrel", ("LAS",))
SPELLINGS = ("LAS", "Lake Auth. Sorrel", "lake  auth. SORREL", "Delta Institute", None)


def come(ports: Ports, number: int, house: str | None) -> str:
    said = Submission(f"guest{number}@example.org", f"Guest {number}", house)
    told = register(ports, ports.store.event(EVENT), said, Origin("form"))
    assert told.registration
    return told.registration


def recount(ports: Ports) -> dict[str, tuple[int, int]]:
    """What the tallies should say, by counting everybody."""
    people = ports.store.registration_page(EVENT, None, 500, None).items
    taken = Counter(k for one in people if one.state is State.CONFIRMED for k in one.tallies)
    waiting = Counter(k for one in people if one.state is State.WAITLISTED for k in one.tallies)
    return {key: (taken[key], waiting[key]) for key in taken | waiting}


def counted(ports: Ports) -> dict[str, tuple[int, int]]:
    """What the tallies say."""
    tallies = ports.store.tallies(EVENT, "")
    return {one.key: (one.taken, one.waiting) for one in tallies if one.taken or one.waiting}


def adopt(event: Event, spelling: str) -> Event:
    return replace(event, institutions=(add_spelling(event.institutions[0], spelling),))


def test_a_spelling_on_no_list_is_kept_as_it_was_first_written() -> None:
    ports = some_ports()
    put_event(ports)
    come(ports, 1, "Lake Auth. Sorrel")
    come(ports, 2, "LAS")
    told = [(one.name, one.taken) for one in ports.store.tallies(EVENT, "institution#")]
    assert sorted(told, key=str) == [("Lake Auth. Sorrel", 1), (None, 1)]


def test_people_move_with_both_counters_and_are_listed_with_their_institution() -> None:
    ports = some_ports()
    put_event(ports, lambda event: replace(event, capacity=1))
    ids = [come(ports, number, "Lake Auth. Sorrel") for number in (1, 2)]
    event = revise(ports, EVENT, lambda event: adopt(event, "Lake Auth. Sorrel"))
    assert regroup_now(ports, event) == (2, True)
    assert counted(ports) == {"institution#sorrel": (1, 1)} == recount(ports)
    people = [ports.store.registration(EVENT, one) for one in ids]
    assert [(one.institution, one.institution_id) for one in people if one] == [
        ("Lake Authority of Sorrel", "sorrel")
    ] * 2
    assert [one.registration for one in ports.store.delegates(EVENT, "sorrel")] == ids
    assert [one.tallies for one in ports.store.line(EVENT)] == [("institution#sorrel",)]


def test_doing_it_again_moves_nobody() -> None:
    ports = some_ports()
    put_event(ports)
    come(ports, 1, "Lake Auth. Sorrel")
    event = revise(ports, EVENT, lambda event: adopt(event, "Lake Auth. Sorrel"))
    assert [regroup_now(ports, event) for _ in range(2)] == [(1, True), (0, True)]


def test_an_institution_merged_into_another_takes_its_people_along_whatever_the_quota() -> None:
    ports = some_ports()
    delta = Institution("delta", "Delta Institute")
    quotas = Quotas({"*": 1})
    put_event(ports, lambda one: replace(one, institutions=(SORREL, delta), quotas=quotas))
    come(ports, 1, "LAS")
    come(ports, 2, "Delta Institute")
    merged = revise(ports, EVENT, lambda one: replace(one, institutions=(absorb(SORREL, delta),)))
    regroup_now(ports, merged)
    assert counted(ports) == {"institution#sorrel": (2, 0)} == recount(ports)


def test_people_of_an_institution_that_left_the_list_are_counted_by_spelling() -> None:
    ports = some_ports()
    put_event(ports)
    come(ports, 1, "LAS")
    event = revise(ports, EVENT, lambda event: replace(event, institutions=()))
    regroup_now(ports, event)
    told = [(one.name, one.taken) for one in ports.store.tallies(EVENT, "institution#~")]
    assert told == [("Lake Authority of Sorrel", 1)]
    assert counted(ports) == recount(ports)


def test_who_cancelled_moves_without_being_counted() -> None:
    ports = some_ports()
    put_event(ports)
    cancel(ports, EVENT, come(ports, 1, "Lake Auth. Sorrel"))
    event = revise(ports, EVENT, lambda event: adopt(event, "Lake Auth. Sorrel"))
    assert regroup_now(ports, event) == (1, True)
    assert counted(ports) == {} == recount(ports)


class Hurried(MemoryStore):
    """A store in which somebody else is quicker, just before one commit."""

    def __init__(self) -> None:
        super().__init__()
        self.before: list[Callable[[], object]] = []

    def commit(self, writes: Sequence[Write], token: str) -> None:
        if self.before:
            self.before.pop()()
        super().commit(writes, token)


def test_who_cancels_at_the_very_moment_is_counted_once() -> None:
    store = Hurried()
    ports = some_ports(store)
    put_event(ports)
    one = come(ports, 1, "Lake Auth. Sorrel")
    event = revise(ports, EVENT, lambda event: adopt(event, "Lake Auth. Sorrel"))
    store.before = [lambda: cancel(ports, EVENT, one)]
    regroup_now(ports, event)
    assert counted(ports) == {} == recount(ports)


def test_who_is_moved_while_a_seat_is_passed_on_is_counted_under_the_new_institution() -> None:
    store = Hurried()
    ports = some_ports(store)
    put_event(ports, lambda event: replace(event, capacity=1))
    first = come(ports, 1, None)
    come(ports, 2, "Lake Auth. Sorrel")
    event = revise(ports, EVENT, lambda event: adopt(event, "Lake Auth. Sorrel"))
    store.before = [lambda: regroup_now(ports, event)]
    cancel(ports, EVENT, first)
    assert counted(ports) == {"institution#sorrel": (1, 0)} == recount(ports)


def test_a_change_of_the_list_leaves_a_due_item_that_ends_with_the_last_person() -> None:
    clock = FakeClock()
    ports = some_ports(clock=clock)
    put_event(ports)
    for number in range(3):
        come(ports, number, "Lake Auth. Sorrel")
    revise(ports, EVENT, lambda event: adopt(event, "Lake Auth. Sorrel"))
    due = Due(DueKind.MERGE, EVENT, "", NOW + MERGE_GRACE)
    assert regroup_due(ports, due) is False
    clock.at = due.at
    assert regroup_due(ports, due) is True
    assert counted(ports) == {"institution#sorrel": (3, 0)}
    assert ports.store.due_item(EVENT, DueKind.MERGE) is None


def test_long_work_goes_on_where_it_stopped_unless_the_list_has_changed() -> None:
    clock = FakeClock(NOW + timedelta(hours=1))
    ports = some_ports(clock=clock)
    put_event(ports)
    ids = sorted(come(ports, number, "Lake Auth. Sorrel") for number in range(2))
    event = revise(ports, EVENT, lambda event: adopt(event, "Lake Auth. Sorrel"))
    due = Due(DueKind.MERGE, EVENT, "", clock.at)
    for version, moved in ((event.settings_version, 1), (event.settings_version - 1, 2)):
        clock.advance(hours=1)
        item = DueItem(EVENT, DueKind.MERGE, clock.at, f"{version}:{ids[0]}")
        ports.store.commit([Put(item)], f"begun-{version}")
        assert regroup_due(ports, due) is True
        assert counted(ports)["institution#sorrel"] == (moved, 0)


def test_a_list_that_changed_while_the_last_page_was_done_keeps_the_work_due() -> None:
    store = Hurried()
    clock = FakeClock()
    ports = some_ports(store, clock)
    put_event(ports)
    revise(ports, EVENT, lambda event: adopt(event, "Lake Auth. Sorrel"))
    clock.advance(hours=1)
    store.before = [lambda: revise(ports, EVENT, lambda event: adopt(event, "L. Sorrel"))]
    with pytest.raises(Stale):
        regroup_due(ports, Due(DueKind.MERGE, EVENT, "", clock.at))
    assert store.due_item(EVENT, DueKind.MERGE) == DueItem(
        EVENT, DueKind.MERGE, clock.at + MERGE_GRACE
    )


@settings(max_examples=60, deadline=None)
@given(
    capacity=st.integers(0, 4),
    people=st.lists(st.sampled_from(SPELLINGS), max_size=7),
    leaving=st.sets(st.integers(0, 6)),
    spelling=st.sampled_from(["Lake Auth. Sorrel", "Delta Institute", "Nobody's"]),
)
def test_a_merge_keeps_counters_equal_to_a_recount(
    capacity: int, people: list[str | None], leaving: set[int], spelling: str
) -> None:
    ports = some_ports()
    put_event(ports, lambda event: replace(event, capacity=capacity))
    ids = [come(ports, number, house) for number, house in enumerate(people)]
    for number in leaving & set(range(len(ids))):
        cancel(ports, EVENT, ids[number])
    before = sum(sum(pair) for pair in counted(ports).values())
    event = revise(ports, EVENT, lambda event: adopt(event, spelling))
    regroup_now(ports, event)
    assert counted(ports) == recount(ports)
    assert sum(sum(pair) for pair in counted(ports).values()) == before
