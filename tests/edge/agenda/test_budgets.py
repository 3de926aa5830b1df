"""How many reads of the store an answer costs."""

from __future__ import annotations

import pytest

from tests.builders import some_sessions
from tests.edge.agenda.published import JSON, PATH, Readers, published

OPENING, WATER, COFFEE, CLOSING = some_sessions()
WHOLE = (
    *("agenda.json", "agenda.html", "agenda.txt", "agenda.ics", "schedule.xml", "schedule.json"),
    *("changes.atom", "manifest.webmanifest", "agenda.json?lang=en", "agenda.html?x=1"),
)
NARROWED = (
    *("agenda.json?day=1", "agenda.txt?q=water", "agenda.ics?kind=break&room=foyer", "now"),
    *("sessions/opening", "sessions/opening.ics", "agenda.json?institution=marsh+union"),
)


@pytest.fixture
def readers() -> Readers:
    """Of two releases, whose pointer the function still has."""
    readers = published()
    readers.publish((OPENING, CLOSING))
    readers.keep_pointers()
    return readers


@pytest.mark.parametrize("path", [*WHOLE, *NARROWED])
@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_an_answer_costs_one_read_of_a_rendition(readers: Readers, path: str, coding: str) -> None:
    assert readers.get(f"{PATH}/{path}", accept_encoding=coding).status == 200
    assert readers.store.reads == ["rendition"]


@pytest.mark.parametrize("path", [one for one in (*WHOLE, *NARROWED) if one != "now"])
def test_who_holds_it_costs_nothing(readers: Readers, path: str) -> None:
    tag = readers.get(f"{PATH}/{path}").headers["etag"]
    assert readers.get(f"{PATH}/{path}", if_none_match=tag).status == 304
    assert readers.store.reads == []


@pytest.mark.parametrize("since", [1, 2])
def test_changes_cost_one_query_and_one_head(readers: Readers, since: int) -> None:
    assert readers.get(f"{JSON}?since={since}").json()["complete"] is False
    assert readers.store.reads == ["deltas", "rendition"]


@pytest.mark.parametrize("since", [0, 3])
def test_changes_since_an_unknown_release_cost_what_the_whole_costs(
    readers: Readers, since: int
) -> None:
    assert readers.get(f"{JSON}?since={since}").json()["complete"] is True
    assert readers.store.reads == ["rendition"]


@pytest.mark.parametrize("query", ["release=1", "release=1&q=water", "release=2&lang=en"])
@pytest.mark.parametrize("name", ["json", "txt", "ics"])
def test_a_release_costs_its_edition_and_one_rendition(
    readers: Readers, name: str, query: str
) -> None:
    path = f"{PATH}/agenda.{name}?{query}"
    tag = readers.get(path).headers["etag"]
    assert readers.store.reads == ["edition", "rendition"]
    assert readers.get(path, if_none_match=tag).status == 304
    assert readers.store.reads == ["edition"]


@pytest.mark.parametrize("path", ["agenda.json?colour=red", "agenda.json?since=1&day=1"])
def test_a_bad_query_costs_nothing(readers: Readers, path: str) -> None:
    assert readers.get(f"{PATH}/{path}").status == 400
    assert readers.store.reads == []
