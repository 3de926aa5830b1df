"""The files that every agenda page shares."""

from __future__ import annotations

import gzip

import pytest

from tests.edge.agenda.published import Readers

DAY = "public, max-age=86400, stale-if-error=86400"
ASSETS = {
    "sw.js": ("text/javascript; charset=utf-8", "public, max-age=60, stale-if-error=86400"),
    "icon.svg": ("image/svg+xml", DAY),
    "icon-192.png": ("image/png", DAY),
    "icon-512.png": ("image/png", DAY),
    "icon-maskable.png": ("image/png", DAY),
}


@pytest.mark.parametrize("name", ASSETS)
def test_every_file_is_there_before_any_event_is(name: str) -> None:
    readers = Readers()
    answer = readers.get(f"/agenda/{name}")
    told = (answer.headers["content-type"], answer.headers["cache-control"])
    assert (answer.status, told) == (200, ASSETS[name])
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert len(answer.body) > 100
    assert readers.store.reads == []


@pytest.mark.parametrize("name", ASSETS)
def test_who_holds_it_is_told_so(name: str) -> None:
    readers = Readers()
    whole = readers.get(f"/agenda/{name}")
    for held in (whole.headers["etag"], f"W/{whole.headers['etag']}", "*"):
        same = readers.get(f"/agenda/{name}", if_none_match=held)
        assert (same.status, same.body, same.headers) == (304, b"", whole.headers)
    assert readers.get(f"/agenda/{name}", if_none_match='"other"').status == 200


@pytest.mark.parametrize("name", ASSETS)
def test_it_is_compressed_when_that_is_wanted(name: str) -> None:
    readers = Readers()
    plain = readers.get(f"/agenda/{name}")
    coded = readers.get(f"/agenda/{name}", accept_encoding="gzip")
    assert gzip.decompress(coded.body) == plain.body
    assert coded.headers["etag"] != plain.headers["etag"]


def test_head_has_the_headers_of_get_and_no_body() -> None:
    get, head = (Readers().get("/agenda/sw.js", method) for method in ("GET", "HEAD"))
    assert (head.status, head.headers, head.body) == (200, get.headers, b"")


def test_the_icons_are_pictures() -> None:
    for name in ("icon-192.png", "icon-512.png", "icon-maskable.png"):
        assert Readers().get(f"/agenda/{name}").body.startswith(b"\x89PNG\r\n\x1a\n")
