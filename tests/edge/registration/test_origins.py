"""Scripts of other origins: those that the event allows, and no others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from functions.registration.app import app
from shared.domain.event import RegistrationRules
from shared.ports import Ports
from tests.edge.calling import call
from tests.edge.registration.calls import (
    AS_JSON,
    MERET,
    PAGE,
    created,
    deliver,
    everybody,
    form_token,
    get,
    link_of,
    post_json,
    serve,
)

OURS = "https://www.example.org"
FROM_OURS = {"Origin": OURS}
FOREIGN = ("https://www.example.org.evil.example", "null", "https://WWW.example.org", "*", "")


def serve_with_origin() -> Ports:
    rules = RegistrationRules(origins=(OURS,))
    return serve(lambda event: replace(event, registration=rules))


def test_an_allowed_origin_reads_answers_and_errors() -> None:
    serve_with_origin()
    answers = [
        get(PAGE, {**AS_JSON, **FROM_OURS}),
        post_json(PAGE, {**MERET, "form_token": form_token()}, FROM_OURS),
        post_json(PAGE, {}, FROM_OURS),
        post_json(f"{PAGE}/link", {"email": []}, FROM_OURS),
    ]
    assert [answer.status for answer in answers] == [200, 202, 400, 400]
    for answer in answers:
        assert answer.headers["access-control-allow-origin"] == OURS
        assert "Origin" in answer.headers["vary"]
        assert answer.headers["access-control-expose-headers"] == "ETag,Last-Modified,Retry-After"


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_foreign_origin_reads_nothing(origin: str) -> None:
    serve_with_origin()
    for answer in (
        get(PAGE, {**AS_JSON, "Origin": origin}),
        post_json(PAGE, {}, {"Origin": origin}),
    ):
        assert "access-control-allow-origin" not in answer.headers
        assert "Origin" in answer.headers["vary"]


def test_a_preflight_allows_json_from_an_allowed_origin() -> None:
    ports = serve_with_origin()
    deliver(ports, created(MERET))
    link = link_of(ports, everybody(ports)[0])
    for path in (PAGE, f"{PAGE}/link", link):
        answer = call(app, "OPTIONS", path, {**FROM_OURS, "Access-Control-Request-Method": "POST"})
        assert (answer.status, answer.body) == (204, b"")
        assert answer.headers["access-control-allow-origin"] == OURS
        assert answer.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
        assert answer.headers["access-control-allow-headers"] == (
            "Authorization,Content-Type,If-None-Match"
        )


def test_an_unknown_event_allows_nothing() -> None:
    serve_with_origin()
    answer = get("/registration/nowhere", FROM_OURS)
    assert (answer.status, "access-control-allow-origin" in answer.headers) == (404, False)
