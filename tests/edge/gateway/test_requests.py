"""API Gateway's facts on the way in: what a function gets to see of a request."""

from __future__ import annotations

import base64

import pytest

from infra.local.exchange import Inbound
from infra.local.payloads import proxy_payload
from tests.builders import NOW
from tests.edge.gateway.tiny import Tiny, seen


@pytest.fixture
def tiny() -> Tiny:
    return Tiny()


def test_a_payload_has_the_shape_of_a_rest_proxy() -> None:
    inbound = Inbound(
        "POST",
        "/tiny/a%20b/seen",
        "x=1&x=2&y=",
        (("X-Two", "first"), ("X-Two", "second"), ("User-Agent", "test")),
        b"\x00\xff",
        "192.0.2.9",
    )
    payload = proxy_payload(inbound, "/tiny/{part}/seen", {"part": "a%20b"}, None, NOW)
    context = payload.pop("requestContext")
    assert payload == {
        "resource": "/tiny/{part}/seen",
        "path": "/tiny/a%20b/seen",
        "httpMethod": "POST",
        "headers": {"X-Two": "second", "User-Agent": "test"},
        "multiValueHeaders": {"X-Two": ["first", "second"], "User-Agent": ["test"]},
        "queryStringParameters": {"x": "2", "y": ""},
        "multiValueQueryStringParameters": {"x": ["1", "2"], "y": [""]},
        "pathParameters": {"part": "a%20b"},
        "stageVariables": None,
        "body": "AP8=",
        "isBase64Encoded": True,
    }
    assert context["identity"] == {"sourceIp": "192.0.2.9", "userAgent": "test"}
    assert context["resourcePath"] == "/tiny/{part}/seen"
    assert context["path"] == "/api/tiny/a%20b/seen"
    assert context["stage"] == "api"
    assert "authorizer" not in context


def test_what_a_request_does_not_have_is_null() -> None:
    payload = proxy_payload(Inbound("GET", "/tiny/fixed"), "/tiny/fixed", {}, None, NOW)
    absent = ("headers", "pathParameters", "multiValueQueryStringParameters", "body")
    assert {name: payload[name] for name in absent} == dict.fromkeys(absent)
    assert payload["isBase64Encoded"] is False


def test_bytes_reach_the_view_as_they_were_sent(tiny: Tiny) -> None:
    every_byte = bytes(range(256))
    got = seen(tiny.ask("POST", "/tiny/x/seen", (("Content-Type", "image/png"),), every_byte))
    assert base64.b64decode(got["body"]) == every_byte


def test_path_parts_are_decoded_once(tiny: Tiny) -> None:
    assert seen(tiny.ask("GET", "/tiny/a%2520b%2Fc/seen"))["part"] == "a%20b/c"


def test_the_query_is_decoded_once_and_keeps_repetitions(tiny: Tiny) -> None:
    got = seen(tiny.ask("GET", "/tiny/x/seen?q=a%2520b&q=c+d&empty="))
    assert got["query"] == [["q", "a%20b"], ["q", "c d"], ["empty", ""]]


def test_what_advertisers_add_to_the_query_is_gone(tiny: Tiny) -> None:
    got = seen(tiny.ask("GET", "/tiny/x/seen?utm_source=letter&fbclid=1&gclid=2&day=1"))
    assert got["query"] == [["day", "1"]]


def test_the_view_sees_the_template_and_not_the_path(tiny: Tiny) -> None:
    assert seen(tiny.ask("GET", "/tiny/secret-token/seen"))["path"] == "/tiny/{part}/seen"


def test_header_names_are_in_lower_case_for_the_view(tiny: Tiny) -> None:
    got = seen(tiny.ask("GET", "/tiny/x/seen", (("IF-None-Match", '"a"'), ("ACCEPT", "text/html"))))
    assert got["headers"] == {"if-none-match": '"a"', "accept": "text/html"}


def test_the_last_of_repeated_headers_counts(tiny: Tiny) -> None:
    got = seen(tiny.ask("GET", "/tiny/x/seen", (("Accept", "text/html"), ("Accept", "text/plain"))))
    assert got["headers"] == {"accept": "text/plain"}


def test_a_request_without_accept_takes_anything(tiny: Tiny) -> None:
    assert seen(tiny.ask("GET", "/tiny/x/seen"))["headers"] == {"accept": "*/*"}


def test_the_source_is_the_callers_address(tiny: Tiny) -> None:
    assert seen(tiny.ask("GET", "/tiny/x/seen"))["source"] == "192.0.2.9"


def test_a_body_of_any_type_or_none_reaches_the_view(tiny: Tiny) -> None:
    for headers in ((), (("Content-Type", "application/x-unheard-of"),), (("Content-Type", ""),)):
        assert tiny.ask("POST", "/tiny/bytes", headers, b"as sent").body == b"as sent"
