"""What API Gateway answers by itself: problems that scripts of any origin may read."""

from __future__ import annotations

from typing import Any

from shared.edge.cors import cors_headers
from shared.edge.problem import plain_problem

STATUSES = {
    "UNAUTHORIZED": 401,
    "ACCESS_DENIED": 403,
    "EXPIRED_TOKEN": 401,
    "INVALID_SIGNATURE": 401,
    "MISSING_AUTHENTICATION_TOKEN": 404,  # what API Gateway calls an unknown route or method
    "RESOURCE_NOT_FOUND": 404,
    "REQUEST_TOO_LARGE": 413,
    "THROTTLED": 429,
    "QUOTA_EXCEEDED": 429,
    "AUTHORIZER_CONFIGURATION_ERROR": 500,
    "AUTHORIZER_FAILURE": 500,
    "INTEGRATION_FAILURE": 502,
    "INTEGRATION_TIMEOUT": 504,
}
"""The gateway's response types and the status that each has ("Gateway response types", API
Gateway developer guide), but for unknown routes, which it answers with 403.
"""


def gateway_responses() -> dict[str, Any]:
    """The property GatewayResponses of AWS::Serverless::Api."""
    return {kind: _response(status) for kind, status in STATUSES.items()}


def _response(status: int) -> dict[str, Any]:
    challenge = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    problem = plain_problem(status, {**cors_headers(), **challenge})
    headers = {name: f"'{value}'" for name, value in problem.headers.items()}
    return {
        "StatusCode": str(status),
        "ResponseParameters": {"Headers": headers},
        "ResponseTemplates": {"application/json": problem.body.decode()},
    }
