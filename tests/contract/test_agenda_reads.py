"""What the agenda is read by: editions, revisions, deltas by language, the list of events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from shared.agenda_ports import Page
from shared.domain.errors import AlreadyThere, Stale
from shared.domain.writes import Add, Put, Remove, Replace
from shared.ports import Store
from tests.agenda_builders import a_listing, a_revision, an_edition
from tests.builders import EVENT, NOW, a_delta, a_pointer, a_release, a_rendition
from tests.contract.reading import commit

OTHER = "river-basins-2"


def test_deltas_are_those_of_one_language_after_one_release_and_until_another(
    store: Store,
) -> None:
    english = [a_delta(release=n) for n in range(1, 13)]
    others = [a_delta(locale=locale, release=n) for locale in ("e", "en-GB", "sr") for n in (2, 3)]
    commit(store, *(Add(one) for one in (*reversed(english), *others)))
    assert list(store.deltas(EVENT, "en", 0, 99)) == english
    assert list(store.deltas(EVENT, "en", 2, 10)) == english[2:10]
    assert list(store.deltas(EVENT, "en", 3, 3)) == []
    assert list(store.deltas(EVENT, "en", 9, 3)) == []
    assert list(store.deltas(EVENT, "sr", 2, 99)) == others[-1:]
    assert list(store.deltas(EVENT, "sr-Latn", 0, 99)) == []
    assert list(store.deltas(OTHER, "en", 0, 99)) == []


def test_a_release_has_one_edition_which_may_be_redacted_once(store: Store) -> None:
    commit(store, Add(an_edition()), Add(an_edition(release=2, revision=3)))
    with pytest.raises(AlreadyThere):
        commit(store, Add(an_edition()))
    redacted = an_edition(redacted=True, version=2)
    commit(store, Replace(redacted))
    with pytest.raises(Stale):
        commit(store, Replace(redacted))
    assert store.edition(EVENT, 1) == redacted
    assert store.edition(EVENT, 2) == an_edition(release=2, revision=3)
    assert [store.edition(EVENT, number) for number in (0, 3, 10**9)] == [None] * 3
    assert store.edition(OTHER, 1) is None


def test_the_latest_revisions_come_newest_first(store: Store) -> None:
    told = [a_revision(number=n, at=NOW + timedelta(hours=n)) for n in range(1, 13)]
    near: list[Any] = [a_pointer(), a_release(), an_edition(), a_rendition(), a_delta()]
    commit(store, *map(Add, told), *map(Add, near))
    assert list(store.latest_revisions(EVENT, 3)) == told[:-4:-1]
    assert list(store.latest_revisions(EVENT, 20)) == told[::-1]
    assert list(store.latest_revisions(OTHER, 20)) == []
    assert store.revision(EVENT, 7) == told[6]
    assert store.revision(EVENT, 13) is None


def test_public_events_are_paged_the_latest_first_day_first(store: Store) -> None:
    march, april = date(2027, 3, 15), date(2027, 4, 1)
    rows = [
        a_listing(event="tide-tables", dates=(april, march)),
        a_listing(event="bridges", dates=(april,)),
        a_listing(event="arches", dates=(april,)),
        a_listing(event="no-day", dates=()),
    ]
    wanted = [rows[1], rows[2], rows[0], rows[3]]
    commit(store, *(Add(one) for one in rows))
    assert store.listing_page(None, 9) == Page(wanted)
    first = store.listing_page(None, 3)
    assert first.items == wanted[:3]
    assert store.listing_page(first.next, 3) == Page(wanted[3:])
    assert store.listing_page(wanted[0].key, 1) == Page([wanted[1]], wanted[1].key)


def test_a_listing_that_is_replaced_or_gone_is_read_so(store: Store) -> None:
    commit(store, Add(a_listing()))
    commit(store, Put(a_listing(title="Basins")))
    assert store.listing_page(None, 9) == Page([a_listing(title="Basins")])
    moved = replace(a_listing(), dates=(date(2028, 1, 1),))
    commit(store, Remove(a_listing()), Put(moved))
    assert store.listing_page(None, 9) == Page([moved])


@pytest.mark.parametrize("size", [10, 1_000_000])
def test_a_rendition_that_is_removed_is_gone_whatever_its_size(store: Store, size: int) -> None:
    large = a_rendition(body=b"x" * size)
    commit(store, Put(large), Put(a_rendition(name="txt")))
    commit(store, Remove(large))
    assert store.rendition(EVENT, 1, "json") is None
    assert store.rendition(EVENT, 1, "txt") == a_rendition(name="txt")
    commit(store, Add(a_rendition()))
    assert store.rendition(EVENT, 1, "json") == a_rendition()
