"""The Chalice subclass: errors as problems, headers, HEAD, ports on first use."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping

import pytest

from shared.domain.errors import Invalid, Missing, SecretariatError, Stale, StoreUnavailable
from shared.edge.app import App
from shared.edge.cors import Cors, cors_headers
from shared.edge.http import Answer, HttpError, HttpRequest, answer_json
from shared.edge.settings import SettingsMissing
from shared.ports import Ports
from tests.edge.calling import Called, call, proxy_payload
from tests.fakes import some_ports

PATH = "/thing/{part}"


def no_wiring() -> Ports:
    raise AssertionError("nothing asks for ports")


def app_with(view: Callable[..., Answer], app: App | None = None) -> App:
    app = app or App("thing", no_wiring)
    app.serve(PATH, ["GET", "POST", "HEAD"])(view)
    return app


def failing(error: Exception) -> App:
    def view(request: HttpRequest, part: str) -> Answer:
        raise error

    return app_with(view)


def problem_of(called: Called) -> Mapping[str, object]:
    assert called.headers["content-type"] == "application/problem+json"
    found: Mapping[str, object] = called.json()
    assert found["status"] == called.status
    return found


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Missing("event"), 404),
        (Invalid.at("day", "No such day."), 400),
        (Stale("Draft"), 409),
        (StoreUnavailable(), 503),
        (HttpError(412, "The draft has changed."), 412),
    ],
)
def test_errors_of_the_family_are_problems(error: SecretariatError, status: int) -> None:
    assert problem_of(call(failing(error), "GET", "/thing/x"))["status"] == status


def test_validation_names_every_path() -> None:
    wrong = Invalid([("name", "Please fill this in."), ("email", "No address.")])
    assert problem_of(call(failing(wrong), "GET", "/thing/x"))["errors"] == [
        {"path": "name", "message": "Please fill this in."},
        {"path": "email", "message": "No address."},
    ]


def test_an_error_carries_its_headers() -> None:
    assert call(failing(StoreUnavailable(7)), "GET", "/thing/x").headers["retry-after"] == "7"


def test_a_fault_is_a_500_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    called = call(failing(RuntimeError("ada@example.org")), "GET", "/thing/hidden-token")
    assert problem_of(called) == {
        "type": "about:blank",
        "title": "Internal Server Error",
        "status": 500,
        "detail": "Something went wrong here; it has been noted.",
    }
    assert "ada@example.org" not in caplog.text
    assert "hidden-token" not in caplog.text


def test_a_fault_is_logged_by_its_type_and_route(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "secretariat"):
        call(failing(RuntimeError("quoted input")), "GET", "/thing/x")
    told = json.loads(caplog.messages[0])
    assert (told["error"], told["function"], told["route"]) == ("RuntimeError", "thing", PATH)


def test_a_family_member_without_an_answer_is_a_fault() -> None:
    class Unheard(SecretariatError):
        """Nobody wrote an answer to it."""

    assert call(failing(Unheard()), "GET", "/thing/x").status == 500


def test_a_missing_setting_is_named_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    def wire() -> Ports:
        raise SettingsMissing("TABLE_NAME")

    app = App("thing", wire)
    app_with(lambda request, part: answer_json(app.ports.public_url), app)
    assert call(app, "GET", "/thing/x").status == 500
    assert json.loads(caplog.messages[0])["setting"] == "TABLE_NAME"


def test_a_header_that_breaks_its_line_is_a_fault() -> None:
    app = app_with(lambda request, part: Answer(200, b"", {"Location": f"/{part}"}))
    assert call(app, "GET", "/thing/x%0D%0ASet-Cookie:%20a=b").status == 500


def test_ports_are_wired_once_and_on_first_use() -> None:
    wired: list[Ports] = []

    def wire() -> Ports:
        wired.append(some_ports())
        return wired[-1]

    app = App("thing", wire)
    app_with(lambda request, part: answer_json(app.ports.public_url), app)
    assert wired == []
    for _ in range(2):
        call(app, "GET", "/thing/x")
    assert len(wired) == 1


def test_given_ports_stand_in_for_wired_ones() -> None:
    app = App("thing", no_wiring)
    ports = some_ports()
    app.use(ports)
    assert app.ports is ports


def test_head_has_the_headers_of_get_and_no_body() -> None:
    app = App("thing", no_wiring)
    app.get(PATH)(lambda request, part: answer_json({"part": part}, headers={"ETag": '"a"'}))
    got, head = call(app, "GET", "/thing/x"), call(app, "HEAD", "/thing/x")
    assert (head.status, head.headers, head.body) == (got.status, got.headers, b"")
    assert got.body == b'{"part":"x"}'


def test_an_answer_without_a_body_has_no_type() -> None:
    app = app_with(lambda request, part: Answer(204))
    assert call(app, "POST", "/thing/x").headers == {}


def test_an_unknown_content_type_reaches_the_view() -> None:
    app = app_with(lambda request, part: Answer(200, request.body, {"Content-Type": "text/plain"}))
    called = call(app, "POST", "/thing/x", {"Content-Type": "application/x-new"}, b"\x00\xff")
    assert (called.status, called.body) == (200, b"\x00\xff")


def test_chalices_own_refusal_becomes_a_problem() -> None:
    app = app_with(lambda request, part: Answer(200))
    payload = proxy_payload(app, "GET", "/thing/x", {}, b"", {})
    payload["requestContext"]["httpMethod"] = "PATCH"
    answer = app(payload, None)
    assert answer["statusCode"] == 405
    assert answer["headers"] == {
        "Allow": "GET, POST, HEAD",
        "Content-Type": "application/problem+json",
    }


def test_a_route_that_is_not_there_becomes_a_404() -> None:
    app = app_with(lambda request, part: Answer(200))
    payload = proxy_payload(app, "GET", "/thing/x", {}, b"", {})
    payload["requestContext"]["resourcePath"] = "/elsewhere"
    assert app(payload, None)["statusCode"] == 404


def test_a_page_with_an_error_status_stays_a_page() -> None:
    page = Answer(404, b"<p>Not here</p>", {"Content-Type": "text/html"})
    app = app_with(lambda request, part: page)
    assert call(app, "GET", "/thing/x").body == b"<p>Not here</p>"


def test_cors_stands_on_answers_and_on_errors() -> None:
    def view(request: HttpRequest, part: str) -> Answer:
        if part == "lost":
            raise Missing("event")
        return answer_json({})

    app = app_with(view, App("thing", no_wiring, cors=Cors()))
    for path in ("/thing/x", "/thing/lost"):
        assert call(app, "GET", path).headers["access-control-allow-origin"] == "*"


def allow_example(
    ports: Ports, request: HttpRequest, parts: Mapping[str, str]
) -> Mapping[str, str]:
    if parts["part"] == "nobody":
        raise Missing("event")
    return cors_headers(request.headers.get("origin", ""))


def app_with_origins(view: Callable[..., Answer]) -> App:
    app = app_with(view, App("thing", no_wiring, extra_headers=allow_example))
    app.use(some_ports())
    return app


def test_extra_headers_depend_on_the_request() -> None:
    app = app_with_origins(lambda request, part: answer_json({}))
    headers = call(app, "GET", "/thing/x", {"Origin": "https://form.example.org"}).headers
    assert headers["access-control-allow-origin"] == "https://form.example.org"
    assert headers["vary"] == "Origin"


def test_extra_headers_stand_on_errors_too() -> None:
    def view(request: HttpRequest, part: str) -> Answer:
        raise Invalid.at("email", "No address.")

    called = call(app_with_origins(view), "POST", "/thing/x", {"Origin": "https://a.example.org"})
    assert called.status == 400
    assert called.headers["access-control-allow-origin"] == "https://a.example.org"


def test_what_is_not_there_adds_no_headers() -> None:
    app = app_with_origins(lambda request, part: answer_json({}))
    assert "access-control-allow-origin" not in call(app, "GET", "/thing/nobody").headers


def test_a_views_own_header_wins_over_an_extra_one() -> None:
    own = {"Access-Control-Allow-Origin": "null"}
    app = app_with_origins(lambda request, part: answer_json({}, headers=own))
    called = call(app, "GET", "/thing/x", {"Origin": "https://a.example.org"})
    assert called.headers["access-control-allow-origin"] == "null"


def test_what_answers_vary_by_adds_up() -> None:
    app = app_with_origins(lambda request, part: answer_json({}, headers={"Vary": "Accept,Origin"}))
    called = call(app, "GET", "/thing/x", {"Origin": "https://a.example.org"})
    assert called.headers["vary"] == "Accept, Origin"
