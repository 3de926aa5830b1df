"""`secretariat agenda changes EVENT`: what publishing the draft would change, and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from infra.cli.options import DEFAULT_URL, AsJson, EventId, Token, Url
from infra.cli.printing import cell, print_bytes

if TYPE_CHECKING:
    from rich.table import Table

    from infra.cli.client import Answered, Client

WITH_TIMES = ("added", "removed", "moved")
"""Changes that tell start and end, with a slash between."""
NOTHING_YET = "Nothing is published yet, and the draft has no session."


def changes(
    event: EventId, url: Url = DEFAULT_URL, token: Token = "", as_json: AsJson = False
) -> None:
    """Show what publishing the draft would change, and who would be mailed; nothing is written."""
    from infra.cli.organising import open_client

    seen = ask_changes(open_client(url, token), event)
    if as_json:
        print_bytes(seen.body)
    else:
        print_changes(seen.json())


def ask_changes(client: Client, event: str) -> Answered:
    """The draft against the present release; its ETag is the draft's. Raises SaidNo."""
    from infra.cli.client import part

    return client.ask("GET", f"/organiser/events/{part(event)}/draft/changes")


def print_changes(told: Mapping[str, Any]) -> None:
    """The changes as a table, and a line for each kind of change that leads to mail."""
    from rich.console import Console

    release = told["release"]
    if not told["notes"]:
        print(f"Nothing has changed since release {release}." if release else NOTHING_YET)
        return
    print(f"Since release {release}:" if release else "Not published yet:")
    Console(highlight=False).print(_table(told["notes"]))
    for line in told["mail"]:
        print(f"Mail to {line['text']}")


def _table(notes: list[Mapping[str, Any]]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("what", no_wrap=True)
    for heading in ("session", "before", "after"):
        table.add_column(heading)
    for note in notes:
        before, after = (_say(note["what"], note[side]) for side in ("before", "after"))
        table.add_row(note["what"].replace("_", " "), *map(cell, (note["title"], before, after)))
    return table


def _say(what: str, value: str | None) -> str:
    """A value as it stands, but instants as `2027-03-15 09:00-09:30`."""
    if value is None or what not in WITH_TIMES:
        return value or ""
    start, end = (one and datetime.fromisoformat(one) for one in value.split("/"))
    return f"{start:%Y-%m-%d %H:%M}" + (f"-{end:%H:%M}" if end else "")
