"""`GET /agenda`: the public events whose agendas can be read."""

from __future__ import annotations

import base64
import gzip
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from shared.domain.event import Event, Visibility
from shared.domain.place import Location
from shared.domain.session import Status
from shared.verbs.publish import publish
from tests.builders import an_event
from tests.edge.agenda.published import Readers, published
from tests.fakes import put_event

HERE = "https://meeting.example.org/agenda"


def announce(event: Event) -> Event:
    return replace(event, visibility=Visibility.PUBLIC)


def add(readers: Readers, name: str, first: date, **changes: Any) -> None:
    """One more event, public and published unless told otherwise."""
    settled = {"id": name, "dates": (first,), "visibility": Visibility.PUBLIC, **changes}
    put_event(readers.ports, lambda event: replace(event, **settled))
    publish(readers.ports, name)


def listed(readers: Readers, query: str = "") -> list[str]:
    answer = readers.get(f"/agenda{query}")
    assert answer.status == 200
    return [one["id"] for one in answer.json()["events"]]


def test_a_public_event_with_an_agenda_is_listed() -> None:
    answer = published(announce).get("/agenda")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert answer.headers["cache-control"] == "public, max-age=60, stale-if-error=86400"
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    assert answer.json() == {
        "events": [
            {
                "id": "river-basins",
                "title": "Workshop on shared river basins",
                "dates": ["2027-03-15"],
                "location": {
                    "text": "Blue Hall, House of Rivers, Tbilisi",
                    "venue": "House of Rivers",
                    "room": "Blue Hall",
                    "city": "Tbilisi",
                    "country": "Georgia",
                },
                "url": f"{HERE}/river-basins/agenda.html",
            }
        ],
        "next": None,
    }


def test_what_is_unlisted_or_not_yet_published_is_not_listed() -> None:
    assert listed(published()) == []
    assert listed(Readers(announce)) == []


def test_it_follows_what_its_organiser_says() -> None:
    readers = published()
    readers.revise(visibility=Visibility.PUBLIC)
    assert listed(readers) == ["river-basins"]
    readers.revise(title="Basins", location=Location(city="Batumi"))
    row = readers.get("/agenda").json()["events"][0]
    assert (row["title"], row["location"]["city"]) == ("Basins", "Batumi")
    readers.revise(visibility=Visibility.UNLISTED)
    assert listed(readers) == []
    readers.publish()
    assert listed(readers) == []


def test_an_event_that_is_made_public_before_its_first_release_is_listed_with_it() -> None:
    readers = Readers()
    readers.revise(visibility=Visibility.PUBLIC)
    assert listed(readers) == []
    readers.publish()
    assert listed(readers) == ["river-basins"]


def test_an_event_whose_dates_move_stands_once_and_in_its_new_place() -> None:
    readers = published(announce)
    add(readers, "tide-tables", date(2027, 4, 13))
    assert listed(readers) == ["tide-tables", "river-basins"]
    readers.revise(dates=(date(2027, 5, 1), date(2027, 5, 2)))
    assert listed(readers) == ["river-basins", "tide-tables"]
    assert readers.get("/agenda").json()["events"][0]["dates"] == ["2027-05-01", "2027-05-02"]


def test_events_of_one_day_and_those_without_a_day_have_their_order() -> None:
    readers = published(announce)
    add(readers, "a-meeting", date(2027, 3, 15))
    add(readers, "no-day", date(2027, 3, 15), dates=())
    assert listed(readers) == ["river-basins", "a-meeting", "no-day"]


def pages(readers: Readers, limit: int) -> list[list[str]]:
    cursor, found = "", list[list[str]]()
    while True:
        answer = readers.get(f"/agenda?limit={limit}{cursor}").json()
        found.append([one["id"] for one in answer["events"]])
        if answer["next"] is None:
            return found
        cursor = f"&cursor={answer['next']}"


def test_pages_follow_each_other() -> None:
    readers = published(announce)
    for number in range(4):
        add(readers, f"meeting-{number}", date(2027, 3, 11 + number))
    names = ["river-basins", *(f"meeting-{number}" for number in (3, 2, 1, 0))]
    assert pages(readers, 2) == [names[:2], names[2:4], names[4:]]
    assert pages(readers, 5) == [names]
    assert listed(readers) == names


def test_a_page_goes_on_where_it_was_though_the_event_there_has_gone() -> None:
    readers = published(announce)
    add(readers, "earlier", date(2027, 3, 1))
    first = readers.get("/agenda?limit=1").json()
    readers.revise(visibility=Visibility.UNLISTED)
    assert listed(readers, f"?cursor={first['next']}") == ["earlier"]


def seal(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        *("", "x", "%C3%A9", "====", "~~~~", "a" * 4000),
        *(seal(one) for one in ("EVENT#river-basins", "2027-03-15", "#..", "9#a-b-c", "\0")),
        seal("2027-03-15#river-basins") + "=",
        seal("2027-03-15#river-basins\n"),
    ],
)
def test_a_cursor_of_another_list_is_refused(cursor: str) -> None:
    answer = published(announce).get(f"/agenda?cursor={cursor}")
    assert answer.status == 400
    assert [one["path"] for one in answer.json()["errors"]] == ["cursor"]


@pytest.mark.parametrize("limit", ["", "0", "501", "-1", "1.5", "x", "%D9%A1", "1000", "9" * 5000])
def test_a_limit_out_of_bounds_is_refused(limit: str) -> None:
    answer = published(announce).get(f"/agenda?limit={limit}")
    assert answer.status == 400
    assert answer.json()["errors"] == [
        {"path": "limit", "message": "Please give a number from 1 to 500."}
    ]


@pytest.mark.parametrize("limit", ["1", "01", "500"])
def test_a_limit_within_bounds_is_taken(limit: str) -> None:
    assert listed(published(announce), f"?limit={limit}") == ["river-basins"]


def test_another_parameter_is_refused() -> None:
    answer = published().get("/agenda?q=rivers&limit=1&limit=2")
    assert answer.status == 400
    assert [one["path"] for one in answer.json()["errors"]] == ["q", "limit"]


def test_a_browser_gets_a_page() -> None:
    answer = published(announce).get("/agenda", accept="text/html,*/*;q=0.8")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    )
    page = answer.body.decode()
    assert '<a href="/agenda/river-basins/agenda.html" lang="en">' in page
    assert "15 March 2027, Blue Hall, House of Rivers, Tbilisi, Georgia" in page


def test_what_people_typed_is_text_on_the_page() -> None:
    title = "<script>alert('\"&')</script>{further}"
    place = Location(city="<b>Batumi</b>")
    readers = published(lambda event: replace(announce(event), title=title, location=place))
    page = readers.get("/agenda", accept="text/html").body.decode()
    assert "&lt;script&gt;alert(&#x27;&quot;&amp;&#x27;)&lt;/script&gt;{further}" in page
    assert "&lt;b&gt;Batumi" in page
    assert "<script" not in page
    assert "<b>" not in page


def test_the_page_leads_to_the_next_one() -> None:
    readers = published(announce)
    add(readers, "earlier", date(2027, 3, 1))
    following = readers.get("/agenda?limit=1").json()["next"]
    page = readers.get("/agenda?limit=1", accept="text/html").body.decode()
    assert f'<a href="/agenda?cursor={following}">' in page
    last = readers.get(f"/agenda?cursor={following}", accept="text/html").body.decode()
    assert "earlier/agenda.html" in last
    assert "?cursor=" not in last


def test_an_event_that_is_called_off_is_listed_and_says_so() -> None:
    readers = published(announce)
    readers.revise(status=Status.CANCELLED)
    assert listed(readers) == ["river-basins"]
    page = readers.get("/agenda", accept="text/html").body.decode()
    assert "</a> (cancelled)" in page


def test_an_empty_list_says_so() -> None:
    readers = Readers()
    assert readers.get("/agenda").json() == {"events": [], "next": None}
    page = readers.get("/agenda", accept="text/html").body.decode()
    assert "No meeting is announced here." in page


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_the_list_has_a_tag_in_each_coding_that_changes_when_it_does(accept: str) -> None:
    readers = published(announce)
    plain = readers.get("/agenda", accept=accept)
    coded = readers.get("/agenda", accept=accept, accept_encoding="gzip")
    assert gzip.decompress(coded.body) == plain.body
    assert coded.headers["etag"] != plain.headers["etag"]
    tag = plain.headers["etag"]
    same = readers.get("/agenda", accept=accept, if_none_match=f'"x", W/{tag}')
    assert (same.status, same.body, same.headers) == (304, b"", plain.headers)
    assert readers.get("/agenda", accept=accept, if_none_match="*").status == 304
    readers.revise(title="Basins")
    assert readers.get("/agenda", accept=accept, if_none_match=tag).status == 200


def test_the_list_is_one_query() -> None:
    readers = published(announce)
    readers.get("/agenda")
    assert readers.store.reads == ["listing_page"]


def test_what_stands_in_the_list_is_what_the_agenda_says() -> None:
    readers = published(announce)
    row, agenda = readers.get("/agenda").json()["events"][0], readers.get().json()["event"]
    assert row == {name: agenda.get(name, row["url"]) for name in row}
    assert an_event().title == row["title"]
