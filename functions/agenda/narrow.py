"""The part of an agenda that is asked for, rendered: what no rendition holds."""

from __future__ import annotations

from functions.agenda.load import Shown, load_rendition, load_source
from functions.agenda.query import Query
from shared.agenda_ports import AgendaPorts
from shared.render.agenda.calendar_feed import render_feed
from shared.render.agenda.delta import merge_deltas
from shared.render.agenda.document import HeadDocument, SourceDocument, fill_head
from shared.render.agenda.encode import encode_json, read_json
from shared.render.agenda.marks import read_marks
from shared.render.agenda.select import select
from shared.render.agenda.text import render_text


def render_part(
    ports: AgendaPorts, shown: Shown, representation: str, query: Query, locale: str
) -> bytes:
    """What is newer than a release, or selected, in one representation; not compressed.

    Raises Invalid for a day that the agenda does not have, StoreUnavailable.
    """
    if query.since is not None:
        return _read_since(ports, shown, query.since, locale)
    source = load_source(ports, shown, locale)
    selected: SourceDocument = {**source, "agenda": select(source["agenda"], query.selection)}
    return render_source(selected, representation, shown, locale)


def render_source(source: SourceDocument, representation: str, shown: Shown, locale: str) -> bytes:
    """The source's agenda as text, as a calendar or as JSON."""
    if representation == "txt":
        return render_text(source["agenda"], locale)
    if representation == "ics":
        marks = read_marks(source["marks"])
        return render_feed(source["agenda"], marks, shown.changed_at, locale)
    return encode_json(source["agenda"])


def _read_since(ports: AgendaPorts, shown: Shown, since: int, locale: str) -> bytes:
    """What the releases after `since` changed: one head, and each delta.

    Everything, should a delta not be there.
    """
    deltas = list(ports.store.deltas(shown.event, locale, since, shown.release))
    if len(deltas) != shown.release - since:
        return encode_json(load_source(ports, shown, locale)["agenda"])
    head: HeadDocument = read_json(load_rendition(ports, shown, "head", locale))
    sessions, removed = merge_deltas(deltas)
    return encode_json(fill_head(head, sessions, removed, complete=False))
