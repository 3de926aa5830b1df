"""Which changes lead to a notice, when it goes out, and what it comes to for whom.

What is told is the sum of the changes, so that what was changed and changed back is not told at
all.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import accumulate

from shared.domain.changes import MOST_BYTES, Note, What, size_of
from shared.domain.event import Event
from shared.domain.mail_summary import Meeting, is_mailed
from shared.domain.notice import ASPECTS, TIME, Key, Noted, Notice, Notify

SHORT_QUIET = timedelta(minutes=5)
SOON = timedelta(hours=2)
"""So long before an event, and while it goes on, nobody waits longer than SHORT_QUIET."""
CEILING_QUIETS = 4
SHORTEST_CEILING = timedelta(hours=2)
STATUS_TOLD = frozenset({What.EVENT_POSTPONED, What.EVENT_RESTORED})
"""What makes the status of everybody's calendar entry another."""
TOLD_OF_EVENT = STATUS_TOLD | {What.EVENT_TIMEZONE}
"""What of the meeting leads to a mail beside dates, place and cancellation: in another zone every
time reads otherwise.
"""


def note_down(
    notes: Iterable[Note],
    event: Event,
    notify: Notify = "default",
    was: Meeting | None = None,
    back: Container[str] = (),
) -> tuple[Noted, ...]:
    """The notes of one change as they are kept; `event` is the one after it, `was` from when
    until when the meeting was to be before, `back` the sessions that come back (`sessions_back`).

    By default dates, times, places, cancellations, what comes back after one, and whether the
    meeting takes place lead to a mail.
    """
    return tuple(
        Noted(note, event.settings_version, _is_told(note, event, notify, was, back))
        for note in notes
    )


def _is_told(
    note: Note, event: Event, notify: Notify, was: Meeting | None, back: Container[str]
) -> bool:
    if notify != "default":
        return notify == "all"
    return note.what in TOLD_OF_EVENT or is_mailed(note, event.timezone, was, back)


def add_to_notice(
    before: Notice | None,
    noted: Sequence[Noted],
    event: Event,
    now: datetime,
    starts_at: datetime | None,
) -> Notice:
    """The open notice (None: there is none yet) with further changes.

    Each change of what is told anyway makes everybody wait until it has been quiet again.
    """
    opened = before or Notice(event.id, now, now, version=event.settings_version - 1)
    kept, further = _bound((*opened.noted, *noted))
    restarts = before is None or bool({one.key for one in noted} & _told_keys(kept))
    return replace(
        opened,
        due_at=due_of(event, opened.opened_at, now, starts_at) if restarts else opened.due_at,
        noted=kept,
        further=opened.further + further,
        version=opened.version + 1,
    )


def due_of(
    event: Event, opened_at: datetime, now: datetime, starts_at: datetime | None
) -> datetime:
    """When a notice with a change made `now` goes out: after the event's quiet period, but not
    later than the ceiling, and not after the meeting has started.

    Soon before `starts_at`, and while the meeting goes on, the quiet period is short.
    """
    quiet = timedelta(minutes=event.quiet_minutes)
    ceiling = opened_at + max(CEILING_QUIETS * quiet, SHORTEST_CEILING)
    if starts_at is not None and starts_at - now <= SOON:
        quiet = min(quiet, SHORT_QUIET)
    due = min(now + quiet, ceiling)
    if starts_at is not None and starts_at > now:
        due = min(due, starts_at)
    return max(due, now)


def merge_notes(noted: Iterable[Noted]) -> tuple[Note, ...]:
    """What changes in this order come to, for somebody who knew all that was true before them.

    One note for each session and aspect that is told: what it was at first and is at last. Nothing
    is told of what is at last as it was at first, nor, beyond its time, of a session that is new
    or gone. Of a session that was gone in between only its time is known to be the same.
    """
    kept = tuple(noted)
    told = _by_key(kept)
    titles = {one.note.session: one.note.title for one in kept}
    gone = {key[0] for key, steps in told.items() if key[1] == TIME and _is_or_was_away(steps)}
    ordered = sorted(told.items(), key=lambda item: item[0][0] is not None)
    return tuple(
        replace(note, title=titles[note.session])
        for (session, aspect), steps in ordered
        if any(one.told for one in steps) and (session not in gone or aspect == TIME)
        for note in _sum_up([one.note for one in steps])
    )


def _by_key(noted: Iterable[Noted]) -> dict[Key, list[Noted]]:
    """The changes of each key. That the meeting is called off is told at once by another mail: of
    its status only what comes after is news.
    """
    steps: dict[Key, list[Noted]] = {}
    for one in noted:
        if one.note.what is What.EVENT_CANCELLED:
            steps.pop(one.key, None)
        else:
            steps.setdefault(one.key, []).append(one)
    return steps


def _is_or_was_away(steps: Iterable[Noted]) -> bool:
    return any(one.note.what is not What.MOVED for one in steps)


def _sum_up(notes: Sequence[Note]) -> Iterator[Note]:
    """One note for several of one aspect; none where they cancel out."""
    first, last = notes[0], notes[-1]
    if any(one.before == one.after for one in notes):  # what differs is not in their words
        yield Note(last.what, last.session, last.title)
    elif first.before != last.after:
        yield Note(_what(first, last), last.session, last.title, first.before, last.after)


def _what(first: Note, last: Note) -> What:
    if ASPECTS.get(last.what) != TIME or last.session is None:
        return last.what
    if first.before is None:
        return What.ADDED
    return What.REMOVED if last.after is None else What.MOVED


def told_since(noted: Iterable[Noted], version: int) -> tuple[Note, ...]:
    """What touches somebody who was told everything up to that settings version."""
    return merge_notes(one for one in noted if one.version > version)


def _told_keys(noted: Iterable[Noted]) -> set[Key]:
    return {one.key for one in noted if one.told}


def _bound(noted: Sequence[Noted]) -> tuple[tuple[Noted, ...], int]:
    """As much as an item of the table holds, and how many changes were left out.

    Too many are summed up first, each as of its last version; then those that nobody is told.
    """
    if _size(noted) <= MOST_BYTES:
        return tuple(noted), 0
    told = _told_keys(noted)
    summed = [one for one in _compact(noted) if one.key in told]
    sizes = accumulate(size_of(one.note) for one in summed)
    kept = sum(size <= MOST_BYTES for size in sizes)
    return tuple(summed[:kept]), len(summed) - kept


def _compact(noted: Sequence[Noted]) -> Iterator[Noted]:
    """One for each key."""
    for of_one in _by_key(noted).values():
        for note in _sum_up([one.note for one in of_one]):
            yield Noted(note, of_one[-1].version, any(one.told for one in of_one))


def _size(noted: Iterable[Noted]) -> int:
    return sum(size_of(one.note) for one in noted)
