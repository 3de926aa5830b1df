"""When each session last changed for its readers: what a calendar needs to take it for newer.

A session's SEQUENCE is the revision at which it last changed. Revisions never fall, so neither
does the SEQUENCE of a UID, not even of a session that was removed and came back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from shared.domain.session import Session


class Mark(NamedTuple):
    """The revision at which a session last changed, and when that was."""

    sequence: int
    changed_at: datetime


Marks = Mapping[str, Mark]


def mark_sessions(
    before: Iterable[Session], after: Iterable[Session], marks: Marks, now: Mark
) -> dict[str, Mark]:
    """The marks of the sessions `after`: those that are as they were keep the ones they had.

    With `before` empty, as when the event's place or state has changed, all are new.
    """
    old = {one.id: one for one in before}
    return {one.id: marks.get(one.id, now) if old.get(one.id) == one else now for one in after}


def write_marks(marks: Marks) -> dict[str, tuple[int, str]]:
    """Marks as JSON holds them."""
    return {one: (mark.sequence, mark.changed_at.isoformat()) for one, mark in marks.items()}


def read_marks(written: Mapping[str, tuple[int, str]]) -> dict[str, Mark]:
    """The marks that were written so."""
    return {one: Mark(n, datetime.fromisoformat(at)) for one, (n, at) in written.items()}
