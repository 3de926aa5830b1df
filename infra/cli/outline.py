"""`secretariat outline parse FILE`: what the program reads in an outline."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.options import AsJson
from infra.cli.source import parse_source, read_source

if TYPE_CHECKING:
    from rich.table import Table

    from shared.outline.programme import Outline, PrintedSession

app = typer.Typer(help="Activity outlines.")


@app.callback()
def outline() -> None:
    """Activity outlines."""


@app.command()
def parse(
    path: Annotated[str, typer.Argument(metavar="FILE", help="The outline; - is standard input.")],
    as_json: AsJson = False,
) -> None:
    """Read an outline and show its programme, with what to look at before publishing."""
    read = parse_source(path, read_source(path))
    if as_json:
        from shared.outline.to_json import outline_to_json

        print(json.dumps(outline_to_json(read), ensure_ascii=False, indent=2))
    else:
        _print_programme(read)


def _print_programme(read: Outline) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False)
    console.print(f"[bold]{escape(read.title or 'No title is printed')}[/]")
    facts = [read.project, read.reference, read.location.text if read.location else None]
    for fact in filter(None, facts):
        console.print(escape(fact))
    console.print(f"Time zone: {read.timezone or 'not known'}")
    console.print(_programme_table(read))
    for warning in read.warnings:
        where = f"line {warning.line}: " if warning.line else ""
        console.print(f"[yellow]![/] {escape(where + warning.message)}")


def _programme_table(read: Outline) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("line", justify="right", style="dim")
    for heading in ("day", "time", "kind"):
        table.add_column(heading, no_wrap=True)
    table.add_column("title and speakers")
    days = [_day_of(session) for session in read.sessions]
    for before, day, session in zip(["", *days], days, read.sessions, strict=False):
        table.add_row(str(session.line), "" if day == before else day, *_words_of(session))
    return table


def _day_of(session: PrintedSession) -> str:
    return session.date.isoformat() if session.date else session.month_day or str(session.day)


def _words_of(session: PrintedSession) -> tuple[str, ...]:
    from rich.markup import escape

    mark = "?" if session.end_source == "inferred" else ""
    end = f"-{session.end:%H:%M}{mark}" if session.end else ""
    speakers = ", ".join(speaker.name for speaker in session.speakers)
    title = escape(session.title or "")
    told = f"{title}\n[dim]{escape(speakers)}[/]" if speakers else title
    return f"{session.start:%H:%M}{end}", session.kind.value, told
