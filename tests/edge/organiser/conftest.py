"""The organiser's app over a store in RAM, asked as API Gateway asks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import pytest

from functions.organiser.app import app
from functions.organiser.identify import context_of
from shared.domain.organiser import Grant, Organiser, hash_token
from shared.domain.writes import Add
from shared.ports import Ports
from tests.builders import NOW, an_id
from tests.edge.calling import Called, call
from tests.fakes import FakeClock, put_event, some_ports

TOKEN = "the token of the desk"


@dataclass
class Desk:
    """Somebody who may everything, unless `ask` is told who asks."""

    ports: Ports
    chief: Grant

    @property
    def clock(self) -> FakeClock:
        return cast("FakeClock", self.ports.clock)

    def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        who: Grant | None = None,
    ) -> Called:
        raw = body if isinstance(body, bytes) else b"" if body is None else encode(body)
        principal = context_of(who or self.chief)
        return call(app, method, f"/organiser{path}", headers, raw, principal)

    def employ(self, number: int, *events: str) -> Grant:
        """Another organiser with that scope."""
        organiser = Organiser(
            an_id(number), "clerk@example.org", events, hash_token(f"token {number}"), NOW
        )
        grant = Grant(organiser.token_hash, organiser.id, organiser.email, events)
        self.ports.store.commit([Add(organiser), Add(grant)], f"employ-{number}")
        return grant


def encode(body: object) -> bytes:
    return json.dumps(body).encode()


def errors_of(called: Called) -> list[str]:
    """The paths that a 400 names."""
    assert called.status == 400
    problem: dict[str, Any] = called.json()
    return [one["path"] for one in problem["errors"]]


@pytest.fixture
def empty_desk() -> Desk:
    """A desk without an event."""
    ports = some_ports()
    organiser = Organiser(an_id(999), "chief@example.org", ("*",), hash_token(TOKEN), NOW)
    grant = Grant(organiser.token_hash, organiser.id, organiser.email, organiser.events)
    ports.store.commit([Add(organiser), Add(grant)], "the chief")
    app.use(ports)
    return Desk(ports, grant)


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    """A desk with the workshop on river basins."""
    put_event(empty_desk.ports)
    return empty_desk
