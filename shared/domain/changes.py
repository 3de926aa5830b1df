"""What a revision changed for its readers, one note each, in plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING

from shared.domain.place import place_line
from shared.domain.session import Session, Speaker, Status

if TYPE_CHECKING:
    from shared.domain.event import Event

MOST_BYTES = 60_000
"""Of all notes of one revision: they share an item of the table, and a feed tells of many."""
MOST_OF_NAMES = 2_000
"""Characters of the names of a session's speakers."""


class What(StrEnum):
    """What became of a session, or (from EVENT_TITLE on) of the event, in the order of telling."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    ROOM = "room"
    RETITLED = "retitled"
    SPEAKERS = "speakers"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RESTORED = "restored"
    DETAILS = "details"
    EVENT_TITLE = "event_title"
    EVENT_DATES = "event_dates"
    EVENT_PLACE = "event_place"
    EVENT_TIMEZONE = "event_timezone"
    EVENT_CANCELLED = "event_cancelled"
    EVENT_POSTPONED = "event_postponed"
    EVENT_RESTORED = "event_restored"


@dataclass(frozen=True)
class Note:
    """One change. `session` is its id (None: the event), `title` its title after the change.

    `before` and `after` are what changed: for MOVED, ADDED and REMOVED `<start>/<end>` as UTC
    instants in ISO 8601 (no end: empty after the slash), for SPEAKERS names joined by `; ` (both
    None: too many to be named), for EVENT_DATES ISO dates joined by a space, else the words as
    they stood; None where there is nothing to tell.
    """

    what: What
    session: str | None
    title: str
    before: str | None = None
    after: str | None = None

    @property
    def span_before(self) -> Span:
        """When the session was. Raises ValueError where the note tells no time."""
        return _read_span(self.before)

    @property
    def span_after(self) -> Span:
        """When the session is now. Raises ValueError where the note tells no time."""
        return _read_span(self.after)


Span = tuple[datetime, datetime | None]
"""Start and end of a session; no end is known where it is None."""
Told = tuple[What, str | None, str | None]
"""What changed, before and after."""
ORDER = {what: number for number, what in enumerate(What)}
SESSION_STATUS = {
    Status.SCHEDULED: What.RESTORED,
    Status.POSTPONED: What.POSTPONED,
    Status.CANCELLED: What.CANCELLED,
}
EVENT_STATUS = {
    Status.SCHEDULED: What.EVENT_RESTORED,
    Status.POSTPONED: What.EVENT_POSTPONED,
    Status.CANCELLED: What.EVENT_CANCELLED,
}


def note_sessions(before: tuple[Session, ...], after: tuple[Session, ...]) -> tuple[Note, ...]:
    """What became of the sessions, by identity: at least one note for each that differs.

    Notes stand by the session's start (after the change, else before), its id, and the order of
    What; in which order the sessions are given does not matter.
    """
    old = {one.id: one for one in before}
    new = {one.id: one for one in after}
    present = {**old, **new}
    ids = sorted(present, key=lambda one: (present[one].start, one))
    return tuple(
        Note(what, one, present[one].title, was, now)
        for one in ids
        for what, was, now in _tell_session(old.get(one), new.get(one))
    )


def note_event(before: Event, after: Event) -> tuple[Note, ...]:
    """What became of the event's title, dates, place, zone and status."""
    facts: list[Told] = [
        (What.EVENT_TITLE, before.title, after.title),
        (What.EVENT_DATES, _days(before), _days(after)),
        (What.EVENT_PLACE, place_line(before.location), place_line(after.location)),
        (What.EVENT_TIMEZONE, before.timezone, after.timezone),
        (EVENT_STATUS[after.status], str(before.status), str(after.status)),
    ]
    return tuple(
        Note(what, None, after.title, was or None, now or None)
        for what, was, now in facts
        if was != now
    )


def cut_notes(notes: tuple[Note, ...], most: int = 100) -> tuple[tuple[Note, ...], int]:
    """The first `most` notes, fewer if they are long, and how many more there are."""
    sizes = accumulate(size_of(one) for one in notes[:most])
    told = sum(size <= MOST_BYTES for size in sizes)
    return notes[:told], len(notes) - told


def size_of(note: Note) -> int:
    """Bytes of what the note says."""
    texts = (note.session, note.title, note.before, note.after)
    return sum(len(text.encode()) for text in texts if text)


def _tell_session(old: Session | None, new: Session | None) -> Iterator[Told]:
    if old is None or new is None:
        if new:
            yield What.ADDED, None, _span(new)
        if old:
            yield What.REMOVED, _span(old), None
    elif old != new:
        facts = [*_facts(old, new)]
        yield from sorted(facts, key=lambda one: ORDER[one[0]])


def _facts(old: Session, new: Session) -> Iterator[Told]:
    """Each thing that differs; DETAILS for whatever no other note tells."""
    told: list[Told] = [
        (What.MOVED, _span(old), _span(new)),
        (What.ROOM, old.room, new.room),
        (What.RETITLED, old.title, new.title),
        (SESSION_STATUS[new.status], str(old.status), str(new.status)),
    ]
    yield from (one for one in told if one[1] != one[2])
    same_people = _people(old) == _people(new)
    if not same_people:
        yield What.SPEAKERS, *_tell_names(_names(old), _names(new))
    if _rest(old, same_people) != _rest(new, same_people):
        yield What.DETAILS, None, None


def _people(session: Session) -> frozenset[tuple[str, str | None, str]]:
    return frozenset((one.name, one.affiliation, str(one.role)) for one in session.speakers)


def _names(session: Session) -> str | None:
    return "; ".join(dict.fromkeys(one.name for one in session.speakers)) or None


def _tell_names(old: str | None, new: str | None) -> tuple[str | None, str | None]:
    """Who they were and are; so many that nobody would read it are not told one by one."""
    return (None, None) if max(len(old or ""), len(new or "")) > MOST_OF_NAMES else (old, new)


def _rest(session: Session, with_speakers: bool) -> tuple[object, ...]:
    speakers: tuple[Speaker, ...] = session.speakers if with_speakers else ()
    return (
        *(session.kind, session.track, session.description, session.items),
        *(session.translations, speakers),
    )


def _days(event: Event) -> str:
    return " ".join(day.isoformat() for day in event.dates)


def _span(session: Session) -> str:
    end = session.end.astimezone(UTC).isoformat() if session.end else ""
    return f"{session.start.astimezone(UTC).isoformat()}/{end}"


def _read_span(text: str | None) -> Span:
    start, _, end = (text or "").partition("/")
    return datetime.fromisoformat(start), datetime.fromisoformat(end) if end else None
