"""Which changes lead to mail, and to how many people."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shared.domain.changes import Note, Span, What
from shared.domain.place import zone

Mailed = Literal["date", "start", "end", "place", "cancellation"]
MAILED: tuple[Mailed, ...] = ("date", "start", "end", "place", "cancellation")
SIMPLE: Mapping[What, Mailed] = {
    What.ROOM: "place",
    What.REMOVED: "cancellation",
    What.CANCELLED: "cancellation",
    What.EVENT_DATES: "date",
    What.EVENT_PLACE: "place",
    What.EVENT_CANCELLED: "cancellation",
}
"""What leads to mail by itself; a move tells by its instants what it moves."""

BACK = frozenset({What.ADDED, What.POSTPONED, What.RESTORED})
"""What a session may come back by that was called off, or gone."""
OFF = frozenset({What.CANCELLED, What.REMOVED})

Meeting = tuple[datetime, datetime]
"""From the first session's start to the last one's end."""


@dataclass(frozen=True)
class MailLine:
    """One kind of change and how many people would hear of it by mail.

    `sessions` are the ids of the sessions that it concerns; none: the event.
    """

    what: Mailed
    people: int
    sessions: tuple[str, ...] = ()


def mail_summary(
    notes: Iterable[Note],
    people: int,
    timezone: str,
    was: Meeting | None = None,
    back: Container[str] = (),
) -> tuple[MailLine, ...]:
    """Who would be mailed what: date, start, end, place, cancellation (or, of the sessions `back`,
    that there is none after all), and nothing else.

    Everybody with a seat (`people`) hears of everything, since seats are those of the whole
    meeting. A move is told by the wall clock of `timezone`: another day, start or end. A new
    session is told where the meeting `was` shorter: then it starts earlier, or ends later.
    """
    found: dict[Mailed, dict[str, None]] = {}
    for note in notes:
        for what in _mailed(note, timezone, was, back):
            found.setdefault(what, {}).update({note.session: None} if note.session else {})
    return tuple(
        MailLine(what, people, tuple(found[what])) for what in MAILED if people and what in found
    )


def is_mailed(
    note: Note, timezone: str, was: Meeting | None = None, back: Container[str] = ()
) -> bool:
    """Whether the note leads to mail."""
    return any(True for _ in _mailed(note, timezone, was, back))


def sessions_back(notes: Iterable[Note], history: Iterable[Note]) -> frozenset[str]:
    """The sessions that come back by these notes after people were told that they are off.

    `history` are the notes before, latest first. One put off in between is still to come back.
    """
    waiting = {one.session for one in notes if one.what in BACK}
    found: set[str] = set()
    for note in history:
        if note.session in waiting and note.what in OFF | {What.ADDED, What.RESTORED}:
            waiting.discard(note.session)
            if note.session and note.what in OFF:
                found.add(note.session)
    return frozenset(found)


def _mailed(
    note: Note, timezone: str, meeting: Meeting | None, back: Container[str]
) -> Iterator[Mailed]:
    if note.what in SIMPLE:
        yield SIMPLE[note.what]
    if note.what in BACK and note.session in back:
        yield "cancellation"
    if note.what is What.MOVED:
        was, now = (_wall_clock(span, timezone) for span in (note.span_before, note.span_after))
        yield from (what for what in was if was[what] != now[what])
    if note.what is What.ADDED and meeting and note.after:
        start, end = note.span_after
        if start < meeting[0]:
            yield "start"
        if max(start, end or start) > meeting[1]:
            yield "end"


def _wall_clock(span: Span, timezone: str) -> dict[Mailed, object]:
    """Day, start and end as people read them; an end on a later day counts the days."""
    here = zone(timezone)
    start, end = span[0].astimezone(here), span[1] and span[1].astimezone(here)
    days = end and end.date() - start.date()
    return {"date": start.date(), "start": start.time(), "end": end and (days, end.time())}
