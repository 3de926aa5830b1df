"""The open notice of an event: one, told apart by its version, found when it is due."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.domain.due import Due, DueKind
from shared.domain.errors import AlreadyThere, Stale
from shared.domain.round import WRITTEN
from shared.domain.writes import Add, Remove, Replace
from shared.ports import Store
from tests.builders import EVENT
from tests.contract.reading import commit
from tests.round_builders import a_notice, a_round


def test_an_event_has_one_open_notice(store: Store) -> None:
    commit(store, Add(a_notice()), Add(a_notice(event="lakes")))
    with pytest.raises(AlreadyThere) as there:
        commit(store, Add(a_notice(version=9)))
    assert there.value.existing == a_notice()
    commit(store, Replace(a_notice(version=3, noted=())))
    assert store.notice(EVENT) == a_notice(version=3, noted=())
    assert store.notice("lakes") == a_notice(event="lakes")


def test_who_closes_another_than_the_one_they_read_closes_none(store: Store) -> None:
    commit(store, Add(a_notice(version=3)))
    for stale in (a_notice(version=2), a_notice(version=4)):
        with pytest.raises(Stale) as error:
            commit(store, Remove(stale), Add(a_round()))
        assert error.value == Stale("Notice")
    assert store.round(EVENT, a_round().id) is None
    with pytest.raises(Stale):
        commit(store, Replace(a_notice(version=3)))
    commit(store, Remove(a_notice(version=3)))
    assert store.notice(EVENT) is None


def test_a_notice_is_due_at_its_instant_and_no_more_when_it_is_closed(store: Store) -> None:
    notice = a_notice()
    commit(store, Add(notice))
    assert store.due(notice.due_at - timedelta(seconds=1), 10) == []
    assert store.due(notice.due_at, 10) == [Due(DueKind.NOTICE, EVENT, "", notice.due_at)]
    later = a_notice(version=3, due_at=notice.due_at + timedelta(minutes=5))
    commit(store, Replace(later))
    assert store.due(notice.due_at, 10) == []
    commit(store, Remove(later))
    assert store.due(later.due_at, 10) == []


def test_what_organisers_wrote_is_listed_by_id_and_no_other_round_is(store: Store) -> None:
    written = [a_round(id=f"{WRITTEN}{name}") for name in ("a-1", "b-2", "c-3")]
    others = (a_round(), a_round(id="20270331t000000-24-start-registered"), a_round(id="zz"))
    commit(store, *(Add(one) for one in (*written, *others)), Add(a_round(event="lakes")))
    first = store.written_page(EVENT, None, 2)
    assert (list(first.items), first.next) == (written[:2], written[1].id)
    rest = store.written_page(EVENT, first.next, 2)
    assert (list(rest.items), rest.next) == (written[2:], None)
    assert list(store.written_page("lakes", None, 5).items) == []


def test_a_round_that_is_there_is_told_to_whoever_adds_it_again(store: Store) -> None:
    mine = a_round(id=f"{WRITTEN}boots")
    commit(store, Add(mine))
    with pytest.raises(AlreadyThere) as there:
        commit(store, Add(a_round(id=mine.id, told=4)))
    assert there.value.existing == mine
