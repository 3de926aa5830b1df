"""The bench's conference: the same at every call, and one that could take place."""

from __future__ import annotations

from itertools import pairwise

import pytest

from infra.bench.conference import ZONE, make_event, make_sessions
from infra.bench.growth import SIZES
from shared.domain.session import order_sessions


def test_a_conference_is_the_same_at_every_call() -> None:
    assert make_sessions(100) == make_sessions(100)


@pytest.mark.parametrize("size", SIZES)
def test_a_conference_has_as_many_sessions_as_asked_in_the_order_of_time(size: int) -> None:
    sessions = make_sessions(size)
    assert len({one.id for one in sessions}) == size
    assert order_sessions(sessions) == sessions


def test_no_room_holds_two_sessions_at_a_time() -> None:
    by_room = sorted(make_sessions(1400), key=lambda one: (one.room or "", one.start))
    overlapping = [
        after.id
        for before, after in pairwise(by_room)
        if before.room == after.room and before.end and before.end > after.start
    ]
    assert overlapping == []


def test_a_large_conference_fills_its_three_days_and_no_other() -> None:
    assert sorted({one.date_in(ZONE) for one in make_sessions(750)}) == list(make_event().dates)


def test_a_conference_is_there_in_as_many_languages_as_asked() -> None:
    assert [one.locale for one in make_event("other", ("de", "fr")).translations] == ["de", "fr"]


def test_texts_differ_from_session_to_session() -> None:
    descriptions = {one.description for one in make_sessions(1400)}
    assert len(descriptions) == 1400
