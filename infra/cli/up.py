"""`secretariat up`: serve everything behind one port until Ctrl-C."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.exits import Unreadable
from infra.cli.options import AsJson, Dates, Engine, Zone
from infra.cli.source import read_dates, read_given, read_zone

if TYPE_CHECKING:
    from infra.cli.source import Given
    from infra.local.stack import Stack

HEARS_EVERY_S = 0.5
ENDED_BY = (signal.SIGINT, signal.SIGTERM)
YEARS = range(1970, 9000)

Host = Annotated[str, typer.Option("--host", help="The address to listen on.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")]
MaybeOutline = Annotated[
    str | None, typer.Option("--outline", metavar="FILE", help="Make an event of this outline.")
]
Now = Annotated[
    str | None,
    typer.Option(
        "--now", metavar="ISO", help="What the stack's clock shows; UTC if it names none."
    ),
]

NoLimits = Annotated[
    bool,
    typer.Option("--no-limits", help="Take as many forms and changes from one source as come."),
]


def up(
    host: Host = "127.0.0.1",
    port: Port = 8400,
    engine: Engine = "moto",
    outline: MaybeOutline = None,
    now: Now = None,
    timezone: Zone = None,
    date: Dates = None,
    no_limits: NoLimits = False,
    as_json: AsJson = False,
) -> None:
    """Serve every function on this machine, with a mailbox and a clock under /_local/."""
    instant = read_instant(now) if now is not None else None
    zone, days = read_zone(timezone), read_dates(date)
    given = read_given(outline, zone, days) if outline is not None else None
    with _until_interrupted(), _open(host, port, engine, given, instant, no_limits) as stack:
        print("\n".join(announce(stack, as_json)), flush=True)
        while True:  # a signal that comes right before a wait is heard only after it
            time.sleep(HEARS_EVERY_S)


def read_instant(text: str) -> datetime:
    """The instant of `--now`. Raises Unreadable for what is none."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise Unreadable("--now: give an instant such as 2027-03-31T09:00+02:00") from wrong
    if instant.year not in YEARS:
        raise Unreadable(f"--now: the year must be from {YEARS.start} to {YEARS.stop - 1}")
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def announce(stack: Stack, as_json: bool) -> Iterator[str]:
    """What `up` says when it serves; the first line is for programs."""
    if as_json:
        yield json.dumps(
            {
                "ready": stack.url,
                "event": stack.event,
                "organiser_token": stack.organiser_token,
                "webhook_secret": stack.webhook_secret,
            }
        )
        return
    yield f"ready {stack.url}"
    yield f"mailbox  {stack.url}/_local/"
    if stack.event:
        yield f"event    {stack.event}"
        yield f"agenda   {stack.url}/agenda/{stack.event}/agenda.html"
        yield f"register {stack.url}/registration/{stack.event}"
    yield f"token    {stack.organiser_token}"
    yield f"secret   {stack.webhook_secret}"
    yield "Ctrl-C ends it; nothing is kept."


@contextmanager
def _until_interrupted() -> Iterator[None]:
    """End the block quietly at Ctrl-C and at SIGTERM, also where a script has SIGINT ignored."""
    before = {one: signal.signal(one, signal.default_int_handler) for one in ENDED_BY}
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@contextmanager
def _open(
    host: str,
    port: int,
    engine: str,
    given: Given | None,
    now: datetime | None,
    no_limits: bool,
) -> Iterator[Stack]:
    from infra.local.founding import Founding, FoundingFailed
    from infra.local.stack import open_stack
    from shared.domain.allowance import DEFAULT_LIMITS, UNLIMITED

    founding = None
    if given is not None:
        founding = Founding(
            given.source, given.settings.get("timezone"), tuple(given.settings.get("dates", ()))
        )
    try:
        with open_stack(
            engine,
            host=host,
            port=port,
            founding=founding,
            now=now,
            limits=UNLIMITED if no_limits else DEFAULT_LIMITS,
        ) as stack:
            yield stack
    except FoundingFailed as failed:
        where = given.path if given else ""
        raise Unreadable(f"{where}: {failed.detail}") from failed
