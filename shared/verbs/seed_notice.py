"""The seed of a notice: what a change adds to what everybody is told when it has been quiet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from shared.domain.changes import Note
from shared.domain.event import Event
from shared.domain.mail_summary import BACK, sessions_back
from shared.domain.notice import Notify
from shared.domain.notice_plan import add_to_notice, note_down
from shared.domain.session import Status
from shared.domain.writes import Add, Remove, Replace, Write
from shared.ports import Ports

LOOKED_THROUGH = 60
"""Revisions in which it is looked up whether a session was called off before."""


def seed_notice(
    ports: Ports,
    before: Event,
    after: Event,
    notes: Sequence[Note],
    now: datetime,
    notify: Notify = "default",
) -> list[Write]:
    """The writes that belong into the commit of the change itself; none where nothing is noted.

    Of a meeting that is over nobody is told any more. What changes of one that is called off is
    kept, for it may take place after all before the notice is due.
    """
    if not notes:
        return []
    opened = ports.store.notice(after.id)
    if after.has_ended(now) and after.status is not Status.CANCELLED:
        return [Remove(opened)] if opened else []
    back = find_back(ports, after.id, notes)
    noted = note_down(notes, after, notify, before.span, back)
    starts_at = min((one for one in (before.starts_at, after.starts_at) if one), default=None)
    notice = add_to_notice(opened, noted, after, now, starts_at)
    return [Replace(notice) if opened else Add(notice)]


def find_back(ports: Ports, event_id: str, notes: Sequence[Note]) -> frozenset[str]:
    """The sessions that come back by these notes, as far as the latest revisions tell."""
    if not any(one.what in BACK for one in notes):
        return frozenset()
    latest = ports.store.latest_revisions(event_id, LOOKED_THROUGH)
    return sessions_back(notes, (note for one in latest for note in reversed(one.notes)))
