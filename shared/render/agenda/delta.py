"""What releases changed: told one by one when published, put together for `since`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypedDict

from shared.domain.agenda import Delta, Release
from shared.domain.event import Event
from shared.domain.session import Session
from shared.domain.translation import locales_of
from shared.render.agenda.document import SessionDocument, session_documents
from shared.render.agenda.encode import compress, encode_json, read_json

MOST_BYTES = 380_000
"""Of one delta; an item of the table holds 400 KB."""
MOST_TOGETHER = 400_000
"""Of those of one release, which are written in one transaction with it: that holds 4 MB, but a
partition takes about half a megabyte a second.
"""


class DeltaDocument(TypedDict):
    """One release's changes: sessions that are new or differ, which of them are new, and ids
    that are gone.
    """

    sessions: list[SessionDocument]
    added: list[str]
    removed: list[str]


def render_deltas(
    event: Event,
    before: tuple[Session, ...],
    after: Release,
    public_url: str,
    was: Event | None = None,
) -> Iterator[Delta]:
    """What the release `after` changed against the sessions `before`, in each of its languages.

    `was` is the event under which those were read, where it had another zone or other days. None
    for the first release, which nobody can be behind, and none of what is too much to be kept: then
    readers get the whole agenda.
    """
    locales = locales_of(event, after.sessions)
    most = min(MOST_BYTES, MOST_TOGETHER // len(locales))
    for locale in locales if before else ():
        old = session_documents(was or event, before, public_url, locale)
        new = session_documents(event, after.sessions, public_url, locale)
        body = compress(encode_json(compare_documents(old, new)))
        if len(body) <= most:
            yield Delta(event.id, locale, after.number, body)


def compare_documents(
    before: Iterable[SessionDocument], after: Iterable[SessionDocument]
) -> DeltaDocument:
    """What readers of the one must learn to have the other."""
    old = {one["id"]: one for one in before}
    new = {one["id"]: one for one in after}
    return {
        "sessions": [one for one in new.values() if old.get(one["id"]) != one],
        "added": [one for one in new if one not in old],
        "removed": [gone for gone in old if gone not in new],
    }


def merge_deltas(deltas: Iterable[Delta]) -> tuple[list[SessionDocument], list[str]]:
    """Consecutive releases as one change: the sessions in order, and the ids that are gone.

    An id that came and went in between is neither: a reader of the first release never had it.
    """
    changed: dict[str, SessionDocument] = {}
    removed: dict[str, None] = {}
    born: set[str] = set()
    for delta in deltas:
        document: DeltaDocument = read_json(delta.body)
        for gone in document["removed"]:
            changed.pop(gone, None)
            removed |= {} if gone in born else {gone: None}
        born |= set(document["added"]) - set(removed)
        for session in document["sessions"]:
            removed.pop(session["id"], None)
            changed[session["id"]] = session
    return sorted(changed.values(), key=_place), list(removed)


def _place(session: SessionDocument) -> tuple[datetime, float]:
    """By start, longer first: the order of the agenda."""
    start = datetime.fromisoformat(session["start"])
    end = datetime.fromisoformat(session["end"]) if session["end"] else start
    return start, -(end - start).total_seconds()
