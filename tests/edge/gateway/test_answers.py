"""API Gateway's facts on the way out, and what the gateway answers by itself."""

from __future__ import annotations

import json

import pytest

from infra.local.exchange import Inbound, Outbound
from infra.local.gateway import MOST_REQUEST_BYTES, Gateway
from shared.edge.app import App
from shared.edge.http import Answer
from tests.edge.gateway.tiny import Tiny, headers_of, no_wiring, seen
from tests.fakes import FakeClock

ANYBODY = {
    "access-control-allow-origin": "*",
    "access-control-allow-headers": "Authorization,Content-Type,If-None-Match",
    "access-control-expose-headers": "ETag,Last-Modified,Retry-After",
    "access-control-max-age": "600",
}


@pytest.fixture
def tiny() -> Tiny:
    return Tiny()


def assert_problem(answer: Outbound, status: int) -> None:
    """A problem with CORS and nothing in it but what RFC 9457 names."""
    headers, body = headers_of(answer), json.loads(answer.body)
    assert answer.status == status
    assert headers["content-type"] == "application/problem+json"
    assert {name: headers[name] for name in ANYBODY} == ANYBODY
    assert sorted(body) == ["detail", "status", "title", "type"]
    assert body["status"] == status


def test_bytes_leave_as_the_view_gave_them(tiny: Tiny) -> None:
    every_byte = bytes(range(256))
    assert tiny.ask("POST", "/tiny/bytes", body=every_byte).body == every_byte


def test_head_has_the_headers_of_get_and_no_body(tiny: Tiny) -> None:
    got, head = tiny.ask("GET", "/tiny/open"), tiny.ask("HEAD", "/tiny/open")
    assert (head.status, head.headers, head.body) == (got.status, got.headers, b"")


def test_a_slash_at_the_end_does_not_matter(tiny: Tiny) -> None:
    assert seen(tiny.ask("GET", "/tiny/fixed/")) == {"route": "fixed"}


def test_a_fixed_segment_wins_over_an_open_one(tiny: Tiny) -> None:
    assert seen(tiny.ask("GET", "/tiny/fixed")) == {"route": "fixed"}
    assert seen(tiny.ask("GET", "/tiny/other")) == {"route": "open", "part": "other"}


def test_an_empty_segment_is_no_path_part(tiny: Tiny) -> None:
    assert_problem(tiny.ask("GET", "/tiny//seen"), 404)


def test_an_unknown_route_is_404(tiny: Tiny) -> None:
    assert_problem(tiny.ask("GET", "/nowhere/at/all"), 404)


def test_a_wrong_method_is_405_naming_the_right_ones(tiny: Tiny) -> None:
    answer = tiny.ask("DELETE", "/tiny/open")
    assert_problem(answer, 405)
    assert headers_of(answer)["allow"] == "GET,HEAD,OPTIONS"


def test_options_answers_for_a_route_with_cors(tiny: Tiny) -> None:
    answer = tiny.ask("OPTIONS", "/tiny/open")
    assert (answer.status, answer.body) == (200, b"")
    assert headers_of(answer) == {**ANYBODY, "access-control-allow-methods": "GET,HEAD,OPTIONS"}


def test_options_is_a_wrong_method_for_a_route_without_cors(tiny: Tiny) -> None:
    answer = tiny.ask("OPTIONS", "/tiny/fixed")
    assert_problem(answer, 405)
    assert headers_of(answer)["allow"] == "GET,HEAD"


def test_a_views_own_error_carries_the_routes_cors(tiny: Tiny) -> None:
    assert_problem(tiny.ask("GET", "/tiny/lost"), 404)


def test_a_body_over_ten_megabytes_is_413(tiny: Tiny) -> None:
    assert_problem(tiny.ask("POST", "/tiny/bytes", body=b"x" * (MOST_REQUEST_BYTES + 1)), 413)


def test_a_payload_over_lambdas_six_megabytes_is_413(tiny: Tiny) -> None:
    assert_problem(tiny.ask("POST", "/tiny/bytes", body=b"x" * 5 * 1024 * 1024), 413)


def test_a_file_of_four_megabytes_gets_through_both_ways(tiny: Tiny) -> None:
    body = b"x" * 4 * 1024 * 1024
    assert tiny.ask("POST", "/tiny/bytes", body=body).body == body


def test_an_answer_over_lambdas_six_megabytes_is_502(tiny: Tiny) -> None:
    assert_problem(tiny.ask("GET", "/tiny/large"), 502)


def test_a_functions_challenge_comes_under_another_name(tiny: Tiny) -> None:
    headers = headers_of(tiny.ask("GET", "/tiny/challenge"))
    assert headers["x-amzn-remapped-www-authenticate"] == "Basic"
    assert "www-authenticate" not in headers


def test_two_functions_may_not_claim_one_route() -> None:
    first, second = App("first", no_wiring), App("second", no_wiring)
    for app in (first, second):
        app.get("/same/{part}")(lambda _, part: Answer(200))
    with pytest.raises(ValueError, match="more than one function"):
        Gateway([first, second], FakeClock())


def test_an_unknown_method_on_an_unknown_route_is_404(tiny: Tiny) -> None:
    assert_problem(tiny.gateway.answer(Inbound("BREW", "/coffee")), 404)
