"""A tiny app that tells what reached it, and a gateway before it."""

from __future__ import annotations

import base64
import json
from typing import Any

from chalice.app import AuthRequest, AuthResponse, AuthRoute

from infra.local.exchange import Inbound, Outbound
from infra.local.gateway import Gateway
from shared.domain.errors import Missing
from shared.edge.app import App
from shared.edge.cors import Cors
from shared.edge.http import Answer, HttpRequest, answer_json
from shared.ports import Ports
from tests.fakes import FakeClock, some_ports

HOLDER = "Bearer holder"
READER = "Bearer reader"


def no_wiring() -> Ports:
    raise AssertionError("the tests give the app its ports")


class Tiny:
    """The app, its gateway, its clock, and how often its authorizer was asked."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.asked: list[str] = []
        self.app = App("tiny", no_wiring)
        self.app.use(some_ports(clock=self.clock))
        self._serve()
        self._guard()
        self.gateway = Gateway([self.app], self.clock)

    def _serve(self) -> None:
        app = self.app
        app.serve("/tiny/{part}/seen", ["GET", "POST", "HEAD"])(tell)
        app.serve("/tiny/bytes", ["POST"])(lambda request: Answer(200, request.body))
        app.get("/tiny/open", cors=Cors())(lambda _: answer_json({"open": True}))
        app.get("/tiny/lost", cors=Cors())(lose)
        app.get("/tiny/{part}")(lambda _, part: answer_json({"route": "open", "part": part}))
        app.get("/tiny/fixed")(lambda _: answer_json({"route": "fixed"}))
        app.get("/tiny/large")(lambda _: Answer(200, b"x" * 5 * 1024 * 1024))
        app.get("/tiny/challenge")(lambda _: Answer(401, b"no", {"WWW-Authenticate": "Basic"}))

    def _guard(self) -> None:
        @self.app.authorizer(ttl_seconds=60)  # type: ignore[untyped-decorator, unused-ignore]
        def identify(request: AuthRequest) -> AuthResponse:
            self.asked.append(request.token)
            if request.token == READER:
                route = AuthRoute("/tiny/guarded", ["GET"])
                return AuthResponse([route], principal_id="reader")
            if request.token == "Bearer broken":
                raise RuntimeError("the table is gone")
            if request.token != HOLDER:
                raise RuntimeError("Unauthorized")
            return AuthResponse(["*"], principal_id="holder", context={"events": "*"})

        guarded = ["GET", "POST"]
        self.app.serve("/tiny/guarded", guarded, authorizer=identify)(
            lambda request: answer_json(dict(request.principal))
        )

    def ask(
        self,
        method: str,
        target: str,
        headers: tuple[tuple[str, str], ...] = (),
        body: bytes = b"",
    ) -> Outbound:
        path, _, query = target.partition("?")
        return self.gateway.answer(Inbound(method, path, query, headers, body, "192.0.2.9"))


def tell(request: HttpRequest, part: str) -> Answer:
    """What reached the view."""
    return answer_json(
        {
            "method": request.method,
            "path": request.path,
            "part": part,
            "query": [list(pair) for pair in request.query],
            "headers": dict(request.headers),
            "body": base64.b64encode(request.body).decode(),
            "source": request.source,
        }
    )


def lose(request: HttpRequest) -> Answer:
    raise Missing("agenda")


def seen(answer: Outbound) -> Any:
    assert answer.status == 200
    return json.loads(answer.body)


def headers_of(answer: Outbound) -> dict[str, str]:
    """The headers by lower-case name."""
    return {name.lower(): value for name, value in answer.headers}
