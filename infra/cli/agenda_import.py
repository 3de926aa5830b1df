"""`secretariat agenda import EVENT FILE`: take a revised outline into the draft."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infra.cli.exits import SaidNo
from infra.cli.options import DEFAULT_URL, AsJson, EventId, Token, Url
from infra.cli.printing import cell, print_bytes, show
from infra.cli.resolving import resolve
from infra.cli.source import parse_source, read_source

if TYPE_CHECKING:
    from rich.table import Table

    from infra.cli.client import Answered, Client

SIDES = ("hand", "document")
Session = Mapping[str, Any]
Row = tuple[str, str, str, str]


def judge_side(side: str | None) -> str | None:
    """One of the two, or none. Raises BadParameter naming them."""
    if side is not None and side not in SIDES:
        raise typer.BadParameter(f"{side!r} is none; take {' or '.join(SIDES)}")
    return side


def import_outline(
    event: EventId,
    path: Annotated[str, typer.Argument(metavar="FILE", help="The outline; - is standard input.")],
    apply: Annotated[bool, typer.Option("--apply", help="Save the draft so.")] = False,
    prefer: Annotated[
        str | None,
        typer.Option(
            "--prefer",
            metavar="|".join(SIDES),
            callback=judge_side,
            help="Whose word stands where both changed the same.",
        ),
    ] = None,
    url: Url = DEFAULT_URL,
    token: Token = "",
    as_json: AsJson = False,
) -> None:
    """Show what a revised outline changes in the draft, and save it if asked to."""
    from infra.cli.organising import open_client
    from shared.outline.to_json import outline_to_json

    outline = outline_to_json(parse_source(path, read_source(path)))
    client = open_client(url, token)
    draft = client.ask("GET", _draft_path(event)).json()["sessions"]
    proposed = client.ask_json("POST", f"{_draft_path(event)}/import", {"outline": outline})
    told = proposed.json()
    undecided = bool(told["conflicts"]) and prefer is None
    if not as_json:
        _print_proposal(draft, told)
    elif undecided or not apply:
        print_bytes(proposed.body)
    if apply and undecided:
        raise SaidNo(_say_undecided(len(told["conflicts"])))
    if apply:
        sessions = resolve(told, prefer == "document")
        saved = _save(client, event, proposed, {"sessions": sessions, "outline": outline})
        show(saved, as_json, lambda it: f"The draft is saved, with {len(it['sessions'])} sessions.")


def _draft_path(event: str) -> str:
    from infra.cli.client import part

    return f"/organiser/events/{part(event)}/draft"


def _save(client: Client, event: str, proposed: Answered, body: object) -> Answered:
    """The draft over the one that the proposal was made against. Raises SaidNo."""
    from infra.cli.client import JSON

    of_these = {"If-Match": proposed.headers["etag"], **JSON}
    return client.ask("PUT", _draft_path(event), json.dumps(body).encode(), of_these)


def _say_undecided(count: int) -> str:
    what = "1 conflict is" if count == 1 else f"{count} conflicts are"
    return f"{what} to be decided; add --prefer hand or --prefer document, or edit the draft first"


def _print_proposal(draft: Sequence[Session], told: Mapping[str, Any]) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    changes = [*_changes(draft, told)]
    if changes:
        console.print(_table(("what", "session", "before", "after"), changes))
    else:
        print("Nothing in the draft changes.")
    if told["conflicts"]:
        print("Changed by hand and in the document, differently:")
        names = {one["id"]: one["title"] for one in draft}
        rows = [_conflict_row(one, names) for one in told["conflicts"]]
        console.print(_table(("session", "field", "by hand", "in the document"), rows))


def _table(headings: Sequence[str], rows: Sequence[Row]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for heading in headings:
        table.add_column(heading)
    for row in rows:
        table.add_row(*map(cell, row))
    return table


def _changes(draft: Sequence[Session], told: Mapping[str, Any]) -> Iterator[Row]:
    """One row for each change, as the agenda goes, what is gone first."""
    new = iter(told["changes"]["added"])
    after = {one.get("id") or next(new): one for one in told["sessions"]}
    before = {one["id"]: one for one in draft}
    for gone in told["changes"]["removed"]:
        yield "removed", before[gone]["title"], _say_time(before[gone]), ""
    for name, now in after.items():
        was = before.get(name)
        if was is None:
            yield "added", now["title"], "", _say_time(now)
        else:
            yield from _differences(was, now)


def _differences(was: Session, now: Session) -> Iterator[Row]:
    told = [
        ("moved", _say_time(was), _say_time(now)),
        *((name, _say(was[name]), _say(now[name])) for name in ("title", "room", "speakers")),
        *((name, _say(was[name]), _say(now[name])) for name in ("kind", "description", "items")),
    ]
    yield from ((what, now["title"], old, new) for what, old, new in told if old != new)


def _conflict_row(conflict: Mapping[str, Any], names: Mapping[str, str]) -> Row:
    hand, document = conflict["hand"], conflict["document"]
    if conflict["field"] is None:
        title = (hand or document)["title"]
        return title, "the session", _say_whole(hand), _say_whole(document)
    name = names.get(conflict["session"], conflict["session"])
    return name, conflict["field"], _say(hand), _say(document)


def _say_whole(session: Session | None) -> str:
    return "not there" if session is None else f"{_say_time(session)} {session['title']}"


def _say_time(session: Session) -> str:
    start = datetime.fromisoformat(session["start"])
    end = datetime.fromisoformat(session["end"]) if session["end"] else None
    return f"{start:%Y-%m-%d %H:%M}" + (f"-{end:%H:%M}" if end else "")


def _say(value: Any) -> str:
    """A field's value for a cell: of lists each on a line, of speakers the affiliation too."""
    if isinstance(value, list):
        return "\n".join(map(_say, value))
    if isinstance(value, dict):
        body = f", {value['affiliation']}" if value["affiliation"] else ""
        role = "" if value["role"] == "speaker" else f" ({value['role']})"
        return f"{value['name']}{body}{role}"
    return str(value or "")
