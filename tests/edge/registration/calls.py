"""Calling the registration function over a store in RAM."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from functions.registration.app import app
from shared.domain.event import Event
from shared.domain.registration import Registration
from shared.domain.token import make_link_token
from shared.edge.cache import EventCache
from shared.ports import Ports
from tests.builders import EVENT
from tests.edge.calling import Called, call
from tests.fakes import FakeClock, put_event, some_ports
from tests.unit.senders.signing import SECRET, signed_headers

HOOK = f"/registration/{EVENT}/webhooks/standard"
PAGE = f"/registration/{EVENT}"
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
AS_JSON = {"Accept": "application/json"}
MERET = {"name": "Meret Aalders", "email": "meret.aalders@example.org"}


def serve(change: Callable[[Event], Event] = lambda event: event) -> Ports:
    """Put the event in a new store and have the function run on it; its cache is the real one."""
    clock = FakeClock()
    ports = some_ports(clock=clock)
    put_event(ports, change)
    ports = replace(ports, events=EventCache(ports.store, clock))
    app.use(ports)
    return ports


def deliver(
    ports: Ports, body: bytes, sender_id: str = "msg_1", secret: str = SECRET, path: str = HOOK
) -> Called:
    """Post bytes to the webhook, signed at this moment."""
    return call(app, "POST", path, signed_headers(body, ports.clock.now(), sender_id, secret), body)


def created(data: object, **more: object) -> bytes:
    """The bytes of a `registration.created`."""
    return json.dumps({"type": "registration.created", "data": data, **more}).encode()


def get(path: str, headers: Mapping[str, str] | None = None) -> Called:
    return call(app, "GET", path, headers)


def post_fields(path: str, values: Mapping[str, str], headers: Mapping[str, str]) -> Called:
    """Post urlencoded fields, as a browser does."""
    typed = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    return call(app, "POST", path, typed, urlencode(values).encode())


def post_json(path: str, value: object, headers: Mapping[str, str] | None = None) -> Called:
    typed = {"Content-Type": "application/json; charset=utf-8", **(headers or {})}
    return call(app, "POST", path, typed, json.dumps(value).encode())


def form_token(event: str = EVENT) -> str:
    """The token of a landing page just fetched."""
    token: str = get(f"/registration/{event}", AS_JSON).json()["form_token"]
    return token


def everybody(ports: Ports, event: str = EVENT) -> list[Registration]:
    return list(ports.store.registration_page(event, None, 500, None).items)


def outbox(ports: Ports, event: str = EVENT) -> list[str]:
    """The kinds of the messages written, by key."""
    return [message.kind.value for message in ports.store.message_page(event, None, 500).items]


def deliveries(ports: Ports) -> list[tuple[str, str | None, bytes]]:
    """Outcome, reason and body of each delivery kept, oldest first."""
    kept = ports.store.delivery_page(EVENT, None, 500).items
    return [(one.outcome, one.reason, one.body) for one in reversed(kept)]


def link_of(ports: Ports, registration: Registration) -> str:
    """The path of somebody's self-service link."""
    key = ports.store.event(registration.event).signing_key
    version = registration.link_version
    return (
        f"/registration/self/{make_link_token(key, registration.event, registration.id, version)}"
    )


def errors_of(answer: Called) -> list[str]:
    """The paths that a problem names."""
    problem: dict[str, Any] = answer.json()
    return [error["path"] for error in problem["errors"]]


def let_pass(ports: Ports, **how: float) -> None:
    """Move the clock of `serve` on."""
    assert isinstance(ports.clock, FakeClock)
    ports.clock.advance(**how)
