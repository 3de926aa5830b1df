"""`secretariat message send|sent|resend EVENT`: write to participants, or a lost mail again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from infra.cli.message_send import send, sent
from infra.cli.options import DEFAULT_URL, AsJson, EventId, Token, Url
from infra.cli.printing import show

app = typer.Typer(help="Mails that went out, or did not.")
app.command()(send)
app.command()(sent)


@app.callback()
def message() -> None:
    """Mails that went out, or did not."""


@app.command()
def resend(
    event: EventId,
    key: Annotated[str, typer.Argument(metavar="MESSAGE", help="The message's id.")],
    url: Url = DEFAULT_URL,
    token: Token = "",
    as_json: AsJson = False,
) -> None:
    """Write a mail again that was given up, skipped for its address, or came back."""
    from infra.cli.client import part
    from infra.cli.organising import open_client

    path = f"/organiser/events/{part(event)}/messages/{part(key)}/resend"
    show(open_client(url, token).ask("POST", path), as_json, say_resent)


def say_resent(told: Mapping[str, Any]) -> str:
    """The new message, and what keeps it from going out."""
    line = f"{told['kind']} is written again as {told['id']}."
    if told["suppressed"]:
        line += " But its address is not written to: see secretariat suppression remove."
    return line
