"""Lambda's boundary on a laptop: a handler is called, and what it raises stops nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from infra.local.payloads import Context, Payload
from shared.edge.log import log_failure

Handler = Callable[[Payload, Any], Any]


class Crashed(Exception):
    """The handler raised; it has been logged."""


def invoke(name: str, handler: Handler, payload: Payload) -> Any:
    """What the handler answers. Raises Crashed."""
    try:
        return handler(payload, Context(name))
    except Exception as error:
        log_failure(name, "", error)
        raise Crashed from error
