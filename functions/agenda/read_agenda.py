"""Read an agenda: whole, the part that is selected, or what is newer than a release."""

from __future__ import annotations

import gzip

from functions.agenda.load import load_pointer, load_rendition
from functions.agenda.negotiation import GZIP
from functions.agenda.query import Query
from functions.agenda.reading import Reading, Wants
from shared.domain.agenda import Pointer
from shared.ports import AgendaPorts
from shared.render.agenda.digest import locale_of
from shared.render.agenda.encode import compress
from shared.render.agenda.etag import entity_tag


def read_agenda(
    ports: AgendaPorts, event_id: str, representation: str, query: Query, wants: Wants
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
    if narrowed:
        body = _build_part(ports, pointer, representation, query, wants.coding)
    else:
        body = _load_whole(ports, pointer, representation, wants.coding)
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


def _load_whole(ports: AgendaPorts, pointer: Pointer, representation: str, coding: str) -> bytes:
    stored = load_rendition(ports, pointer, representation)
    return stored if coding == GZIP else gzip.decompress(stored)


def _build_part(
    ports: AgendaPorts, pointer: Pointer, representation: str, query: Query, coding: str
) -> bytes:
    # Loaded here: a whole agenda is sent as it is stored, and needs no renderer.
    from functions.agenda.narrow import render_part

    body = render_part(ports, pointer, representation, query)
    return compress(body) if coding == GZIP else body
