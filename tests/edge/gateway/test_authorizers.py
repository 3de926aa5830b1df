"""API Gateway's facts about authorizers: when they are asked, and what their answers do."""

from __future__ import annotations

import json

import pytest

from infra.local.exchange import Outbound
from tests.edge.gateway.test_answers import assert_problem
from tests.edge.gateway.tiny import HOLDER, READER, Tiny, headers_of, seen


@pytest.fixture
def tiny() -> Tiny:
    return Tiny()


def ask(tiny: Tiny, token: str, method: str = "GET") -> Outbound:
    return tiny.ask(method, "/tiny/guarded", (("Authorization", token),))


def test_the_authorizers_context_reaches_the_view(tiny: Tiny) -> None:
    assert seen(ask(tiny, HOLDER)) == {"events": "*", "principalId": "holder"}


def test_no_token_is_401_without_asking(tiny: Tiny) -> None:
    answer = tiny.ask("GET", "/tiny/guarded")
    assert_problem(answer, 401)
    assert headers_of(answer)["www-authenticate"] == "Bearer"
    assert tiny.asked == []


def test_an_unknown_token_is_401_and_asked_for_each_time(tiny: Tiny) -> None:
    for _ in range(2):
        assert_problem(ask(tiny, "Bearer stranger"), 401)
    assert tiny.asked == ["Bearer stranger", "Bearer stranger"]


def test_an_authorizer_that_fails_is_500_and_says_nothing(tiny: Tiny) -> None:
    answer = ask(tiny, "Bearer broken")
    assert_problem(answer, 500)
    assert "table" not in json.loads(answer.body)["detail"]


def test_a_token_is_asked_for_once_in_sixty_seconds_of_the_clock(tiny: Tiny) -> None:
    for seconds in (0, 59, 1):
        tiny.clock.advance(seconds=seconds)
        assert ask(tiny, HOLDER).status == 200
    assert tiny.asked == [HOLDER, HOLDER]


def test_forgetting_asks_anew(tiny: Tiny) -> None:
    ask(tiny, HOLDER)
    tiny.gateway.authorizers.forget()
    ask(tiny, HOLDER)
    assert tiny.asked == [HOLDER, HOLDER]


def test_a_policy_that_does_not_name_the_request_is_403(tiny: Tiny) -> None:
    assert ask(tiny, READER).status == 200
    assert_problem(ask(tiny, READER, "POST"), 403)


def test_a_kept_policy_is_used_for_every_route(tiny: Tiny) -> None:
    assert_problem(ask(tiny, READER, "POST"), 403)
    assert ask(tiny, READER).status == 200
    assert tiny.asked == [READER]


def test_a_public_route_never_asks(tiny: Tiny) -> None:
    answer = tiny.ask("GET", "/tiny/fixed", (("Authorization", HOLDER),))
    assert (answer.status, tiny.asked) == (200, [])
