"""A programme as people read it: beside the lines of its source, with the doubts marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from infra.cli.printing import plain
from shared.outline.programme import (
    Diagnostic,
    EndSource,
    Outline,
    PrintedItem,
    PrintedSession,
    PrintedSpeaker,
)
from shared.outline.rows import Row

LONGEST_SOURCE = 160
SUPPOSED = frozenset({"end_inferred"})
"""Warnings about what was concluded (`?`); all others are about what is missing or wrong (`!`)."""
Doubts = Mapping[int, Sequence[Diagnostic]]


def print_programme(rows: Iterable[Row], read: Outline, console: Console | None = None) -> None:
    """Print what was read: the head, the table, and the doubts about the outline as a whole.

    Colours are for terminals alone; the table is as wide as the terminal.
    """
    console = console or Console(highlight=False, markup=False, emoji=False)
    console.print(Text(plain(read.title or "No title is printed"), "bold"))
    for fact in (read.project, read.reference, read.location.text if read.location else None):
        if fact:
            console.print(Text(plain(fact)))
    console.print(Text(f"Time zone: {plain(read.timezone or 'not known')}"))
    console.print(tabulate(rows, read))
    for warning in read.warnings:
        if warning.line is None:
            console.print(_sentence(warning))


def tabulate(rows: Iterable[Row], read: Outline) -> Table:
    """The lines from the first entry to the last, and others that a doubt is about."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("line", justify="right", no_wrap=True)
    table.add_column("source", style="dim", overflow="fold", ratio=1)
    table.add_column("day, time", no_wrap=True)
    table.add_column("kind", no_wrap=True)
    table.add_column("title, people, room", overflow="fold", ratio=1)
    doubts = _by_line(read.warnings)
    texts = _texts(rows)
    sessions: dict[int, list[PrintedSession]] = defaultdict(list)
    for one in read.sessions:
        sessions[one.line].append(one)
    day = ""
    for line in _shown(texts, sessions, doubts):
        source = texts.get(line, "")
        for at, session in enumerate(sessions.get(line, (None,))):
            heard = doubts.get(line, ()) if at == 0 else ()
            when = "" if session is None else _day_of(session)
            table.add_row(
                _number(line, heard) if at == 0 else "",
                Text(source) if at == 0 else "",
                *_read_cells(session, heard, "" if when == day else when),
            )
            day = when or day
    return table


def _shown(
    texts: Mapping[int, str], sessions: Mapping[int, object], doubts: Doubts
) -> Iterator[int]:
    first, last = (min(sessions), max(sessions)) if sessions else (0, -1)
    for line in sorted({*texts, *sessions, *doubts}):
        if first <= line <= last or line in doubts:
            yield line


def _texts(rows: Iterable[Row]) -> dict[int, str]:
    """What stands in each line that is not blank; a very long one is cut."""
    told: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        if row.cells:
            told[row.line].append(plain(row.text))
    joined = {line: " ".join(texts) for line, texts in told.items()}
    return {
        line: text if len(text) <= LONGEST_SOURCE else f"{text[: LONGEST_SOURCE - 1].rstrip()}…"
        for line, text in joined.items()
    }


def _by_line(warnings: Iterable[Diagnostic]) -> dict[int, list[Diagnostic]]:
    found: dict[int, list[Diagnostic]] = defaultdict(list)
    for one in warnings:
        if one.line is not None:
            found[one.line].append(one)
    return found


def _number(line: int, doubts: Sequence[Diagnostic]) -> Text:
    """The number of a line, with the graver of its marks."""
    marks = sorted(_mark(one) for one in doubts)
    number = Text(str(line), "dim")
    return number.append(f" {marks[0]}", "bold yellow") if marks else number.append("  ")


def _mark(doubt: Diagnostic) -> str:
    return "?" if doubt.code in SUPPOSED else "!"


def _sentence(doubt: Diagnostic) -> Text:
    return Text(f"{_mark(doubt)} {plain(doubt.message)}", "yellow")


def _read_cells(
    session: PrintedSession | None, doubts: Iterable[Diagnostic], day: str
) -> tuple[RenderableType, RenderableType, RenderableType]:
    sentences = [_sentence(one) for one in doubts]
    if session is None:
        return "", "", Group(*sentences)
    when = Text("\n".join(filter(None, (day, _time_of(session)))))
    return when, Text(session.kind.value), Group(*_told(session), *sentences)


def _told(session: PrintedSession) -> Iterator[RenderableType]:
    """Title and room, the people, and the talks inside; without a time it stands further in."""
    inset = 0 if session.start else 2
    room = f" ({plain(session.room)})" if session.room else ""
    yield _inset(Text(plain(session.title or "") + room), inset)
    if session.speakers:
        yield _inset(_people(session.speakers), inset)
    for item in session.items:
        yield from _talk(item, inset + 2)


def _talk(item: PrintedItem, inset: int) -> Iterator[RenderableType]:
    yield _inset(Text(plain(item.title)), inset)
    if item.speakers:
        yield _inset(_people(item.speakers), inset)


def _inset(text: Text, columns: int) -> RenderableType:
    return Padding(text, (0, 0, 0, columns)) if columns else text


def _people(speakers: Iterable[PrintedSpeaker]) -> Text:
    return Text(", ".join(plain(one.name) for one in speakers), "cyan")


def _day_of(session: PrintedSession) -> str:
    return session.date.isoformat() if session.date else session.month_day or f"day {session.day}"


def _time_of(session: PrintedSession) -> str:
    mark = "?" if session.end_source is EndSource.INFERRED else ""
    end = f"-{session.end:%H:%M}{mark}" if session.end else ""
    return f"{session.start:%H:%M}{end}" if session.start else ""
