"""`secretariat wording list|preview|set|reset EVENT [KIND]`: mails in an organiser's own words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infra.cli.exits import SaidNo, Unreadable
from infra.cli.options import DEFAULT_URL, AsJson, EventId, Token, Url
from infra.cli.printing import show

if TYPE_CHECKING:
    from infra.cli.client import Answered, Client

app = typer.Typer(help="What mails say in your own words.")
JSON = {"Content-Type": "application/json"}
MERGE_PATCH = {"Content-Type": "application/merge-patch+json"}

Kind = Annotated[
    str, typer.Argument(metavar="KIND", help="Of which mails, such as confirmation or reminder.")
]
Subject = Annotated[str | None, typer.Option("--subject", help="The subject; else as it is.")]
TextFile = Annotated[
    str | None,
    typer.Option("--text", metavar="FILE", help="A file with the text, - for standard input."),
]


@app.callback()
def wording() -> None:
    """What mails say in your own words."""


@app.command("list")
def list_all(
    event: EventId, url: Url = DEFAULT_URL, token: Token = "", as_json: AsJson = False
) -> None:
    """Show which mails have words of yours."""
    from infra.cli.organising import open_client

    answer = open_client(url, token).ask("GET", _path(event))
    show(answer, as_json, lambda told: say_all(told["settings"]["wording"]))


@app.command()
def preview(
    event: EventId,
    kind: Kind,
    subject: Subject = None,
    text: TextFile = None,
    url: Url = DEFAULT_URL,
    token: Token = "",
    as_json: AsJson = False,
) -> None:
    """Show a mail as somebody invented would read it; nothing is saved or sent."""
    from infra.cli.organising import open_client

    body = {"kind": kind, **_read_words(subject, text)}
    client = open_client(url, token)
    answer = _judged(client, "POST", f"{_path(event)}/wording/preview", body, JSON)
    show(answer, as_json, lambda told: f"{told['subject']}\n\n{told['text'].rstrip()}")


@app.command("set")
def keep(
    event: EventId,
    kind: Kind,
    subject: Subject = None,
    text: TextFile = None,
    url: Url = DEFAULT_URL,
    token: Token = "",
    as_json: AsJson = False,
) -> None:
    """Say the mails of a kind in your own words from now on."""
    from infra.cli.organising import open_client

    words = _read_words(subject, text)
    if not words:
        raise Unreadable("wording set: give --subject, --text or both")
    answer = _patch(open_client(url, token), event, kind, words)
    show(answer, as_json, lambda _: f"Mails of the kind {kind} say it in your words now.")


@app.command()
def reset(
    event: EventId,
    kind: Kind,
    url: Url = DEFAULT_URL,
    token: Token = "",
    as_json: AsJson = False,
) -> None:
    """Say the mails of a kind in our words again."""
    from infra.cli.organising import open_client

    answer = _patch(open_client(url, token), event, kind, None)
    show(answer, as_json, lambda _: f"Mails of the kind {kind} say it in our words again.")


def say_all(said: Mapping[str, Mapping[str, Any]]) -> str:
    """A line for each kind: what of it is said in the organiser's words."""
    lines = [
        f"{kind}: {' and '.join(name for name in ('subject', 'text') if words[name])}"
        for kind, words in said.items()
    ]
    return "\n".join(lines) or "Every mail is in our words."


def _path(event: str) -> str:
    from infra.cli.client import part

    return f"/organiser/events/{part(event)}"


def _read_words(subject: str | None, text: str | None) -> dict[str, str]:
    given = {} if subject is None else {"subject": subject}
    return given | ({} if text is None else {"text": _read_text(text)})


def _read_text(path: str) -> str:
    from infra.cli.source import read_source

    try:
        return read_source(path).decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise Unreadable(f"{path}: this is not UTF-8") from wrong


def _patch(client: Client, event: str, kind: str, words: object) -> Answered:
    return _judged(client, "PATCH", _path(event), {"wording": {kind: words}}, MERGE_PATCH)


def _judged(
    client: Client, method: str, path: str, body: object, headers: Mapping[str, str]
) -> Answered:
    """The answer. Raises Unreadable naming what is wrong with the words, else SaidNo for a no."""
    from infra.cli.client import say_problem

    answer = client.send(method, path, json.dumps(body).encode(), headers)
    if answer.status == 400:
        raise Unreadable(say_problem(answer))
    if answer.status >= 400:
        raise SaidNo(say_problem(answer))
    return answer
