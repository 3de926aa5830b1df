"""Read one session of an agenda, as JSON or as a calendar of one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.agenda.load import Shown, load_shown, load_source
from functions.agenda.query import Query
from functions.agenda.reading import Reading, Wants, code
from shared.agenda_ports import AgendaPorts
from shared.domain.errors import Missing
from shared.render.agenda.encode import encode_json
from shared.render.agenda.etag import entity_tag

if TYPE_CHECKING:
    from shared.render.agenda.document import SessionDocument, SourceDocument

CALENDAR = ".ics"


def read_session(
    ports: AgendaPorts, event_id: str, name: str, query: Query, wants: Wants
) -> Reading:
    """The session object alone; with `.ics` behind its id, the session as iCalendar.

    Raises Missing, Invalid, StoreUnavailable.
    """
    shown = load_shown(ports, event_id)
    locale = query.choose_locale(shown.locales)
    session_id = name.removesuffix(CALENDAR)
    representation = "json" if session_id == name else "ics"
    asked = f"{name}?{locale}"
    answer = Reading(
        representation=representation,
        location=f"/agenda/{event_id}/sessions/{name}",
        tag=entity_tag(shown.revision, shown.digest, "session", asked, wants.coding),
        changed_at=shown.changed_at,
        public=shown.public,
        coding=wants.coding,
        locale=locale,
    )
    if wants.names(answer.tag):
        return answer
    source = load_source(ports, shown, locale)
    body = _render(source, _find(source, session_id), representation, shown, locale)
    if wants.holds(answer.tag, answer.changed_at):
        return answer
    return answer.with_body(code(body, wants.coding))


def _find(source: SourceDocument, session_id: str) -> SessionDocument:
    for session in source["agenda"]["sessions"]:
        if session["id"] == session_id:
            return session
    raise Missing("session")


def _render(
    source: SourceDocument, one: SessionDocument, representation: str, shown: Shown, locale: str
) -> bytes:
    if representation == "json":
        return encode_json(one)
    # Loaded here: who asks for JSON needs no renderer.
    from functions.agenda.narrow import render_source

    alone: SourceDocument = {**source, "agenda": {**source["agenda"], "sessions": [one]}}
    return render_source(alone, representation, shown, locale)
