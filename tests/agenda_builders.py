"""Builders of what is published: editions, revisions, rows of the list of public events."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from shared.domain.agenda import Edition, Imported, Listing, Revision
from shared.domain.changes import Note, What
from tests.builders import EVENT, NOW, an_event, some_sessions


def an_edition(**changes: Any) -> Edition:
    """The first release as it was published."""
    return replace(Edition(EVENT, 1, 1, "en:digest-1", NOW), **changes)


def a_revision(**changes: Any) -> Revision:
    """What the first revision changed: one session moved."""
    note = Note(What.MOVED, "opening", "Opening", "2027-03-31T07:00:00+00:00/", None)
    return replace(Revision(EVENT, 1, 1, "en:digest-1", NOW, (note,), 2), **changes)


def an_imported(**changes: Any) -> Imported:
    """What the outline said at first: the workshop's sessions."""
    return replace(Imported(EVENT, some_sessions(), an_event().dates), **changes)


def a_listing(**changes: Any) -> Listing:
    """The workshop's row in the list of public events."""
    event = an_event()
    url = f"https://events.example.org/agenda/{EVENT}/agenda.html"
    return replace(Listing(EVENT, event.title, event.dates, event.location, url), **changes)
