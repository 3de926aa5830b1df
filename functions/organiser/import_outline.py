"""Take a revised outline into the draft, as a proposal: nothing is written."""

from __future__ import annotations

from dataclasses import dataclass

from functions.organiser.edit_draft import EditedDraft, identify_sessions, load_draft, show_sessions
from functions.organiser.last_outline import read_sessions
from functions.organiser.preview_release import list_changes
from functions.organiser.programme import Programme
from shared.domain.changes import note_sessions
from shared.domain.draft_merge import Conflict, merge_outline
from shared.domain.event import Event
from shared.domain.session import Session, order_sessions
from shared.ports import Ports


@dataclass(frozen=True)
class ImportPreview:
    """The draft as it would be, as JSON, and the strong tag of the draft it was made against."""

    document: dict[str, object]
    tag: str


def import_outline(ports: Ports, event_id: str, programme: Programme) -> ImportPreview:
    """What the outline makes of the draft, what that changes, and what is to be decided.

    Raises Missing, and Invalid naming what the outline lacks.
    """
    edited = load_draft(ports, event_id)
    event, draft = edited.event, edited.draft
    before = ports.store.imported(event_id)
    document = read_sessions(event, draft, before, programme)
    merged = merge_outline(before.sessions if before else None, draft.sessions, document)
    ids = tuple(draft.numbers)
    after = identify_sessions(event.id, ids, order_sessions(merged.sessions))
    notes = note_sessions(draft.sessions, after)
    shown: dict[str, object] = {
        "sessions": _show(edited, after),
        "changes": list_changes(draft.sessions, after, notes),
        "conflicts": [_show_conflict(event, one) for one in merged.conflicts],
    }
    return ImportPreview(shown, edited.tag)


def _show(edited: EditedDraft, sessions: tuple[Session, ...]) -> list[dict[str, object]]:
    """The sessions as they can be saved: an id that is not known yet is not told."""
    known = edited.draft.numbers
    return [
        {name: value for name, value in shown.items() if name != "id" or value in known}
        for shown in show_sessions(edited.event, sessions)
    ]


def _show_conflict(event: Event, conflict: Conflict) -> dict[str, object]:
    return {
        "session": conflict.session,
        "field": conflict.field,
        "hand": _show_side(event, conflict.hand, conflict.field),
        "document": _show_side(event, conflict.document, conflict.field),
    }


def _show_side(event: Event, session: Session | None, field: str | None) -> object:
    """The field as the draft shows it, or the whole session, or null for none."""
    if session is None:
        return None
    [shown] = show_sessions(event, (session,))
    return shown if field is None else shown[field]
