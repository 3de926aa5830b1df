"""`secretariat why EVENT ADDRESS|ID`: what became of somebody's mail, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infra.cli.options import DEFAULT_URL, AsJson, EventId, Token, Url
from infra.cli.printing import cell, print_bytes
from shared.domain.text import without_bidi

if TYPE_CHECKING:
    from rich.table import Table

BAD = frozenset({"bounced", "complained", "rejected", "dead", "skipped", "suppressed", "unmapped"})
"""Steps that are drawn in red."""


def why(
    event: EventId,
    about: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS|ID", help="An address, or the id of a registration or a delivery."
        ),
    ],
    url: Url = DEFAULT_URL,
    token: Token = "",
    as_json: AsJson = False,
) -> None:
    """Tell why somebody's mail came or did not, and what mends it; nothing is written."""
    from infra.cli.client import part
    from infra.cli.organising import open_client

    path = f"/organiser/events/{part(event)}/why?about={part(about)}"
    answer = open_client(url, token).ask("GET", path)
    if as_json:
        print_bytes(answer.body)
    else:
        print_story(answer.json())


def print_story(told: Mapping[str, Any]) -> None:
    """The timeline as a table, and the sentence below it."""
    from rich.console import Console

    person = told["registration"]
    if person is not None:
        print(without_bidi(f"{person['name']} <{person['email']}>, {person['state']}"))
    if told["steps"]:
        Console(highlight=False).print(_table(told["steps"]))
    print(without_bidi(told["sentence"]))


def _table(steps: list[Mapping[str, Any]]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("when", no_wrap=True)
    for heading in ("step", "what"):
        table.add_column(heading, no_wrap=True)
    for heading in ("detail", "id"):
        table.add_column(heading, overflow="fold")
    for step in steps:
        at = f"{datetime.fromisoformat(step['at']):%Y-%m-%d %H:%M}"
        style = "red" if step["what"] in BAD else None
        cells = (at, step["stage"], step["what"], step["detail"] or "", step["id"] or "")
        table.add_row(*map(cell, cells), style=style)
    return table
