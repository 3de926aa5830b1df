"""`secretariat outline parse FILE`: what the program reads in an outline."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from infra.cli.options import AsJson
from infra.cli.printing import plain
from infra.cli.source import read_rows, read_source

LONG_BYTES = 200_000
"""From this size on a file may take so long that people should see something happen."""

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
    source = read_source(path)
    with _shown_at_work(path, source):
        rows, read = read_rows(path, source)
    if as_json:
        from shared.outline.to_json import outline_to_json

        print(json.dumps(outline_to_json(read), ensure_ascii=False, indent=2))
    else:
        from infra.cli.outline_table import print_programme

        print_programme(rows, read)


@contextmanager
def _shown_at_work(path: str, source: bytes) -> Iterator[None]:
    """While a long file is read a line on stderr says so, if people look at it."""
    if len(source) < LONG_BYTES or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.text import Text

    doing = Text(f"Reading {plain(path)} ({len(source) / 1e6:.1f} MB) …")
    with Console(stderr=True).status(doing):
        yield
