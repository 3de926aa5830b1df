"""Show and save a draft: sessions keep their ids, new ones get one, none is ever reused."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from functions.organiser.last_outline import take_in
from functions.organiser.programme import Programme, identify_speakers
from shared.domain.agenda import Draft
from shared.domain.agenda_ids import next_session_ids
from shared.domain.errors import Invalid, Missing
from shared.domain.event import Event
from shared.domain.journal import Deed, Hand
from shared.domain.session import Session, order_sessions
from shared.domain.translation import locales_of
from shared.domain.writes import Put, Replace
from shared.ports import Ports
from shared.render.agenda.document import session_documents
from shared.verbs.letters import sign

MOST_BYTES = 380_000
"""What a draft may take when compressed, with the ids of all sessions there ever were: an item of
the table holds 400 KB.
"""
MOST_TEXT = 2_500_000
"""What the sessions may take as JSON in one language: Lambda answers 6 MB at most, base64 and the
page's markup counted.
"""
MOST_TOGETHER = 6_000_000
"""The same in all languages: all of it is rendered while an organiser waits for an answer."""
MOST_DRAFT = 4_000_000
"""What a draft may take as JSON, for the same six megabytes."""
ID_BYTES = 12
MOST_LOCALES = 41
"""The event's own and 20 more for its words and for its sessions: each has its part in a commit."""


@dataclass(frozen=True)
class EditedDraft:
    """A draft as organisers read it: its JSON and its strong entity tag."""

    event: Event
    draft: Draft
    document: dict[str, object]
    tag: str


def load_draft(ports: Ports, event_id: str) -> EditedDraft:
    """The draft as it is. Raises Missing."""
    event = ports.events.fresh(event_id)
    draft = ports.store.draft(event_id)
    if draft is None:
        raise Missing("draft")
    return show_draft(event, draft)


def show_draft(event: Event, draft: Draft) -> EditedDraft:
    """The draft in the agenda's words, without addresses; the tag names version and bytes."""
    document: dict[str, object] = {"sessions": show_sessions(event, draft.sessions)}
    digest = hashlib.sha256(json.dumps(document).encode()).hexdigest()
    return EditedDraft(event, draft, document, f'"{draft.version}-{digest[:32]}"')


def show_sessions(event: Event, sessions: tuple[Session, ...]) -> list[dict[str, object]]:
    """The sessions in the agenda's words, each with what it says in other languages."""
    translated = {one.id: _show_translations(one) for one in sessions if one.translations}
    return [
        {name: value for name, value in shown.items() if name != "url"}
        | translated.get(shown["id"], {})
        for shown in session_documents(event, sessions, "")
    ]


def _show_translations(session: Session) -> dict[str, object]:
    """What is said in other languages, by locale, without what is not."""
    return {
        "translations": {
            one.locale: {
                name: list(value) if name == "items" else value
                for name, value in vars(one).items()
                if value and name != "locale"
            }
            for one in session.translations
        }
    }


def check_size(
    event: Event, sessions: tuple[Session, ...], known: Sequence[str] = (), at: str = "sessions"
) -> None:
    """Raise Invalid naming `at` when the sessions are more than one agenda can hold.

    `known` are the ids of all sessions there ever were: they are kept beside them.
    """
    locales = locales_of(event, sessions)
    if len(locales) > MOST_LOCALES:
        raise Invalid.at(at, f"One agenda can be in {MOST_LOCALES} languages at most.")
    draft = _encode(show_sessions(event, sessions))
    said = [len(_encode(session_documents(event, sessions, "", one))) for one in locales]
    short = len(draft) <= MOST_DRAFT and max(said) <= MOST_TEXT and sum(said) <= MOST_TOGETHER
    packed = len(gzip.compress(draft, mtime=0)) if short else MOST_BYTES + 1
    if packed > MOST_BYTES:
        raise Invalid.at(at, "This is more text than one agenda can hold.")
    if packed + ID_BYTES * len(known) > MOST_BYTES:
        raise Invalid.at(at, "So many new sessions cannot be told apart from all there were.")


def _encode(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def save_draft(
    ports: Ports,
    seen: EditedDraft,
    sessions: Sequence[Session],
    hand: Hand,
    outline: Programme | None = None,
) -> EditedDraft:
    """The draft with these sessions over the one that was seen; the same if nothing changed.

    A session with an empty id is new. `outline` is what the sessions take in: it is remembered
    as it stands. Raises Invalid for an id unknown or used twice and for too much text, Stale when
    somebody saved meanwhile.
    """
    event, before = seen.event, seen.draft
    known = tuple(before.numbers)
    identified = identify_sessions(event.id, known, sessions)
    if outline is None and identified == before.sessions:
        return seen
    imported = take_in(ports, event, before, identified, outline) if outline else None
    named = [*identified, *(imported.sessions if imported else ())]
    also = tuple(dict.fromkeys(one.id for one in named if one.id not in before.numbers))
    check_size(event, identified, known + also)
    after = replace(before, sessions=identified, known=known + also, version=before.version + 1)
    now = ports.clock.now()
    signed = sign(ports, hand, event.id, Deed.DRAFT_SAVED, now)
    remembered = [Put(imported)] if imported else []
    ports.store.commit([Replace(after), *remembered, *signed], ports.ids.new(now))
    return show_draft(event, after)


def identify_sessions(
    event_id: str, known: Sequence[str], sessions: Sequence[Session]
) -> tuple[Session, ...]:
    """The sessions in order, those with an empty id given the next ones, speakers too.

    Raises Invalid for an id that is not `known`, or stands twice.
    """
    _check_ids(known, sessions)
    fresh = iter(next_session_ids(event_id, known, sum(not one.id for one in sessions)))
    return order_sessions(
        tuple(
            replace(
                one,
                id=one.id or next(fresh),
                speakers=identify_speakers(event_id, one.speakers),
            )
            for one in sessions
        )
    )


def _check_ids(known: Sequence[str], sessions: Sequence[Session]) -> None:
    errors: list[tuple[str, str]] = []
    seen: set[str] = set()
    for number, one in enumerate(sessions):
        if one.id and one.id not in known:
            errors.append((f"sessions[{number}].id", "No session of this event has had this id."))
        elif one.id in seen:
            errors.append((f"sessions[{number}].id", "This id stands twice."))
        seen.update({one.id} - {""})
    if errors:
        raise Invalid(errors)
