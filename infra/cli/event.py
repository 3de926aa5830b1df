"""`secretariat event create --outline FILE`: make an event of an outline."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infra.cli.exits import SaidNo, Unreadable
from infra.cli.options import DEFAULT_URL, AsJson, Dates, OutlineFile, Token, Url, Zone
from infra.cli.printing import show
from infra.cli.source import complete, read_dates, read_source, read_zone

if TYPE_CHECKING:
    from infra.cli.client import Answered, Client

app = typer.Typer(help="Events.")


@app.callback()
def event() -> None:
    """Events."""


@app.command()
def create(
    outline: OutlineFile,
    event_id: Annotated[
        str | None, typer.Option("--id", help="The event's id; else made of the title.")
    ] = None,
    like: Annotated[
        str | None,
        typer.Option(
            "--like",
            metavar="EVENT",
            help="Take over the institutions and settings of an earlier event.",
        ),
    ] = None,
    timezone: Zone = None,
    date: Dates = None,
    url: Url = DEFAULT_URL,
    token: Token = "",
    as_json: AsJson = False,
) -> None:
    """Send an outline to the server and make an event of it; nothing is published yet."""
    from infra.cli.organising import open_client

    zone, dates, source = read_zone(timezone), read_dates(date), read_source(outline)
    client = open_client(url, token)
    read = import_outline(client, outline, source)
    zone = zone or (None if read["timezone"] else zone_like(client, like))
    settings = complete(outline, read, zone, dates)
    answer = make_event(client, read, settings, event_id, like)
    show(answer, as_json, say_made)


def zone_like(client: Client, event: str | None) -> str | None:
    """The time zone of the earlier event; None without one. Raises SaidNo."""
    from infra.cli.client import part

    if event is None:
        return None
    told = client.ask("GET", f"/organiser/events/{part(event)}").json()
    zone: str = told["settings"]["timezone"]
    return zone


def say_made(told: Mapping[str, Any]) -> str:
    """The event, and each secret that was made for it."""
    secrets = [
        f"New secret of {name}, shown this once: {secret}"
        for name, sender in told.get("senders", {}).items()
        for secret in sender["secrets"]
    ]
    return "\n".join([f"{told['id']} is made; its draft is at {told['draft']}", *secrets])


def import_outline(client: Client, path: str, source: bytes) -> dict[str, Any]:
    """The outline as the server reads it. Raises Unreadable when the server cannot."""
    from infra.cli.client import say_problem

    answer = client.send("POST", "/organiser/outlines", source)
    if answer.status in (400, 413):
        raise Unreadable(f"{path}: {say_problem(answer)}")
    if answer.status != 200:
        raise SaidNo(say_problem(answer))
    read: dict[str, Any] = answer.json()
    return read


def make_event(
    client: Client,
    read: Mapping[str, Any],
    settings: Mapping[str, Any],
    event_id: str | None = None,
    like: str | None = None,
) -> Answered:
    """Create the event of an outline that was read, and return the server's answer.

    Raises Unreadable when the days given are too few for the programme.
    """
    from infra.cli.client import JSON, say_problem

    asked: dict[str, object] = {"outline": read}
    asked |= {"settings": settings} if settings else {}
    asked |= {"id": event_id} if event_id else {}
    asked |= {"like": like} if like else {}
    answer = client.send("POST", "/organiser/events", json.dumps(asked).encode(), JSON)
    if answer.status == 400 and _names_a_day_or_zone(answer):
        raise Unreadable(say_problem(answer))
    if answer.status >= 400:
        raise SaidNo(say_problem(answer))
    return answer


def _names_a_day_or_zone(refusal: Answered) -> bool:
    paths = {error["path"] for error in refusal.json().get("errors", ())}
    return bool(paths & {"timezone", "dates"})
