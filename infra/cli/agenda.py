"""`secretariat agenda publish|render EVENT`: make the draft, or new templates, what readers see."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from infra.cli.agenda_changes import ask_changes, changes, print_changes
from infra.cli.agenda_import import import_outline
from infra.cli.agenda_lint import lint
from infra.cli.options import DEFAULT_URL, AsJson, EventId, Token, Url
from infra.cli.printing import show

NOTIFY = ("default", "all", "none")


def judge_notify(wish: str) -> str:
    """One of the three. Raises BadParameter naming them."""
    if wish not in NOTIFY:
        raise typer.BadParameter(f"{wish!r} is none; take {', '.join(NOTIFY[:-1])} or {NOTIFY[-1]}")
    return wish


Notified = Annotated[
    str,
    typer.Option(
        "--notify",
        metavar="|".join(NOTIFY),
        callback=judge_notify,
        help="Of which changes people with a place hear by mail.",
    ),
]
app = typer.Typer(help="The agenda that readers see.")
app.command()(changes)
app.command("import")(import_outline)
app.command()(lint)


@app.callback()
def agenda() -> None:
    """The agenda that readers see."""


@app.command()
def publish(
    event: EventId,
    notify: Notified = "default",
    url: Url = DEFAULT_URL,
    token: Token = "",
    as_json: AsJson = False,
) -> None:
    """Publish the event's draft as its next release, and show what that changes."""
    from infra.cli.client import JSON, part
    from infra.cli.organising import open_client

    client = open_client(url, token)
    seen = ask_changes(client, event)
    if not as_json:
        print_changes(seen.json())
    of_these = {"If-Match": seen.headers["etag"], **JSON}
    wish = json.dumps({"notify": notify}).encode()
    answer = client.ask("POST", f"/organiser/events/{part(event)}/publish", wish, of_these)
    show(answer, as_json, say_release)


@app.command()
def render(
    event: EventId, url: Url = DEFAULT_URL, token: Token = "", as_json: AsJson = False
) -> None:
    """Render the agenda once more, as after a deploy; where nothing differs, nothing happens."""
    from infra.cli.client import part
    from infra.cli.organising import open_client

    answer = open_client(url, token).ask("POST", f"/organiser/events/{part(event)}/render")
    show(answer, as_json, lambda told: f"Readers see revision {told['revision']}.")


def say_release(published: Mapping[str, Any]) -> str:
    """The release and how much of it is new, in one sentence."""
    told = [f"{len(ids)} {word}" for word, ids in published["changes"].items() if ids]
    return f"Release {published['release']} is published: {', '.join(told) or 'no changes'}."
