"""A release as it was published, for good: `?release=N`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from shared.domain.place import Location
from shared.domain.session import Status
from tests.builders import some_sessions
from tests.edge.agenda.published import JSON, PATH, Readers, published

OPENING, WATER, COFFEE, CLOSING = some_sessions()
NAMES = ("json", "txt", "ics")
QUERIES = ("", "&kind=break", "&q=okafor&room=blue+hall", "&day=1", "&lang=en")


def happen(readers: Readers) -> None:
    """Two more releases, and settings that readers see."""
    later = replace(COFFEE, start=COFFEE.start + timedelta(minutes=5))
    readers.clock.advance(hours=1)
    readers.publish((OPENING, later))
    readers.clock.advance(hours=1)
    readers.revise(title="Another title", status=Status.POSTPONED, timezone="Asia/Tokyo")
    readers.revise(location=Location(city="Batumi"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_whatever_happens_later_its_bytes_and_its_tag_stay(
    name: str, query: str, coding: str
) -> None:
    readers = published()
    path = f"{PATH}/agenda.{name}?release=1{query}"
    before = readers.get(path, accept_encoding=coding)
    happen(readers)
    after = readers.get(path, accept_encoding=coding)
    assert (after.status, after.headers, after.body) == (200, before.headers, before.body)
    held = readers.get(path, accept_encoding=coding, if_none_match=before.headers["etag"])
    assert (held.status, held.body) == (304, b"")


def test_it_says_of_itself_what_it_was() -> None:
    readers = published()
    first = readers.get().body
    happen(readers)
    answer = readers.get(f"{JSON}?release=1")
    assert answer.body == first
    assert answer.headers["last-modified"] == "Mon, 01 Mar 2027 09:00:00 GMT"
    assert (answer.json()["release"], answer.json()["complete"]) == (1, True)


def test_a_revision_of_the_same_release_does_not_change_it() -> None:
    readers = published()
    first = readers.get().body
    readers.revise(title="Another title")
    assert readers.get(f"{JSON}?release=1").body == first
    assert readers.get().body != first


def test_a_copy_may_be_shown_for_an_hour() -> None:
    for query in QUERIES:
        answer = published().get(f"{JSON}?release=1{query}")
        assert answer.headers["cache-control"] == "public, max-age=3600, stale-if-error=86400"


def test_its_tag_is_not_that_of_the_latest() -> None:
    readers = published()
    assert readers.get(f"{JSON}?release=1").body == readers.get().body
    assert readers.get(f"{JSON}?release=1").headers["etag"] != readers.get().headers["etag"]


@pytest.mark.parametrize("number", ["0", "2", "00", "999999999", "9" * 5000])
def test_a_release_that_there_is_not_is_not_found(number: str) -> None:
    readers = published()
    answer = readers.get(f"{JSON}?release={number}", if_none_match="*")
    assert (answer.status, answer.json()["detail"]) == (404, "There is no such release.")


def test_before_the_first_there_is_no_agenda_at_all() -> None:
    answer = Readers().get(f"{JSON}?release=1")
    assert (answer.status, answer.json()["detail"]) == (404, "There is no such agenda.")


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ("release=x", ["release"]),
        ("release=", ["release"]),
        ("release=-1", ["release"]),
        ("release=1.0", ["release"]),
        ("release=%D9%A1", ["release"]),
        ("release=1&release=1", ["release"]),
        ("release=1&since=1", ["release"]),
        ("release=1&day=9", ["day"]),
        ("release=1&lang=fr", ["lang"]),
    ],
)
def test_a_bad_query_is_named(query: str, paths: list[str]) -> None:
    answer = published().get(f"{JSON}?{query}")
    assert answer.status == 400
    assert [one["path"] for one in answer.json()["errors"]] == paths


@pytest.mark.parametrize("name", ["schedule.xml", "schedule.json", "changes.atom"])
def test_what_has_no_releases_does_not_know_the_parameter(name: str) -> None:
    assert published().get(f"{PATH}/{name}?release=1").status == 400


def test_leading_zeros_mean_nothing() -> None:
    readers = published()
    spelled, plain = (readers.get(f"{JSON}?release={one}") for one in ("0001", "1"))
    assert (spelled.headers, spelled.body) == (plain.headers, plain.body)


def test_whoever_holds_a_copy_of_one_that_was_taken_away_is_told() -> None:
    readers = published()
    tag = readers.get(f"{JSON}?release=1").headers["etag"]
    readers.publish((OPENING, CLOSING))
    readers.redact(1)
    for held in (tag, "*"):
        answer = readers.get(f"{JSON}?release=1", if_none_match=held)
        assert (answer.status, answer.headers["content-type"]) == (410, "application/problem+json")
        assert "etag" not in answer.headers


def test_the_negotiated_address_knows_it_too() -> None:
    readers = published()
    answer = readers.get(f"{PATH}?release=01&kind=BREAK", accept="text/plain")
    assert answer.headers["content-location"] == f"{PATH}/agenda.txt?kind=break&release=1"
