"""`secretariat up`: serve everything behind one port until Ctrl-C."""

from __future__ import annotations

from typing import Annotated

import typer

from infra.cli.options import AsJson, Dates, Engine, Zone
from infra.cli.source import read_dates, read_source, read_zone

HOST = Annotated[str, typer.Option("--host", help="The address to listen on.")]
PORT = Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")]


def up(
    host: HOST = "127.0.0.1",
    port: PORT = 8400,
    engine: Engine = "moto",
    outline: Annotated[
        str | None, typer.Option("--outline", metavar="FILE", help="Make an event of this outline.")
    ] = None,
    now: Annotated[
        str | None, typer.Option("--now", metavar="ISO", help="What the stack's clock shows.")
    ] = None,
    timezone: Zone = None,
    date: Dates = None,
    as_json: AsJson = False,
) -> None:
    """Serve every function on this machine, with a mailbox and a clock under /_local/."""
    source = read_source(outline) if outline else None
    read_zone(timezone), read_dates(date)
