"""`secretariat deliver FILE --sender S EVENT`: sign a recorded body and send it."""

from __future__ import annotations

from typing import Annotated

import typer

from infra.cli.exits import ANSWER_IS_NO
from infra.cli.options import DEFAULT_URL, AsJson, EventId, Url
from infra.cli.printing import show
from infra.cli.register import TAKEN, Secret, say_outcome

SenderName = Annotated[
    str, typer.Option("--sender", metavar="SENDER", help="Which form service recorded it.")
]


def deliver(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The body as recorded; - is standard input.")
    ],
    event: EventId,
    sender: SenderName,
    url: Url = DEFAULT_URL,
    secret: Secret = "",
    as_json: AsJson = False,
) -> None:
    """Send a recorded body as its form service would, signed by the stack's own clock."""
    from infra.cli.client import Client, part
    from infra.cli.signing import read_clock
    from infra.cli.signing_as import judge_sender, sign_as
    from infra.cli.source import read_source

    name, body = judge_sender(sender), read_source(file)
    client = Client(url)
    signed = sign_as(name, secret, body, read_clock(client))
    path = f"/registration/{part(event)}/webhooks/{name}"
    if signed.path_secret is not None:
        path += f"/{part(signed.path_secret)}"
    reply = client.ask("POST", path, body, signed.headers)
    show(reply, as_json, say_outcome)
    if reply.json()["outcome"] not in TAKEN:
        raise typer.Exit(ANSWER_IS_NO)
