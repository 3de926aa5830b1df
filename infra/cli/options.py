"""The options that several commands share, spelled once."""

from __future__ import annotations

from typing import Annotated

import typer

DEFAULT_URL = "http://127.0.0.1:8400"

Url = Annotated[
    str, typer.Option("--url", envvar="SECRETARIAT_URL", help="Where secretariat answers.")
]
Token = Annotated[
    str,
    typer.Option(
        "--token", envvar="SECRETARIAT_TOKEN", help="The organiser's token.", show_default=False
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]
EventId = Annotated[str, typer.Argument(metavar="EVENT", help="The event's id.")]
OutlineFile = Annotated[
    str, typer.Option("--outline", metavar="FILE", help="The activity outline.")
]
Zone = Annotated[
    str | None,
    typer.Option("--timezone", metavar="ZONE", help="The IANA zone, if the outline names none."),
]
Dates = Annotated[
    list[str] | None,
    typer.Option(
        "--date", metavar="YYYY-MM-DD", help="A day, if the outline has none; repeat for more."
    ),
]


def judge_engine(name: str) -> str:
    """An engine that can be served on. Raises BadParameter naming those that can."""
    if name == "dynamodb-local":
        raise typer.BadParameter(f"{name} is not offered yet; take moto or memory")
    if name not in ("moto", "memory"):
        raise typer.BadParameter(f"{name!r} is none; take moto or memory")
    return name


Engine = Annotated[
    str,
    typer.Option(
        "--engine", metavar="moto|memory", callback=judge_engine, help="What holds the tables."
    ),
]
