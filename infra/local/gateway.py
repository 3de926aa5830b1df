"""API Gateway on a laptop: one front for the apps of all HTTP functions.

What is kept true to AWS is in tests/edge/gateway; AWS's 29 seconds are not enforced here.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from typing import Any

from infra.local.authorizers import Authorizers, NotAuthorized
from infra.local.exchange import Inbound, Outbound, outbound
from infra.local.payloads import Context, proxy_payload
from infra.local.routes import Match, RouteTable
from shared.agenda_ports import Clock
from shared.edge.app import App
from shared.edge.cors import cors_headers
from shared.edge.problem import plain_problem

MOST_REQUEST_BYTES = 10 * 1024 * 1024
"""API Gateway's limit for a request's body."""
MOST_LAMBDA_BYTES = 6 * 1024 * 1024
"""Lambda's limit for a payload and for an answer, base64 counted in."""


def refuse(status: int, headers: dict[str, str] | None = None) -> Outbound:
    """An answer that the gateway gives by itself: a problem that scripts of any origin may read."""
    return outbound(plain_problem(status, {**cors_headers(), **(headers or {})}))


class Gateway:
    """Answers requests by the apps' routes. Raises ValueError when two apps claim one route."""

    def __init__(self, apps: Iterable[App], clock: Clock) -> None:
        self._routes = RouteTable(apps)
        self._clock = clock
        self.authorizers = Authorizers(clock)

    def answer(self, inbound: Inbound) -> Outbound:
        """The answer to one request; the body of HEAD is left out by whoever writes it."""
        match = self._routes.match(inbound.path)
        if match is None:
            return refuse(404)
        if inbound.method not in match.methods:
            return _preflight(match) if inbound.method == "OPTIONS" else _wrong_method(match)
        if len(inbound.body) > MOST_REQUEST_BYTES:
            return refuse(413)
        try:
            return self._invoke(match, inbound)
        except NotAuthorized as refusal:
            challenge = {"WWW-Authenticate": "Bearer"} if refusal.status == 401 else {}
            return refuse(refusal.status, challenge)

    def _invoke(self, match: Match, inbound: Inbound) -> Outbound:
        authorizer: Any = match.methods[inbound.method].authorizer
        principal = self.authorizers.principal(authorizer, inbound) if authorizer else None
        payload = proxy_payload(inbound, match.resource, match.parts, principal, self._clock.now())
        if _size(payload) > MOST_LAMBDA_BYTES:
            return refuse(413)
        answer = match.app(payload, Context(match.app.app_name))
        return refuse(502) if _size(answer) > MOST_LAMBDA_BYTES else _read_answer(answer)


def _size(payload: dict[str, Any]) -> int:
    return len(json.dumps(payload, separators=(",", ":")))


def _read_answer(answer: dict[str, Any]) -> Outbound:
    single = {name: [value] for name, value in answer["headers"].items()}
    headers = {**single, **answer["multiValueHeaders"]}
    pairs = [(_remapped(name), value) for name, many in headers.items() for value in many]
    body = answer["body"]
    raw = base64.b64decode(body) if answer.get("isBase64Encoded") else body.encode()
    return Outbound(answer["statusCode"], tuple(pairs), raw)


def _remapped(name: str) -> str:
    """API Gateway keeps WWW-Authenticate for itself and renames a function's."""
    return f"x-amzn-Remapped-{name}" if name.lower() == "www-authenticate" else name


def _methods(match: Match) -> str:
    cors = any(entry.cors for entry in match.methods.values())
    return ",".join(sorted({*match.methods, *(["OPTIONS"] if cors else [])}))


def _preflight(match: Match) -> Outbound:
    """The answer that Chalice has API Gateway give to OPTIONS on routes with CORS."""
    cors = next((entry.cors for entry in match.methods.values() if entry.cors), None)
    if cors is None:
        return _wrong_method(match)
    headers = {
        **cors.get_access_control_headers(),
        "Access-Control-Allow-Methods": _methods(match),
    }
    return Outbound(200, tuple(headers.items()))


def _wrong_method(match: Match) -> Outbound:
    return refuse(405, {"Allow": _methods(match)})
