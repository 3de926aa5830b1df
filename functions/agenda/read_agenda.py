"""Read an agenda: whole, the part that is selected, or what is newer than a release."""

from __future__ import annotations

import gzip
from datetime import datetime

from functions.agenda.load import load_document, load_pointer, load_rendition
from functions.agenda.negotiation import GZIP
from functions.agenda.query import Query
from functions.agenda.reading import Reading, Wants
from shared.domain.agenda import Pointer
from shared.ports import Ports
from shared.render.agenda.calendar_feed import render_feed
from shared.render.agenda.delta import merge_deltas
from shared.render.agenda.digest import locale_of
from shared.render.agenda.document import AgendaDocument, HeadDocument, fill_head
from shared.render.agenda.encode import compress, encode_json, read_json
from shared.render.agenda.etag import entity_tag
from shared.render.agenda.select import select
from shared.render.agenda.text import render_text


def read_agenda(
    ports: Ports, event_id: str, representation: str, query: Query, wants: Wants
) -> Reading:
    """One representation of the agenda; no body, and nothing read, for a reader who holds it.

    Raises Missing, Invalid for a day or language that the agenda does not have, StoreUnavailable.
    """
    pointer = load_pointer(ports, event_id)
    query.check_language(locale_of(pointer.digest))
    narrowed = canonical_query(query, pointer)
    answer = Reading(
        representation=representation,
        location=_location(event_id, representation, narrowed),
        tag=entity_tag(pointer.revision, pointer.digest, representation, narrowed, wants.coding),
        changed_at=pointer.changed_at,
        public=pointer.public,
        coding=wants.coding,
    )
    held = wants.holds(answer.tag, answer.changed_at)
    # Only a tag that we gave proves that the agenda has the day asked for.
    if held and (query.selection.day is None or wants.names(answer.tag)):
        return answer
    body = _build(ports, pointer, representation, query, wants.coding)
    return answer if held else answer.with_body(body)


def canonical_query(query: Query, pointer: Pointer) -> str:
    """The one spelling of what narrows the answer; empty: the whole agenda."""
    if _is_known(query.since, pointer):
        return f"since={query.since}"
    return query.selection.canonical


def _location(event_id: str, representation: str, narrowed: str) -> str:
    path = f"/agenda/{event_id}/agenda.{representation}"
    return f"{path}?{narrowed}" if narrowed else path


def _is_known(since: int | None, pointer: Pointer) -> bool:
    return since is not None and 1 <= since <= pointer.release


def _build(ports: Ports, pointer: Pointer, representation: str, query: Query, coding: str) -> bytes:
    if not canonical_query(query, pointer):
        stored = load_rendition(ports, pointer, representation)
        return stored if coding == GZIP else gzip.decompress(stored)
    body = _render(representation, _narrow(ports, pointer, query), pointer.changed_at)
    return compress(body) if coding == GZIP else body


def _render(representation: str, document: AgendaDocument, changed_at: datetime) -> bytes:
    if representation == "txt":
        return render_text(document)
    if representation == "ics":
        return render_feed(document, changed_at)
    return encode_json(document)


def _narrow(ports: Ports, pointer: Pointer, query: Query) -> AgendaDocument:
    if query.since is not None:
        return _read_since(ports, pointer, query.since)
    return select(load_document(ports, pointer), query.selection)


def _read_since(ports: Ports, pointer: Pointer, since: int) -> AgendaDocument:
    """What the releases after `since` changed: one head, and each delta.

    Everything, should a delta not be there any more.
    """
    deltas = list(ports.store.deltas(pointer.event, since, pointer.release))
    if len(deltas) != pointer.release - since:
        return load_document(ports, pointer)
    head: HeadDocument = read_json(load_rendition(ports, pointer, "head"))
    sessions, removed = merge_deltas(deltas)
    return fill_head(head, sessions, removed, complete=False)
