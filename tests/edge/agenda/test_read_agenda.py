import gzip
from dataclasses import replace
from datetime import timedelta

import pytest

from shared.domain.event import Visibility
from shared.domain.session import Status
from shared.domain.writes import Replace
from shared.edge.cache import PointerCache
from shared.verbs.revise import revise
from tests.builders import some_sessions
from tests.edge.agenda.published import JSON, PATH, Readers, published
from tests.edge.calling import Called
from tests.unit.calendar.reading import entries_of

EXTENSIONS = ("json", "html", "txt", "ics")


def paths_of_errors(answer: Called) -> list[str]:
    assert answer.status == 400
    assert answer.headers["content-type"] == "application/problem+json"
    return [one["path"] for one in answer.json()["errors"]]


def ids_of(answer: Called) -> list[str]:
    assert answer.status == 200
    return [one["id"] for one in answer.json()["sessions"]]


@pytest.mark.parametrize(
    ("extension", "content_type", "begin"),
    [
        ("json", "application/json", b'{"event":{"id":"river-basins"'),
        ("html", "text/html; charset=utf-8", b"<!doctype html>"),
        ("txt", "text/plain; charset=utf-8", b"Workshop on shared river basins\n"),
        ("ics", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR\r\n"),
    ],
)
def test_every_representation_has_its_address(
    extension: str, content_type: str, begin: bytes
) -> None:
    answer = published().get(f"{PATH}/agenda.{extension}")
    assert (answer.status, answer.headers["content-type"]) == (200, content_type)
    assert answer.body[: len(begin)] == begin


def test_an_agenda_that_was_never_published_is_not_found() -> None:
    answer = Readers().get()
    assert (answer.status, answer.json()["detail"]) == (404, "There is no such agenda.")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert Readers().get("/agenda/another-event/agenda.html").status == 404


def test_an_answer_says_how_it_may_be_kept() -> None:
    headers = published().get().headers
    assert headers["cache-control"] == "public, max-age=60, stale-if-error=86400"
    assert headers["last-modified"] == "Mon, 01 Mar 2027 09:00:00 GMT"
    assert headers["vary"] == "Accept-Encoding"
    assert headers["x-robots-tag"] == "noindex"
    assert headers["access-control-allow-origin"] == "*"
    assert headers["access-control-expose-headers"] == "ETag,Last-Modified,Retry-After"


def test_a_public_event_may_be_indexed() -> None:
    readers = published(lambda event: replace(event, visibility=Visibility.PUBLIC))
    assert "x-robots-tag" not in readers.get(f"{PATH}/agenda.html").headers


def test_a_page_may_load_nothing_from_elsewhere() -> None:
    policy = published().get(f"{PATH}/agenda.html").headers["content-security-policy"]
    assert policy == (
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_gzip_is_the_same_answer_under_another_tag(extension: str) -> None:
    readers = published()
    path = f"{PATH}/agenda.{extension}"
    plain, coded = readers.get(path), readers.get(path, accept_encoding="gzip, br")
    assert "content-encoding" not in plain.headers
    assert coded.headers["content-encoding"] == "gzip"
    assert gzip.decompress(coded.body) == plain.body
    assert coded.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize("path", [JSON, PATH, f"{PATH}/agenda.html", f"{PATH}/now"])
def test_head_has_the_headers_of_get_and_no_body(path: str) -> None:
    readers = published()
    get, head = readers.get(path), readers.get(path, "HEAD")
    assert (head.status, head.headers, head.body) == (200, get.headers, b"")


def test_another_method_is_not_allowed() -> None:
    assert published().get(JSON, "POST").status == 405


def test_a_whole_agenda_costs_the_pointer_and_one_read() -> None:
    readers = published()
    for extension in EXTENSIONS:
        readers.get(f"{PATH}/agenda.{extension}")
        assert readers.store.reads == ["pointer", "rendition"]


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_a_reader_who_holds_the_revision_costs_the_pointer_alone(extension: str) -> None:
    readers = published()
    path = f"{PATH}/agenda.{extension}"
    tag = readers.get(path).headers["etag"]
    answer = readers.get(path, if_none_match=tag)
    assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", tag)
    assert readers.store.reads == ["pointer"]


def test_within_five_seconds_a_reader_who_holds_the_revision_costs_nothing() -> None:
    readers = published()
    kept = PointerCache(readers.ports.store, readers.clock)
    readers.ports = replace(readers.ports, pointers=kept)
    tag = readers.get().headers["etag"]
    readers.clock.advance(seconds=4)
    assert readers.get(if_none_match=tag).status == 304
    assert readers.store.reads == []
    assert readers.get().status == 200
    assert readers.store.reads == ["rendition"]


def test_not_modified_carries_the_headers_that_the_whole_answer_would() -> None:
    readers = published()
    whole = readers.get(PATH, accept="text/plain")
    same = readers.get(PATH, accept="text/plain", if_none_match=whole.headers["etag"])
    assert same.status == 304
    assert same.headers == whole.headers


@pytest.mark.parametrize(
    "spell", ["{tag}", "W/{tag}", '"other", {tag}', '"a,b",W/"c" , W/{tag}', "*", " * "]
)
def test_tags_are_compared_weakly_in_lists(spell: str) -> None:
    readers = published()
    tag = readers.get().headers["etag"]
    assert readers.get(if_none_match=spell.format(tag=tag)).status == 304


@pytest.mark.parametrize("held", ['"other"', "unquoted", "", 'W/"x", "y"'])
def test_a_reader_who_holds_something_else_gets_the_agenda(held: str) -> None:
    readers = published()
    assert readers.get(if_none_match=held).status == 200


def test_the_tag_without_its_quotes_is_no_tag() -> None:
    readers = published()
    tag = readers.get().headers["etag"].strip('"')
    assert readers.get(if_none_match=tag).status == 200


@pytest.mark.parametrize(
    ("date", "status"),
    [
        ("Mon, 01 Mar 2027 09:00:00 GMT", 304),
        ("Tue, 02 Mar 2027 09:00:00 GMT", 304),
        ("Mon, 01 Mar 2027 08:59:59 GMT", 200),
        ("yesterday", 200),
        ("Mon, 99 Mar 99999999999999999999 09:00:00 GMT", 200),
    ],
)
def test_a_date_decides_where_no_tag_is_given(date: str, status: int) -> None:
    readers = published()
    assert readers.get(if_modified_since=date).status == status


def test_a_date_is_ignored_beside_a_tag() -> None:
    answer = published().get(
        if_none_match='"other"', if_modified_since="Tue, 02 Mar 2027 09:00:00 GMT"
    )
    assert answer.status == 200


def test_a_new_revision_is_modified() -> None:
    readers = published()
    before = readers.get()
    readers.clock.advance(minutes=5)
    revise(readers.ports, readers.event.id, lambda one: replace(one, status=Status.POSTPONED))
    after = readers.get(if_none_match=before.headers["etag"])
    assert (after.status, after.json()["revision"], after.json()["release"]) == (200, 2, 1)
    assert after.json()["event"]["status"] == "postponed"
    assert after.headers["last-modified"] == "Mon, 01 Mar 2027 09:05:00 GMT"


def test_filters_narrow_json_text_and_calendar() -> None:
    readers = published()
    answer = readers.get(f"{JSON}?kind=break")
    assert ids_of(answer) == ["coffee"]
    assert answer.json()["complete"] is False
    text = readers.get(f"{PATH}/agenda.txt?room=foyer").body.decode()
    assert "Coffee" in text
    assert "Closing" not in text
    feed = readers.get(f"{PATH}/agenda.ics?q=okafor").body
    assert [str(one["SUMMARY"]) for one in entries_of(feed)] == ["Sharing water across borders"]
    assert readers.store.reads == ["pointer", "rendition"]


def test_a_filter_that_nothing_passes_is_an_empty_agenda() -> None:
    assert ids_of(published().get(f"{JSON}?room=Cellar")) == []


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ("colour=red", ["colour"]),
        ("q=a&q=b", ["q"]),
        ("kind=talk", ["kind"]),
        ("day=9", ["day"]),
        ("day=2027-03-16", ["day"]),
        ("day=x&kind=y", ["day", "kind"]),
        ("lang=fr", ["lang"]),
        ("since=x", ["since"]),
        ("since=-1", ["since"]),
        ("since=", ["since"]),
        ("since=%D9%A1", ["since"]),
        ("since=1&room=a", ["since"]),
        ("at=2027-03-15T09:00:00Z", ["at"]),
    ],
)
def test_a_bad_query_is_named(query: str, paths: list[str]) -> None:
    assert paths_of_errors(published().get(f"{JSON}?{query}")) == paths


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (JSON, "Accept-Encoding"),
        (f"{PATH}/now", "Accept-Encoding"),
        (f"{PATH}/sessions/nobody", "Accept-Encoding"),
        ("/agenda/openapi.json", "Accept-Encoding"),
        (PATH, "Accept, Accept-Encoding"),
        (f"{PATH}?day=9", "Accept, Accept-Encoding"),
        ("/agenda/no-such-event", "Accept, Accept-Encoding"),
    ],
)
def test_every_answer_says_what_it_varies_by(path: str, fields: str) -> None:
    assert published().get(path).headers["vary"] == fields


def test_text_and_calendar_do_not_know_since() -> None:
    readers = published()
    assert paths_of_errors(readers.get(f"{PATH}/agenda.txt?since=1")) == ["since"]
    assert paths_of_errors(readers.get(f"{PATH}/agenda.ics?since=1")) == ["since"]


@pytest.mark.parametrize("query", ["colour=red", "day=9&day=9", "utm_source=x", "since=x"])
def test_the_page_ignores_its_query(query: str) -> None:
    readers = published()
    assert readers.get(f"{PATH}/agenda.html?{query}").body == (
        readers.get(f"{PATH}/agenda.html").body
    )


def test_what_advertisers_add_is_ignored_everywhere() -> None:
    readers = published()
    query = "utm_source=x&fbclid=y&gclid=z"
    assert readers.get(f"{JSON}?{query}").headers == readers.get().headers


def test_the_agenda_s_own_language_is_no_filter() -> None:
    readers = published(lambda event: replace(event, locale="pt-BR"))
    assert readers.get(f"{JSON}?lang=pt_br").body == readers.get().body


def test_a_condition_does_not_hide_a_day_that_is_not_there() -> None:
    readers = published()
    assert readers.get(f"{JSON}?day=9", if_none_match="*").status == 400
    assert readers.get(f"{JSON}?day=1", if_none_match="*").status == 304


def test_since_the_present_release_nothing_is_new() -> None:
    readers = published()
    answer = readers.get(f"{JSON}?since=1").json()
    assert (answer["complete"], answer["sessions"], answer["removed"]) == (False, [], [])
    assert readers.store.reads == ["pointer", "deltas", "rendition"]


def test_since_an_earlier_release_only_changes_are_told() -> None:
    readers = published()
    opening, water, coffee, closing = some_sessions()
    later = replace(coffee, start=coffee.start + timedelta(minutes=10))
    readers.publish((opening, water, later, closing))
    readers.publish((opening, later, closing))
    answer = readers.get(f"{JSON}?since=1")
    assert (ids_of(answer), answer.json()["removed"]) == (["coffee"], ["water-sharing"])
    assert answer.json()["release"] == 3
    assert ids_of(readers.get(f"{JSON}?since=2")) == []
    assert readers.get(f"{JSON}?since=2").json()["removed"] == ["water-sharing"]


@pytest.mark.parametrize("since", ["0", "2", "00", "9" * 5000])
def test_since_a_release_that_is_unknown_everything_is_told(since: str) -> None:
    readers = published()
    assert readers.get(f"{JSON}?since={since}").body == readers.get().body


def test_leading_zeros_of_a_number_mean_nothing() -> None:
    readers = published()
    assert readers.get(f"{JSON}?since=0001").body == readers.get(f"{JSON}?since=1").body


def test_a_moment_without_the_rendition_is_a_moment_to_wait() -> None:
    readers = published()
    pointer = readers.ports.store.pointer(readers.event.id)
    assert pointer is not None
    lost = replace(pointer, digest="en:lost", version=pointer.version + 1)
    readers.ports.store.commit([Replace(lost)], "lose")
    answer = readers.get()
    assert (answer.status, answer.headers["retry-after"]) == (503, "2")
