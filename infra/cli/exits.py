"""How a command ends when it is not done: the two errors that become an exit code and a line."""

from __future__ import annotations

DONE, ANSWER_IS_NO, UNREADABLE = 0, 1, 2


class SaidNo(Exception):
    """The answer is no (exit 1): no server, a refusal, a failed check. Holds the line to print."""


class Unreadable(Exception):
    """Usage or input that cannot be read (exit 2). Holds the line: what, and where."""


def one_line(text: str) -> str:
    """Any text as one line."""
    return " ".join(text.split())
