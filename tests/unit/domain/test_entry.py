"""The counter of a calendar entry, as RFC 5546 wants it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from shared.domain.entry import (
    Entry,
    differing_facts,
    event_as_told,
    facts_of,
    request,
    withdraw,
    withdraw_again,
)
from shared.domain.place import Location
from shared.domain.session import Status
from tests.builders import an_event


def test_the_first_request_is_zero_and_a_repeat_keeps_it() -> None:
    first = request(Entry("uid"), "a")
    assert (first.sequence, first.live) == (0, True)
    assert request(first, "a") == first


def test_a_request_that_tells_another_time_or_place_raises_it() -> None:
    assert request(request(Entry("uid"), "a"), "b").sequence == 1


def test_only_a_place_that_reads_otherwise_is_another_place() -> None:
    event = an_event(location=Location(text="Lake House, north hall"))
    same = an_event(location=Location(text="Lake House, north hall.", room="North hall"))
    other = an_event(location=Location(text="Lake House, north hall", room="Loft"))
    assert facts_of(same) == facts_of(event) != facts_of(other)


def test_each_cancel_and_each_request_after_a_cancel_raises_it() -> None:
    entry = request(Entry("uid"), "a")
    gone = withdraw(entry)
    back = request(gone, "a")
    assert [entry.sequence, gone.sequence, back.sequence] == [0, 1, 2]
    assert [entry.live, gone.live, back.live] == [True, False, True]


def test_a_cancel_that_may_not_have_arrived_is_sent_again_with_the_next_number() -> None:
    gone = withdraw(request(Entry("uid"), "a"))
    again = withdraw_again(gone)
    assert (again.sequence, again.live) == (2, False)


def test_an_entry_knows_since_when_it_lives_whatever_it_is_told_later() -> None:
    first = request(Entry("uid"), "a", 3)
    later = request(first, "b", 5)
    back = request(withdraw(later), "b", 7)
    assert [one.since for one in (first, later, withdraw(later), back)] == [3, 3, 3, 7]


def test_two_facts_differ_in_time_place_or_status() -> None:
    event = an_event(location=Location(text="Lake | House"))
    other = replace(event, location=Location(text="Lake | Loft"), status=Status.POSTPONED)
    before = facts_of(event)
    assert differing_facts(before, before) == frozenset()
    assert differing_facts(before, facts_of(other)) == {"place", "status"}
    assert differing_facts(before, facts_of(replace(event, span=None))) == {"time"}
    assert differing_facts("", before) == frozenset()


@pytest.mark.parametrize("span", [an_event().span, None])
def test_the_event_as_told_is_that_of_the_facts_whatever_it_has_become(
    span: tuple[datetime, datetime] | None,
) -> None:
    told = facts_of(an_event(span=span))
    moved = an_event(location=Location(text="Loft"), status=Status.POSTPONED, dates=())
    assert facts_of(event_as_told(moved, told)) == told
    assert facts_of(event_as_told(moved, facts_of(moved))) == facts_of(moved)
    assert event_as_told(moved, "") == moved


@pytest.mark.parametrize("place", [Location(), Location("Lake | House", "Loft", None, "Poti")])
def test_a_place_that_was_told_reads_as_it_was_told(place: Location) -> None:
    event = an_event(location=place)
    assert facts_of(event_as_told(an_event(), facts_of(event))) == facts_of(event)


def test_other_dates_are_another_time_where_there_are_no_sessions() -> None:
    event = an_event(span=None)
    later = an_event(span=None, dates=(date(2027, 5, 3), date(2027, 5, 4)))
    assert differing_facts(facts_of(event), facts_of(later)) == {"time"}
