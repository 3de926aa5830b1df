"""Read one session of an agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.agenda.load import load_document, load_pointer
from functions.agenda.negotiation import GZIP
from functions.agenda.query import Query
from functions.agenda.reading import Reading, Wants
from shared.domain.errors import Missing
from shared.ports import AgendaPorts
from shared.render.agenda.digest import locale_of
from shared.render.agenda.encode import compress, encode_json
from shared.render.agenda.etag import entity_tag

if TYPE_CHECKING:
    from shared.render.agenda.document import AgendaDocument, SessionDocument


def read_session(
    ports: AgendaPorts, event_id: str, session_id: str, query: Query, wants: Wants
) -> Reading:
    """The session object alone. Raises Missing, Invalid, StoreUnavailable."""
    pointer = load_pointer(ports, event_id)
    query.check_language(locale_of(pointer.digest))
    answer = Reading(
        representation="json",
        location=f"/agenda/{event_id}/sessions/{session_id}",
        tag=entity_tag(pointer.revision, pointer.digest, "session", session_id, wants.coding),
        changed_at=pointer.changed_at,
        public=pointer.public,
        coding=wants.coding,
    )
    if wants.names(answer.tag):
        return answer
    body = encode_json(_find(load_document(ports, pointer), session_id))
    if wants.holds(answer.tag, answer.changed_at):
        return answer
    return answer.with_body(compress(body) if wants.coding == GZIP else body)


def _find(document: AgendaDocument, session_id: str) -> SessionDocument:
    for session in document["sessions"]:
        if session["id"] == session_id:
            return session
    raise Missing("session")
