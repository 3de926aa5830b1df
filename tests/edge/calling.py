"""Calling an App as API Gateway's REST proxy does: a payload in, status, headers and bytes out."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from shared.edge.app import App

SOURCE = "192.0.2.7"


@dataclass(frozen=True)
class Called:
    """What came back. `headers` have lower-case names."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


def call(
    app: App,
    method: str,
    path: str,
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    principal: Mapping[str, str] | None = None,
) -> Called:
    """Send one request to the app; `path` may carry a query. KeyError: no route of the app."""
    answer = app(proxy_payload(app, method, path, headers or {}, body, principal or {}), None)
    raw = answer["body"]
    content = base64.b64decode(raw) if answer.get("isBase64Encoded") else raw.encode()
    return Called(
        answer["statusCode"],
        {name.lower(): value for name, value in answer["headers"].items()},
        content,
    )


def proxy_payload(
    app: App,
    method: str,
    path: str,
    headers: Mapping[str, str],
    body: bytes,
    principal: Mapping[str, str],
) -> dict[str, Any]:
    """The payload that API Gateway hands to Lambda."""
    split = urlsplit(path)
    resource, captured = match_route(list(app.routes), split.path)
    values = parse_qs(split.query, keep_blank_values=True)
    return {
        "resource": resource,
        "path": split.path,
        "httpMethod": method,
        "headers": dict(headers),
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": {name: many[-1] for name, many in values.items()} or None,
        "multiValueQueryStringParameters": values or None,
        "pathParameters": captured or None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": resource,
            "httpMethod": method,
            "path": split.path,
            "stage": "api",
            "identity": {"sourceIp": SOURCE},
            "authorizer": dict(principal),
        },
        "body": base64.b64encode(body).decode() if body else None,
        "isBase64Encoded": bool(body),
    }


def match_route(routes: list[str], path: str) -> tuple[str, dict[str, str]]:
    """The route of a path, fixed parts before captured ones, and what it captured."""
    parts = (path.rstrip("/") or "/").split("/")
    for route in sorted(routes):
        wanted = route.split("/")
        if len(wanted) == len(parts) and all(
            want == part or (want.startswith("{") and part != "")
            for want, part in zip(wanted, parts, strict=True)
        ):
            captured = {
                want[1:-1]: part
                for want, part in zip(wanted, parts, strict=True)
                if want.startswith("{")
            }
            return route, captured
    raise KeyError(path)
