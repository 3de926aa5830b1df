"""`secretariat deliveries replay EVENT DELIVERY`: read a kept webhook again."""

from __future__ import annotations

from typing import Annotated

import typer

from infra.cli.exits import ANSWER_IS_NO
from infra.cli.options import DEFAULT_URL, AsJson, EventId, Token, Url
from infra.cli.printing import show
from infra.cli.register import TAKEN, say_outcome

app = typer.Typer(help="Webhooks that came in.")


@app.callback()
def deliveries() -> None:
    """Webhooks that came in."""


@app.command()
def replay(
    event: EventId,
    delivery: Annotated[str, typer.Argument(metavar="DELIVERY", help="The delivery's id.")],
    url: Url = DEFAULT_URL,
    token: Token = "",
    as_json: AsJson = False,
) -> None:
    """Read a webhook again by the present mapping and rules; exit 1 if it registers nobody."""
    from infra.cli.client import part
    from infra.cli.organising import open_client

    path = f"/organiser/events/{part(event)}/deliveries/{part(delivery)}/replay"
    answer = open_client(url, token).ask("POST", path)
    show(answer, as_json, say_outcome)
    if answer.json()["outcome"] not in TAKEN:
        raise typer.Exit(ANSWER_IS_NO)
