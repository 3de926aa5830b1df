"""Preview the next release: what the draft changes against the present one, nothing written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from functions.organiser.edit_draft import load_draft
from shared.domain.agenda import compare_sessions
from shared.domain.changes import Note, Span, What, note_sessions
from shared.domain.mail_summary import Mailed, MailLine, mail_summary
from shared.domain.place import zone
from shared.domain.session import Session
from shared.ports import Ports
from shared.render.agenda.change_words import sentence
from shared.render.agenda.words import words_for
from shared.verbs.seed_notice import find_back

LANGUAGE = "en"
"""Organisers are spoken to in the language of this interface, readers in theirs."""
MAIL_WORDS: Mapping[Mailed, str] = {
    "date": "date changed",
    "start": "start changed",
    "end": "end changed",
    "place": "place changed",
    "cancellation": "session cancelled or back",
}


@dataclass(frozen=True)
class ReleasePreview:
    """What publishing would change, as JSON, and the strong tag of the draft it is true of."""

    document: dict[str, object]
    tag: str


def preview_release(ports: Ports, event_id: str) -> ReleasePreview:
    """What publishing the draft would change, and who would be mailed what. Raises Missing."""
    edited = load_draft(ports, event_id)
    timezone, after = edited.event.timezone, edited.draft.sessions
    release, before = _present(ports, event_id)
    notes = note_sessions(before, after)
    people, was = ports.store.gate(event_id).taken, edited.event.span if release else None
    mail = mail_summary(notes, people, timezone, was, find_back(ports, event_id, notes))
    document: dict[str, object] = {
        "release": release,
        "changes": list_changes(before, after, notes),
        "notes": [_show_note(note, timezone) for note in notes],
        "mail": [_show_mail(line) for line in mail],
    }
    return ReleasePreview(document, edited.tag)


def _present(ports: Ports, event_id: str) -> tuple[int | None, tuple[Session, ...]]:
    pointer = ports.store.pointer(event_id)
    release = ports.store.release(event_id, pointer.release) if pointer else None
    return (release.number, release.sessions) if release else (None, ())


def list_changes(
    before: tuple[Session, ...], after: tuple[Session, ...], notes: Iterable[Note]
) -> dict[str, list[str]]:
    """Ids of sessions by what happens to them, in the words of publishing and two more."""
    made = compare_sessions(before, after)
    noted: dict[What, list[str]] = {What.SPEAKERS: [], What.CANCELLED: []}
    for note in notes:
        if note.session and note.what in noted:
            noted[note.what].append(note.session)
    return {
        "added": list(made.added),
        "removed": list(made.removed),
        "moved": list(made.moved),
        "retitled": list(made.retitled),
        "speakers": noted[What.SPEAKERS],
        "cancelled": noted[What.CANCELLED],
    }


def _show_note(note: Note, timezone: str) -> dict[str, object]:
    before, after = note.before, note.after
    if note.what in (What.ADDED, What.MOVED):
        after = _local(note.span_after, timezone)
    if note.what in (What.REMOVED, What.MOVED):
        before = _local(note.span_before, timezone)
    return {
        "what": str(note.what),
        "session": note.session,
        "title": note.title,
        "before": before,
        "after": after,
        "text": sentence(note, words_for(LANGUAGE), timezone),
    }


def _show_mail(line: MailLine) -> dict[str, object]:
    people = "1 person" if line.people == 1 else f"{line.people} people"
    return {
        "what": line.what,
        "people": line.people,
        "sessions": list(line.sessions),
        "text": f"{people}: {MAIL_WORDS[line.what]}",
    }


def _local(span: Span, timezone: str) -> str:
    start, end = (one and _at(one, timezone) for one in span)
    return f"{start}/{end or ''}"


def _at(instant: datetime, timezone: str) -> str:
    return instant.astimezone(zone(timezone)).isoformat(timespec="seconds")
