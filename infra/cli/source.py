"""Outlines as they reach a command: a file or standard input, and what the options add."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from infra.cli.exits import Unreadable

if TYPE_CHECKING:
    from shared.outline.programme import Outline
    from shared.outline.rows import Row

STANDARD_INPUT = "-"
MOST_BYTES = 20_000_000
"""More than any file of ours; what never ends, such as a device, is not read on and on."""


@dataclass(frozen=True)
class Given:
    """An outline of which an event can be made: its bytes, its zone, and its days in order.

    `settings` are what the options added.
    """

    path: str
    source: bytes
    timezone: str
    dates: tuple[str, ...]
    settings: Mapping[str, Any]


def read_given(path: str, timezone: str | None, dates: Sequence[str] | None) -> Given:
    """Read an outline and what the options add to it. Raises Unreadable for what is not enough."""
    from shared.outline.to_json import outline_to_json

    zone, days, source = read_zone(timezone), read_dates(dates), read_source(path)
    read: Mapping[str, Any] = outline_to_json(parse_source(path, source))
    settings = complete(path, read, zone, days)
    known = {**read, **settings}
    return Given(path, source, known["timezone"], tuple(known["dates"]), settings)


def read_source(path: str) -> bytes:
    """The bytes of a file of any kind; `-` is standard input. Raises Unreadable naming the file."""
    try:
        with _opened(path) as file:
            source = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as closed:
        why = getattr(closed, "strerror", None) or str(closed)
        raise Unreadable(f"{path}: {why}") from closed
    if len(source) > MOST_BYTES:
        raise Unreadable(f"{path}: it has more than {MOST_BYTES // 1_000_000} MB")
    return source


def _opened(path: str) -> AbstractContextManager[BinaryIO]:
    if path != STANDARD_INPUT:
        return Path(path).open("rb")
    if sys.stdin is None:  # it was closed before the program began
        raise Unreadable(f"{path}: standard input is closed")
    return nullcontext(sys.stdin.buffer)


def parse_source(path: str, source: bytes) -> Outline:
    """The outline in those bytes. Raises Unreadable naming the file and, if known, the line."""
    return read_rows(path, source)[1]


def read_rows(path: str, source: bytes) -> tuple[tuple[Row, ...], Outline]:
    """The lines of a file and the outline in them. Raises Unreadable as `parse_source` does."""
    from shared.outline.document import read_document
    from shared.outline.errors import OutlineUnreadable
    from shared.outline.parse import parse_document

    try:
        document = read_document(source)
        return document.rows, parse_document(document)
    except OutlineUnreadable as broken:
        where = f"{path}, line {broken.line}" if broken.line else path
        raise Unreadable(f"{where}: {broken.reason}") from broken


def read_dates(given: Sequence[str] | None) -> list[str]:
    """The days of `--date`, in order. Raises Unreadable naming one that is none."""
    try:
        return sorted({date.fromisoformat(day).isoformat() for day in given or ()})
    except ValueError as wrong:
        raise Unreadable(f"--date: give days such as 2027-03-31 ({wrong})") from wrong


def read_zone(given: str | None) -> str | None:
    """The zone of `--timezone`. Raises Unreadable for a name that is no IANA zone."""
    from shared.domain.errors import Invalid
    from shared.domain.place import zone

    try:
        return zone(given).key if given is not None else None
    except Invalid as unknown:
        raise Unreadable(f"--timezone: {unknown.errors[0][1]}") from unknown


def complete(
    path: str, outline: Mapping[str, Any], timezone: str | None, dates: Sequence[str]
) -> dict[str, object]:
    """The settings that the options add to an outline (its JSON); what it prints stands.

    Raises Unreadable when the zone or the dates are neither in the outline nor given, and when
    no entry has a time.
    """
    if not any(session["start"] for session in outline["sessions"]):
        raise Unreadable(f"{path}: no entry of a programme with a time is found")
    if not (timezone or outline["timezone"]):
        raise Unreadable(f"{path}: no time zone is named; add --timezone, such as Europe/Paris")
    if not (dates or outline["dates"]):
        raise Unreadable(f"{path}: no date is printed; add --date, such as 2027-03-31")
    settings: dict[str, object] = {} if outline["timezone"] else {"timezone": timezone}
    return settings | ({} if outline["dates"] else {"dates": list(dates)})
