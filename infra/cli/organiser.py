"""`secretariat organiser add|first|list|revoke`: who may run events."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from infra.cli.options import DEFAULT_URL, AsJson, Token, Url
from infra.cli.printing import print_bytes, show
from shared.domain.organiser import EVERYTHING

PATH = "/organiser/organisers"

app = typer.Typer(help="Who may run events.")


@app.command()
def add(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="The organiser's address.")],
    event: Annotated[
        list[str] | None, typer.Option("--event", help="An event they may run; repeat for more.")
    ] = None,
    url: Url = DEFAULT_URL,
    token: Token = "",
    as_json: AsJson = False,
) -> None:
    """Add an organiser and show the token, which is never shown again."""
    from infra.cli.organising import open_client

    asked = {"email": email, "events": event or []}
    answer = open_client(url, token).ask_json("POST", PATH, asked)
    show(answer, as_json, say_with_token)


@app.command()
def first(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="The organiser's address.")],
    table: Annotated[str, typer.Option(help="The new stack's table, as its outputs name it.")],
    as_json: AsJson = False,
) -> None:
    """Write the first organiser of a new stack into its table, with your own AWS credentials."""
    from infra.cli.first_organiser import add_first_organiser, make_operator_client

    told = add_first_organiser(make_operator_client, table, email)
    print(json.dumps(told) if as_json else say_with_token(told))


@app.command("list")
def list_organisers(url: Url = DEFAULT_URL, token: Token = "", as_json: AsJson = False) -> None:
    """List the organisers and the events they may run."""
    from infra.cli.client import part
    from infra.cli.organising import open_client

    client = open_client(url, token)
    answer = client.ask("GET", PATH)
    if as_json:
        print_bytes(answer.body)
        return
    page = answer.json()
    while page["next"] is not None:
        print("\n".join(map(say_organiser, page["organisers"])))
        page = client.ask("GET", f"{PATH}?cursor={part(page['next'])}").json()
    print("\n".join(map(say_organiser, page["organisers"])) or "There are no organisers.")


@app.command()
def revoke(
    organiser: Annotated[str, typer.Argument(metavar="ID", help="The organiser's id.")],
    url: Url = DEFAULT_URL,
    token: Token = "",
    as_json: AsJson = False,
) -> None:
    """Take an organiser's token away."""
    from infra.cli.client import part
    from infra.cli.organising import open_client

    answer = open_client(url, token).ask("DELETE", f"{PATH}/{part(organiser)}")
    if as_json:
        print_bytes(answer.body)
    else:
        print(f"{organiser} may no longer run events.")


def say_with_token(told: Mapping[str, Any]) -> str:
    """A new organiser, and the token that is never shown again."""
    return f"{say_organiser(told)}\ntoken  {told['token']}"


def say_organiser(told: Mapping[str, Any]) -> str:
    """One organiser in a line."""
    scope = "every event" if EVERYTHING in told["events"] else ", ".join(told["events"])
    return f"{told['id']}  {told['email']}  {scope or 'no event yet'}"
