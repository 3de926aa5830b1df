"""What releases changed, put together for `since`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypedDict

from shared.domain.agenda import Delta
from shared.render.agenda.document import SessionDocument
from shared.render.agenda.encode import read_json


class DeltaDocument(TypedDict):
    """One release's changes: sessions that are new or differ, which of them are new, and ids
    that are gone.
    """

    sessions: list[SessionDocument]
    added: list[str]
    removed: list[str]


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
