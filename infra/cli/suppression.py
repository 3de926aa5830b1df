"""`secretariat suppression remove ADDRESS`: let an address be written to again."""

from __future__ import annotations

from typing import Annotated

import typer

from infra.cli.options import DEFAULT_URL, AsJson, Token, Url
from infra.cli.printing import print_bytes

app = typer.Typer(help="Addresses that are never written to.")


@app.callback()
def suppression() -> None:
    """Addresses that are never written to."""


@app.command()
def remove(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="The address.")],
    url: Url = DEFAULT_URL,
    token: Token = "",
    as_json: AsJson = False,
) -> None:
    """Let an address be written to again, at every event; what was skipped stays unsent."""
    from infra.cli.client import part
    from infra.cli.organising import open_client

    path = f"/organiser/suppressions/{part(address)}"
    answer = open_client(url, token).ask("DELETE", path)
    if as_json:
        print_bytes(answer.body)
    else:
        print(f"{address} may be written to again.")
