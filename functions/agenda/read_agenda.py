"""Read an agenda: whole, the part that is selected, or what is newer than a release."""

from __future__ import annotations

import gzip

from functions.agenda.load import Shown, load_rendition, load_shown
from functions.agenda.negotiation import GZIP
from functions.agenda.query import Query
from functions.agenda.reading import FRESH_S, Reading, Wants, code
from shared.agenda_ports import AgendaPorts
from shared.render.agenda.etag import entity_tag

RELEASE_FRESH_S = 3600
"""A release never changes; but when it is redacted, copies of it shall not live for long."""


def read_agenda(
    ports: AgendaPorts, event_id: str, representation: str, query: Query, wants: Wants
) -> Reading:
    """One representation of the agenda; no body, and nothing read, for a reader who holds it.

    Raises Missing, Gone, Invalid for a day or language that the agenda does not have,
    StoreUnavailable.
    """
    shown = load_shown(ports, event_id, query.release)
    locale = query.choose_locale(shown.locales)
    narrowed = canonical_query(query, shown)
    asked = _canonical_address(narrowed, query, locale if locale != shown.locales[0] else None)
    answer = Reading(
        representation=representation,
        location=_location(event_id, representation, asked),
        tag=entity_tag(shown.revision, shown.digest, representation, asked, wants.coding),
        changed_at=shown.changed_at,
        public=shown.public,
        coding=wants.coding,
        locale=locale,
        fresh_s=FRESH_S if query.release is None else RELEASE_FRESH_S,
    )
    held = wants.holds(answer.tag, answer.changed_at)
    # Only a tag that we gave proves that the agenda has the day asked for.
    if held and (query.selection.day is None or wants.names(answer.tag)):
        return answer
    if narrowed:
        body = _build_part(ports, shown, representation, query, answer)
    else:
        body = _load_whole(ports, shown, representation, answer)
    return answer if held else answer.with_body(body)


def canonical_query(query: Query, shown: Shown) -> str:
    """The one spelling of what narrows the answer; empty: the whole agenda."""
    if _is_known(query.since, shown):
        return f"since={query.since}"
    return query.selection.canonical


def _canonical_address(narrowed: str, query: Query, locale: str | None) -> str:
    """The one spelling of a query: what narrows, which release, which language but its own."""
    release = f"release={query.release}" if query.release is not None else ""
    lang = f"lang={locale}" if locale else ""
    return "&".join(part for part in (narrowed, release, lang) if part)


def _location(event_id: str, representation: str, asked: str) -> str:
    path = f"/agenda/{event_id}/agenda.{representation}"
    return f"{path}?{asked}" if asked else path


def _is_known(since: int | None, shown: Shown) -> bool:
    return since is not None and 1 <= since <= shown.release


def _load_whole(ports: AgendaPorts, shown: Shown, representation: str, answer: Reading) -> bytes:
    stored = load_rendition(ports, shown, representation, answer.locale)
    return stored if answer.coding == GZIP else gzip.decompress(stored)


def _build_part(
    ports: AgendaPorts, shown: Shown, representation: str, query: Query, answer: Reading
) -> bytes:
    # Loaded here: a whole agenda is sent as it is stored, and needs no renderer.
    from functions.agenda.narrow import render_part

    body = render_part(ports, shown, representation, query, answer.locale)
    return code(body, answer.coding)
