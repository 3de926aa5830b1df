"""Schedules, the feed of changes, the manifest, and one session as a calendar."""

from __future__ import annotations

import gzip
import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta

import pytest

from shared.domain.session import Status
from tests.builders import some_sessions
from tests.edge.agenda.published import PATH, Readers, published
from tests.unit.calendar.reading import facts_of, lines_of, unfold

OPENING, WATER, COFFEE, CLOSING = some_sessions()
FEEDS = {
    "schedule.xml": "application/vnd.c3voc.schedule+xml; charset=utf-8",
    "schedule.json": "application/json",
    "changes.atom": "application/atom+xml; charset=utf-8",
    "manifest.webmanifest": "application/manifest+json",
}
ICS = "sessions/opening.ics"
ATOM = "{http://www.w3.org/2005/Atom}"
EVERY = (*FEEDS, ICS)


@pytest.mark.parametrize("name", FEEDS)
def test_every_feed_has_its_address_and_its_type(name: str) -> None:
    readers = published()
    answer = readers.get(f"{PATH}/{name}")
    assert (answer.status, answer.headers["content-type"]) == (200, FEEDS[name])
    assert answer.headers["cache-control"] == "public, max-age=60, stale-if-error=86400"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert "content-location" not in answer.headers


@pytest.mark.parametrize("name", EVERY)
def test_who_holds_a_feed_is_told_so(name: str) -> None:
    readers = published()
    whole = readers.get(f"{PATH}/{name}")
    for held in (whole.headers["etag"], f'"x", W/{whole.headers["etag"]}', "*"):
        same = readers.get(f"{PATH}/{name}", if_none_match=held)
        assert (same.status, same.body, same.headers) == (304, b"", whole.headers)
    date = whole.headers["last-modified"]
    assert readers.get(f"{PATH}/{name}", if_modified_since=date).status == 304


@pytest.mark.parametrize("name", EVERY)
def test_head_has_the_headers_of_get_and_no_body(name: str) -> None:
    readers = published()
    get, head = readers.get(f"{PATH}/{name}"), readers.get(f"{PATH}/{name}", "HEAD")
    assert (head.status, head.headers, head.body) == (200, get.headers, b"")


@pytest.mark.parametrize("name", EVERY)
def test_gzip_is_the_same_answer_under_another_tag(name: str) -> None:
    readers = published()
    plain = readers.get(f"{PATH}/{name}")
    first, second = (readers.get(f"{PATH}/{name}", accept_encoding="gzip") for _ in range(2))
    assert first.headers["content-encoding"] == "gzip"
    assert (first.body, first.headers) == (second.body, second.headers)
    assert gzip.decompress(first.body) == plain.body
    assert first.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("parameter", ["colour", "day", "q", "since", "release", "at"])
def test_a_parameter_that_is_not_known_there_is_refused(name: str, parameter: str) -> None:
    answer = published().get(f"{PATH}/{name}?{parameter}=1")
    assert answer.status == 400
    assert [one["path"] for one in answer.json()["errors"]] == [parameter]


@pytest.mark.parametrize("name", EVERY)
def test_before_the_first_release_there_is_none(name: str) -> None:
    assert Readers().get(f"{PATH}/{name}").status == 404


def test_both_schedules_tell_of_the_same_sessions_under_the_same_numbers() -> None:
    readers = published()
    readers.publish((CLOSING, OPENING))
    xml = ET.fromstring(readers.get(f"{PATH}/schedule.xml").body)
    schedule = json.loads(readers.get(f"{PATH}/schedule.json").body)["schedule"]
    told = {
        int(one["id"]): one["title"]
        for day in schedule["conference"]["days"]
        for room in day["rooms"].values()
        for one in room
    }
    assert told == {1: "Opening of the workshop", 4: "Closing"}
    assert {int(one.attrib["id"]): one.findtext("title") for one in xml.iter("event")} == told


def test_the_feed_of_changes_tells_of_releases_and_of_settings_the_newest_first() -> None:
    readers = published()
    readers.clock.advance(hours=1)
    readers.publish((OPENING, WATER, replace(COFFEE, start=COFFEE.start + timedelta(minutes=5))))
    readers.clock.advance(hours=1)
    readers.revise(status=Status.CANCELLED)
    feed = ET.fromstring(readers.get(f"{PATH}/changes.atom").body)
    entries = feed.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}updated") for one in entries] == [
        f"2027-03-01T{hour}:00:00+00:00" for hour in ("11", "10", "09")
    ]
    assert feed.findtext(f"{ATOM}updated") == "2027-03-01T11:00:00+00:00"
    assert len({one.findtext(f"{ATOM}id") for one in entries}) == 3


def test_the_feed_of_changes_goes_back_twenty_revisions() -> None:
    readers = published()
    for number in range(25):
        readers.revise(title=f"Workshop {number}")
    feed = ET.fromstring(readers.get(f"{PATH}/changes.atom").body)
    assert len(feed.findall(f"{ATOM}entry")) == 20


def test_what_is_not_told_pushes_nothing_out_of_the_feed_of_changes() -> None:
    readers = published()
    readers.revise(title="Workshop on basins")
    for number in range(25):
        readers.revise(background=f"Said in {number} ways")
    feed = ET.fromstring(readers.get(f"{PATH}/changes.atom").body)
    assert len(feed.findall(f"{ATOM}entry")) == 2


def test_the_manifest_is_the_event_s() -> None:
    manifest = published().get(f"{PATH}/manifest.webmanifest").json()
    assert manifest["name"] == "Workshop on shared river basins"
    assert manifest["start_url"].startswith(PATH)


def test_one_session_is_a_calendar_of_one_entry() -> None:
    readers = published()
    answer = readers.get(f"{PATH}/{ICS}")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    whole = facts_of(readers.get(f"{PATH}/agenda.ics").body)
    assert facts_of(answer.body) == whole[:1]
    assert unfold(answer.body).count("BEGIN:VTIMEZONE") == 1
    assert lines_of(answer.body, "TZID") == ["TZID:Asia/Tbilisi"]


@pytest.mark.parametrize("name", ["dinner.ics", ".ics", "opening.ics.ics", "opening.xml"])
def test_a_session_that_there_is_not_is_not_found(name: str) -> None:
    readers = published()
    for held in ({}, {"if_none_match": "*"}):
        answer = readers.get(f"{PATH}/sessions/{name}", **held)
        assert (answer.status, answer.json()["detail"]) == (404, "There is no such session.")


def test_a_session_s_calendar_has_a_tag_of_its_own() -> None:
    readers = published()
    paths = [f"sessions/{one}" for one in ("opening", "opening.ics", "coffee.ics")]
    tags = [readers.get(f"{PATH}/{one}").headers["etag"] for one in (*paths, "agenda.ics")]
    assert len(set(tags)) == 4
