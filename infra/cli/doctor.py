"""`secretariat doctor [EVENT]`: is this machine ready, and does the server answer?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.exits import ANSWER_IS_NO, SaidNo
from infra.cli.options import DEFAULT_URL, AsJson, Token, Url

if TYPE_CHECKING:
    from infra.cli.client import Client

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True)
class Check:
    """One thing looked at; `ok` is None where there was nothing to look at."""

    name: str
    ok: bool | None
    detail: str


def doctor(
    event: Annotated[
        str | None, typer.Argument(metavar="[EVENT]", help="An event that should be there.")
    ] = None,
    url: Url = DEFAULT_URL,
    token: Token = "",
    as_json: AsJson = False,
) -> None:
    """Look at this machine, the server, the token and the event; exit 1 if one is not well."""
    from infra.cli.client import Client

    checks = [_check_python(), _check_zones(), *check_server(Client(url, token), token, event)]
    if as_json:
        print(json.dumps({"checks": [asdict(check) for check in checks]}, ensure_ascii=False))
    else:
        print("\n".join(map(_say, checks)))
    if any(check.ok is False for check in checks):
        raise typer.Exit(ANSWER_IS_NO)


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


def _check_token(client: Client, token: str) -> Check:
    if not token:
        return Check("token", None, "none given (--token or SECRETARIAT_TOKEN)")
    status = client.send("GET", "/organiser/organisers").status
    taken = status in (200, 403)
    return Check("token", taken, "accepted" if taken else f"not accepted ({status})")


def _check_event(client: Client, token: str, event: str | None) -> Check:
    from infra.cli.client import part

    if event is None or not token:
        return Check("event", None, "not looked at without an event and a token")
    answer = client.send("GET", f"/organiser/events/{part(event)}")
    if answer.status != 200:
        return Check("event", False, f"{event} is not there for this token ({answer.status})")
    release = answer.json()["release"]
    return Check("event", True, f"{event}, release {release}" if release else f"{event}, a draft")


def _check_python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    return Check("python", sys.version_info >= OLDEST_PYTHON, f"Python {found}")


def _check_zones() -> Check:
    from importlib.metadata import version
    from zoneinfo import available_timezones

    count = len(available_timezones())
    return Check("zones", count > 0, f"{count} time zones, tzdata {version('tzdata')}")


def _say(check: Check) -> str:
    mark = {True: "ok", False: "NO", None: "--"}[check.ok]
    return f"{mark}  {check.name}: {check.detail}"
