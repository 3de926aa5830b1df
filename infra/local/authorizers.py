"""Chalice's authorizers as API Gateway calls them: by token, kept for a while by the clock."""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from chalice.app import ChaliceAuthorizer

from infra.local.exchange import Inbound
from infra.local.payloads import Context, authorizer_payload, method_arn
from shared.agenda_ports import Clock
from shared.edge.log import log_failure

DEFAULT_LIFE_S = 300
"""How long API Gateway keeps an authorizer's answer when nothing else is said."""


@dataclass
class NotAuthorized(Exception):
    """The gateway itself answers: 401, 403, or 500 when the authorizer failed."""

    status: int


class Authorizers:
    """Asks authorizers who somebody is; an answer is kept per token for the authorizer's time.

    A refusal with 401 is not kept: API Gateway keeps policies, and a refusal has none.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._kept: dict[tuple[str, str], tuple[datetime, dict[str, Any]]] = {}

    def principal(self, authorizer: ChaliceAuthorizer, inbound: Inbound) -> Mapping[str, str]:
        """What the authorizer says of the caller, as it lands in the request context.

        Raises NotAuthorized.
        """
        token = inbound.header(authorizer.config.header)
        if not token:
            raise NotAuthorized(401)
        answer = self._kept_answer(authorizer, token) or self._ask(authorizer, inbound, token)
        if not _allows(answer, method_arn(inbound)):
            raise NotAuthorized(403)
        context = {name: _text(value) for name, value in answer.get("context", {}).items()}
        return {**context, "principalId": answer["principalId"]}

    def forget(self) -> None:
        """Ask for every token afresh."""
        with self._lock:
            self._kept.clear()

    def _kept_answer(self, authorizer: ChaliceAuthorizer, token: str) -> dict[str, Any] | None:
        life = authorizer.config.ttl_seconds
        longest = timedelta(seconds=DEFAULT_LIFE_S if life is None else life)
        with self._lock:
            kept = self._kept.get((authorizer.name, token))
        fresh = kept is not None and self._clock.now() - kept[0] < longest
        return kept[1] if kept is not None and fresh else None

    def _ask(self, authorizer: ChaliceAuthorizer, inbound: Inbound, token: str) -> dict[str, Any]:
        payload, context = authorizer_payload(inbound, token), Context(authorizer.name)
        try:
            answer = authorizer(payload, context)  # type: ignore[arg-type]  # typed as a dict
        except Exception as error:
            # API Gateway turns this one word into 401 and every other failure into 500.
            if str(error) == "Unauthorized":
                raise NotAuthorized(401) from error
            log_failure(authorizer.name, "authorizer", error)
            raise NotAuthorized(500) from error
        with self._lock:
            self._kept[authorizer.name, token] = (self._clock.now(), answer)
        return answer


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _allows(answer: dict[str, Any], arn: str) -> bool:
    statements = answer["policyDocument"]["Statement"]
    verdicts = {one["Effect"] for one in statements if _names(one["Resource"], arn)}
    return verdicts == {"Allow"}


def _names(resources: str | list[str], arn: str) -> bool:
    every = [resources] if isinstance(resources, str) else resources
    return any(fnmatch.fnmatchcase(arn, one.replace("[", "[[]")) for one in every)
