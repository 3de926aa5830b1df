import pytest

from functions.agenda.negotiation import choose_coding, choose_representation
from tests.edge.agenda.published import PATH, published


@pytest.mark.parametrize(
    ("accept", "representation"),
    [
        ("*/*", "json"),
        ("", "json"),
        ("application/json", "json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("text/calendar", "ics"),
        ("TEXT/PLAIN", "txt"),
        ("image/png", "json"),
        ("text/*", "html"),
        ("*/*, text/calendar", "ics"),
        ("text/*, text/plain", "txt"),
        ("*/*;q=0.9, text/plain;q=0.5", "json"),
        ("text/html;q=0, text/*", "txt"),
        ("application/json;q=0, */*", "html"),
        ("application/json;q=0", "json"),
        ("text/html;q=0.8, text/calendar;q=0.9", "ics"),
        ("text/plain ; Q=0.3 , text/html; q=0.2", "txt"),
        ("text/html;level=1;q=0.4, text/plain;q=0.3", "html"),
        ("text/html;q=high, text/plain;q=0.1", "txt"),
        (";;,,;q=1", "json"),
    ],
)
def test_accept_chooses_the_representation(accept: str, representation: str) -> None:
    assert choose_representation(accept) == representation


@pytest.mark.parametrize(
    ("accept_encoding", "coding"),
    [
        ("", "identity"),
        ("gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("x-gzip", "gzip"),
        ("*", "gzip"),
        ("gzip;q=0", "identity"),
        ("gzip;q=0, *", "identity"),
        ("br", "identity"),
        ("identity", "identity"),
        ("gzip, identity", "gzip"),
        ("gzip;q=0.5, identity;q=0.8", "identity"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("*;q=0", "identity"),
    ],
)
def test_accept_encoding_chooses_the_coding(accept_encoding: str, coding: str) -> None:
    assert choose_coding(accept_encoding) == coding


@pytest.mark.parametrize(
    ("accept", "extension"),
    [("text/html", "html"), ("text/calendar", "ics"), ("text/plain", "txt"), ("*/*", "json")],
)
def test_the_negotiated_address_answers_as_the_canonical_one(accept: str, extension: str) -> None:
    readers = published()
    chosen = readers.get(PATH, Accept=accept)
    canonical = readers.get(f"{PATH}/agenda.{extension}")
    assert chosen.headers["content-location"] == f"{PATH}/agenda.{extension}"
    assert chosen.headers["vary"] == "Accept, Accept-Encoding"
    assert (chosen.body, chosen.headers["etag"]) == (canonical.body, canonical.headers["etag"])


def test_without_accept_the_negotiated_address_answers_json() -> None:
    assert published().get(PATH).headers["content-type"] == "application/json"


def test_the_content_location_keeps_what_narrows_the_answer() -> None:
    answer = published().get(f"{PATH}?kind=BREAK&utm_source=x")
    assert answer.headers["content-location"] == f"{PATH}/agenda.json?kind=break"
