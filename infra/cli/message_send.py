"""`secretariat message send|sent EVENT`: write to the participants, and see how far it has come."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infra.cli.exits import SaidNo, Unreadable
from infra.cli.options import DEFAULT_URL, AsJson, EventId, Token, Url
from infra.cli.printing import print_bytes, show
from shared.domain.text import without_bidi

if TYPE_CHECKING:
    from infra.cli.client import Client

Names = list[str] | None


@dataclass(frozen=True)
class Wish:
    """How far to go: show it, try it, or send it, and whether to ask before."""

    preview: bool
    test: bool
    yes: bool
    as_json: bool

    def judge(self, text: str) -> None:
        """Raise Unreadable when one excludes another, or when nobody can be asked."""
        if self.preview and self.test:
            raise Unreadable("--preview, --test: give one of the two")
        if self.preview or self.test or self.yes:
            return
        if self.as_json:
            raise Unreadable(
                "--json: nobody is asked then; give --yes, --preview or --test as well"
            )
        if text == "-":
            raise Unreadable("--text -: nobody can be asked then; give --yes as well")


def send(
    event: EventId,
    subject: Annotated[str, typer.Option("--subject", help="What the subject begins with.")],
    text: Annotated[
        str,
        typer.Option("--text", metavar="FILE", help="A file with the text, - for standard input."),
    ],
    pdf: Annotated[
        Path | None, typer.Option("--pdf", metavar="FILE", help="A PDF to attach.")
    ] = None,
    state: Annotated[
        Names, typer.Option("--state", help="In which state; confirmed if none; repeat for more.")
    ] = None,
    institution: Annotated[
        Names, typer.Option("--institution", metavar="ID", help="Of which; repeat for more.")
    ] = None,
    silent: Annotated[
        bool, typer.Option("--silent", help="Who was invited and has not answered.")
    ] = False,
    walk_in: Annotated[bool, typer.Option("--walk-in", help="Walk-ins only.")] = False,
    chosen: Annotated[
        str | None,
        typer.Option("--id", help="What it is called: sent once under it. Else by its content."),
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Show it; send nothing.")] = False,
    test: Annotated[bool, typer.Option("--test", help="Mail it to yourself alone.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Send it without asking.")] = False,
    url: Url = DEFAULT_URL,
    token: Token = "",
    as_json: AsJson = False,
) -> None:
    """Write to those who registered, or to the silent; run again, it sends nothing again."""
    from infra.cli.organising import open_client

    wish = Wish(preview, test, yes, as_json)
    wish.judge(text)
    whom: dict[str, Any] = {"silent": silent, "walk_in": walk_in}
    whom |= {"states": state} if state else {}
    whom |= {"institutions": institution} if institution else {}
    body: dict[str, Any] = {"subject": subject, "text": _read_text(text), "audience": whom}
    file = _read_file(pdf) if pdf else None
    client = open_client(url, token)
    if pdf is not None and file is not None:
        body["attachment"] = _attach(client, event, pdf.name, file)
    _go(client, event, body, chosen, wish)


def sent(
    event: EventId, url: Url = DEFAULT_URL, token: Token = "", as_json: AsJson = False
) -> None:
    """Show the messages that were sent, and for how many a mail has been written so far."""
    from infra.cli.organising import open_client

    answer = open_client(url, token).ask("GET", f"{_path(event)}/sent?limit=500")
    show(answer, as_json, say_all)


def say_all(told: Mapping[str, Any]) -> str:
    """A line for each message."""
    return "\n".join(map(_say_one, told["sent"])) or "No message has been sent."


def _say_one(one: Mapping[str, Any]) -> str:
    done = "done" if one["state"] == "done" else "under way"
    told = f"{one['id']}: {one['told']} of {one['recipients']}, {done}: {one['subject']}"
    return without_bidi(told)


def _go(
    client: Client, event: str, body: Mapping[str, Any], chosen: str | None, wish: Wish
) -> None:
    if wish.preview:
        answer = client.ask_json("POST", f"{_path(event)}/preview", body)
        return show(answer, wish.as_json, say_preview)
    if wish.test:
        answer = client.ask_json("POST", f"{_path(event)}/test", body)
        return show(answer, wish.as_json, lambda told: f"A test is on its way to {told['to']}.")
    if not wish.yes:
        _ask(client, event, body)
    named = {**body, "id": chosen or name_by_content(event, body)}
    answer = client.ask_json("POST", _path(event), named)
    if wish.as_json:
        return print_bytes(answer.body)
    return print(say_sent(answer.json(), event, answer.status == 201))


def _ask(client: Client, event: str, body: Mapping[str, Any]) -> None:
    """Show whom it reaches and ask. Raises SaidNo for no, and for an audience of nobody."""
    told = client.ask_json("POST", f"{_path(event)}/preview", body).json()
    print(say_reach(told))
    if not told["recipients"]:
        raise SaidNo("nobody belongs to this audience, so nothing was sent")
    if not typer.confirm("Send it?"):
        raise SaidNo("nothing was sent")


def say_reach(told: Mapping[str, Any]) -> str:
    """What a message is called, and how many it reaches."""
    count = told["recipients"]
    line = f"To {count} {'person' if count == 1 else 'people'}."
    marked = sum(told["unreachable"].values())
    if marked:
        line += f" Of these, {marked} cannot be reached: see secretariat why EVENT ADDRESS."
    subject = without_bidi(told["mail"]["subject"])
    file = told["attachment"]
    attached = f"\nAttached: {without_bidi(file['name'])} ({file['size']} bytes)" if file else ""
    return f"{subject}{attached}\n{line}"


def say_preview(told: Mapping[str, Any]) -> str:
    """Whom it reaches, and the mail as plain text."""
    return f"{say_reach(told)}\n\n{without_bidi(told['mail']['text']).rstrip()}"


def say_sent(told: Mapping[str, Any], event: str, new: bool) -> str:
    """What became of it, and where to see how far it has come."""
    if not new:
        return f"It was sent before as {told['id']}; nobody gets it twice."
    count = told["recipients"]
    people = "person" if count == 1 else "people"
    return (
        f"Sent to {count} {people} as {told['id']}. To follow it: secretariat message sent {event}"
    )


def name_by_content(event: str, body: Mapping[str, Any]) -> str:
    """The id of a message that was given none: the same message has the same, so that a command
    that is run again sends nothing again.
    """
    told = json.dumps([event, body], sort_keys=True).encode()
    return f"m-{hashlib.sha256(told).hexdigest()[:20]}"


def _path(event: str) -> str:
    from infra.cli.client import part

    return f"/organiser/events/{part(event)}/messages"


def _attach(client: Client, event: str, name: str, file: bytes) -> str:
    from infra.cli.client import part

    headers = {"Content-Type": "application/pdf"}
    path = f"{_path(event)}/attachments?name={part(name)}"
    kept: str = client.ask("POST", path, file, headers).json()["id"]
    return kept


def _read_text(path: str) -> str:
    from infra.cli.source import read_source

    try:
        return read_source(path).decode("utf-8-sig")
    except UnicodeDecodeError as garbled:
        raise Unreadable(f"{path}: this is not text in UTF-8") from garbled


def _read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as closed:
        why = getattr(closed, "strerror", None) or str(closed)
        raise Unreadable(f"{path}: {why}") from closed
