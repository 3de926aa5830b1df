"""The part of an agenda that is asked for, rendered: what no rendition holds."""

from __future__ import annotations

from datetime import datetime

from functions.agenda.load import load_document, load_rendition
from functions.agenda.query import Query
from shared.domain.agenda import Pointer
from shared.ports import AgendaPorts
from shared.render.agenda.calendar_feed import render_feed
from shared.render.agenda.delta import merge_deltas
from shared.render.agenda.document import AgendaDocument, HeadDocument, fill_head
from shared.render.agenda.encode import encode_json, read_json
from shared.render.agenda.select import select
from shared.render.agenda.text import render_text


def render_part(ports: AgendaPorts, pointer: Pointer, representation: str, query: Query) -> bytes:
    """What is newer than a release, or selected, in one representation; not compressed.

    Raises Invalid for a day that the agenda does not have, StoreUnavailable.
    """
    return _render(representation, _narrow(ports, pointer, query), pointer.changed_at)


def _render(representation: str, document: AgendaDocument, changed_at: datetime) -> bytes:
    if representation == "txt":
        return render_text(document)
    if representation == "ics":
        return render_feed(document, changed_at)
    return encode_json(document)


def _narrow(ports: AgendaPorts, pointer: Pointer, query: Query) -> AgendaDocument:
    if query.since is not None:
        return _read_since(ports, pointer, query.since)
    return select(load_document(ports, pointer), query.selection)


def _read_since(ports: AgendaPorts, pointer: Pointer, since: int) -> AgendaDocument:
    """What the releases after `since` changed: one head, and each delta.

    Everything, should a delta not be there any more.
    """
    deltas = list(ports.store.deltas(pointer.event, since, pointer.release))
    if len(deltas) != pointer.release - since:
        return load_document(ports, pointer)
    head: HeadDocument = read_json(load_rendition(ports, pointer, "head"))
    sessions, removed = merge_deltas(deltas)
    return fill_head(head, sessions, removed, complete=False)
