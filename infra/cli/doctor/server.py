"""Whether this machine is ready, and whether the server answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from infra.cli.doctor.check import Check
from infra.cli.exits import SaidNo

if TYPE_CHECKING:
    from infra.cli.client import Client

OLDEST_PYTHON = (3, 11)


def check_machine() -> Iterator[Check]:
    """The Python that runs, and the time zones it knows."""
    from importlib.metadata import version
    from zoneinfo import available_timezones

    found = ".".join(map(str, sys.version_info[:3]))
    yield Check("python", sys.version_info >= OLDEST_PYTHON, f"Python {found}")
    count = len(available_timezones())
    yield Check("zones", count > 0, f"{count} time zones, tzdata {version('tzdata')}")


def check_server(client: Client, token: str, event: str | None) -> Iterator[Check]:
    """Whether the server answers, takes the token and knows the event."""
    try:
        status = client.send("GET", "/agenda/openapi.json").status
    except SaidNo as silence:
        yield Check("server", False, str(silence))
        return
    yield Check("server", status == 200, f"{client.url} answers {status}")
    yield _check_token(client, token)
    yield _check_event(client, token, event)


def reply_address(client: Client, token: str, event: str | None) -> str | None:
    """To whom answers to the event's mails go; None where the server does not say."""
    try:
        answer = _ask_event(client, event) if event and token else None
    except SaidNo:
        return None
    if answer is None or answer.status != 200:
        return None
    organiser = answer.json().get("settings", {}).get("organiser") or {}
    address = organiser.get("address")
    return str(address) if address else None


def _ask_event(client: Client, event: str) -> Any:
    from infra.cli.client import part

    return client.send("GET", f"/organiser/events/{part(event)}")


def _check_token(client: Client, token: str) -> Check:
    if not token:
        return Check("token", None, "none given (--token or SECRETARIAT_TOKEN)")
    status = client.send("GET", "/organiser/organisers").status
    taken = status in (200, 403)
    return Check("token", taken, "accepted" if taken else f"not accepted ({status})")


def _check_event(client: Client, token: str, event: str | None) -> Check:
    if event is None or not token:
        return Check("event", None, "not looked at without an event and a token")
    answer = _ask_event(client, event)
    if answer.status != 200:
        return Check("event", False, f"{event} is not there for this token ({answer.status})")
    release = answer.json()["release"]
    return Check("event", True, f"{event}, release {release}" if release else f"{event}, a draft")
