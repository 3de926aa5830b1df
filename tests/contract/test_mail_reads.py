"""What the provider told of a message, and suppressions that come and go."""

from __future__ import annotations

import pytest

from shared.domain.errors import AlreadyThere, Stale
from shared.domain.message import News
from shared.domain.writes import Add, Remove
from shared.ports import Store
from tests.builders import EVENT, a_message, a_suppression
from tests.contract.reading import commit
from tests.mail_builders import a_mail_event

KEY = a_message().key


def test_the_news_of_one_message_is_read_together(store: Store) -> None:
    mine = [a_mail_event(id=f"{n}", what=what) for n, what in enumerate(News)]
    others = [a_mail_event(message=f"{KEY}x"), a_mail_event(event="another-event")]
    commit(store, *(Add(one) for one in [*mine, *others]))
    assert list(store.mail_events(EVENT, KEY)) == mine
    assert list(store.mail_events(EVENT, "nothing")) == []


def test_the_same_news_is_added_once(store: Store) -> None:
    commit(store, Add(a_mail_event()))
    with pytest.raises(AlreadyThere) as there:
        commit(store, Add(a_mail_event(detail="later")))
    assert there.value.existing == a_mail_event()


def test_a_suppression_is_removed_once(store: Store) -> None:
    commit(store, Add(a_suppression()))
    commit(store, Remove(a_suppression()))
    assert store.suppression(a_suppression().address) is None
    with pytest.raises(Stale) as stale:
        commit(store, Remove(a_suppression()))
    assert stale.value == Stale("Suppression")
