"""What every command does with an answer: the body as it came, or words for people."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from shared.domain.text import clean_line, without_bidi

if TYPE_CHECKING:
    from infra.cli.client import Answered


def show(answer: Answered, as_json: bool, say: Callable[[Mapping[str, Any]], str]) -> None:
    """Print the body itself with `--json`, else what `say` makes of it."""
    if as_json:
        print_bytes(answer.body)
    else:
        print(say(answer.json()))


def cell(text: str) -> str:
    """What somebody typed, for a table: no markup of ours, and nothing that turns a line round."""
    from rich.markup import escape

    return escape(without_bidi(text))


def plain(text: str) -> str:
    """What a file says, for a terminal: one line without anything that steers or turns it round."""
    return without_bidi(clean_line(text))


def print_bytes(body: bytes) -> None:
    """Write bytes to stdout as they are, ending in one line feed; nothing for nothing."""
    if not body:
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(body.rstrip(b"\n") + b"\n")
    sys.stdout.buffer.flush()
