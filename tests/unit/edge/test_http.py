"""Requests as views read them."""

from __future__ import annotations

import pytest

from shared.domain.errors import Invalid
from shared.edge.http import HttpRequest, answer_json, keep_query


def a_request(
    body: bytes = b"", content_type: str = "", query: tuple[tuple[str, str], ...] = ()
) -> HttpRequest:
    headers = {"content-type": content_type} if content_type else {}
    return HttpRequest("POST", "/thing", query, headers, body)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff", b'{"a":NaN}', b"[" * 100_000, b'{"a":Infinity}']
)
def test_a_body_that_is_not_json_is_invalid(body: bytes) -> None:
    with pytest.raises(Invalid):
        a_request(body).json()


def test_a_byte_order_mark_before_json_is_passed_over() -> None:
    assert a_request(b'\xef\xbb\xbf{"a":1}').json() == {"a": 1}


def test_a_form_gives_the_last_value_of_each_field() -> None:
    assert a_request(b"a=1&a=2&b=&c=%C5%A0i").form() == {"a": "2", "b": "", "c": "\u0160i"}


@pytest.mark.parametrize("body", [b"\xff", b"&".join([b"a=1"] * 501)])
def test_a_form_that_cannot_be_read_is_invalid(body: bytes) -> None:
    with pytest.raises(Invalid):
        a_request(body).form()


def test_the_media_type_is_bare_and_in_lower_case() -> None:
    assert a_request(content_type="Application/JSON; charset=utf-8").media_type() == (
        "application/json"
    )
    assert a_request().media_type() == ""


def test_a_repeated_parameter_is_named() -> None:
    with pytest.raises(Invalid) as invalid:
        a_request(query=(("day", "1"), ("day", "2"))).parameters()
    assert [path for path, _ in invalid.value.errors] == ["day"]


def test_what_advertisers_add_is_left_out() -> None:
    assert keep_query([("utm_campaign", "x"), ("gclid", "y"), ("day", "1")]) == (("day", "1"),)


def test_json_is_compact_utf_8() -> None:
    assert answer_json({"name": "\u0160i"}).body == '{"name":"\u0160i"}'.encode()
