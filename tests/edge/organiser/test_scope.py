"""Who may touch what."""

from __future__ import annotations

import pytest
from chalice.app import AuthResponse

from functions.organiser.app import app, identify
from shared.domain.organiser import Grant
from shared.domain.writes import Remove
from tests.edge.calling import call
from tests.edge.organiser.conftest import TOKEN, Desk

ARN = "arn:aws:execute-api:eu-west-1:123456789012:api/live/GET/organiser/events/river-basins"


def authorize(header: str) -> dict[str, object]:
    payload = {"type": "TOKEN", "authorizationToken": header, "methodArn": ARN}
    said: dict[str, object] = identify(payload, {})
    return said


def test_the_authorizer_says_who_holds_a_token(desk: Desk) -> None:
    said = authorize(f"Bearer {TOKEN}")
    assert said["principalId"] == desk.chief.organiser
    assert said["context"] == {
        "organiser": desk.chief.organiser,
        "email": "chief@example.org",
        "events": "*",
    }


def test_a_policy_covers_every_route_because_it_is_kept_for_a_minute(desk: Desk) -> None:
    said = authorize(f"bearer {TOKEN}")
    assert (
        said["policyDocument"]
        == AuthResponse(["*"], "x").to_dict(type("Asked", (), {"method_arn": ARN})())[
            "policyDocument"
        ]
    )


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", "Bearer ñ"])
def test_a_header_without_a_known_token_fails_with_the_word_that_gateways_know(
    desk: Desk, header: str
) -> None:
    with pytest.raises(Exception, match=r"^Unauthorized$"):
        authorize(header)


def test_a_revoked_token_is_unknown(desk: Desk) -> None:
    desk.ports.store.commit([Remove(desk.chief)], "revoke")
    with pytest.raises(Exception, match=r"^Unauthorized$"):
        authorize(f"Bearer {TOKEN}")


def test_a_request_that_no_authorizer_has_seen_is_401(desk: Desk) -> None:
    answer = call(app, "GET", "/organiser/events/river-basins")
    assert answer.status == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "route",
    [
        ("GET", ""),
        ("PATCH", ""),
        ("GET", "/draft"),
        ("GET", "/draft/lint"),
        ("PUT", "/draft"),
        ("POST", "/publish"),
        ("GET", "/registrations"),
        ("POST", "/registrations"),
        ("PATCH", "/registrations/0123"),
        ("POST", "/registrations/0123/cancel"),
        ("GET", "/deliveries"),
        ("GET", "/messages"),
        ("GET", "/digest"),
    ],
)
def test_every_route_of_an_event_is_403_out_of_scope_and_404_for_an_unknown_event(
    desk: Desk, route: tuple[str, str]
) -> None:
    method, rest = route
    clerk = desk.employ(1, "another-event")
    person = {"email": "ada@example.org", "name": "Ada"}
    body = {"POST": person, "PUT": {"sessions": []}}.get(method, {})
    headers = {"If-Match": "*"}
    out = desk.ask(method, f"/events/river-basins{rest}", body, headers, clerk)
    unknown = desk.ask(method, f"/events/no-such-event{rest}", body, headers)
    hidden = desk.ask(method, f"/events/no-such-event{rest}", body, headers, clerk)
    odd = desk.ask(method, f"/events/Not%23an%20id{rest}", body, headers)
    blind = desk.ask(method, f"/events/no-such-event{rest}", b"not JSON")
    assert (out.status, unknown.status, hidden.status, odd.status) == (403, 404, 403, 404)
    assert blind.status == 404


def test_an_event_made_since_the_authorizer_spoke_is_in_scope(desk: Desk) -> None:
    grant = desk.employ(2, "river-basins")
    stale = Grant(grant.token_hash, grant.organiser, grant.email, ())
    assert desk.ask("GET", "/events/river-basins", who=stale).status == 200


def test_head_answers_as_get_without_a_body(desk: Desk) -> None:
    head = desk.ask("HEAD", "/events/river-basins")
    assert (head.status, head.body) == (200, b"")
