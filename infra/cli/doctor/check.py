"""What the doctor found: one thing looked at, how it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

MARKS = {True: "ok", False: "NO", None: "--"}


@dataclass(frozen=True)
class Check:
    """One thing looked at; `ok` is None where there was nothing to look at, or no answer."""

    name: str
    ok: bool | None
    detail: str
    group: str = "secretariat"
    remedy: str | None = None


def say_checks(checks: Iterable[Check]) -> str:
    """The checks in their groups, a line each, and below it what to do.

    Lines are never broken: what is to be put into the DNS is copied from here.
    """
    return "\n\n".join(
        "\n".join([group, *map(_say, those)])
        for group, those in groupby(checks, lambda check: check.group)
    )


def _say(check: Check) -> str:
    line = f"{MARKS[check.ok]}  {check.name}: {check.detail}"
    return line if check.remedy is None else f"{line}\n    -> {check.remedy}"
