"""One revision of the agenda, every representation rendered once, when it is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shared.domain.agenda import Delta, Release, Rendition
from shared.domain.event import Event, Visibility
from shared.domain.session import Session
from shared.render.agenda.calendar_feed import render_feed
from shared.render.agenda.delta import DeltaDocument
from shared.render.agenda.digest import make_digest, rendition_name
from shared.render.agenda.document import agenda_document, head_document, session_documents
from shared.render.agenda.encode import compress, encode_json
from shared.render.agenda.page import render_page
from shared.render.agenda.text import render_text


@dataclass(frozen=True)
class RenderedRevision:
    """The renditions of a revision, and the digest that names their bytes."""

    renditions: tuple[Rendition, ...]
    digest: str


def render_revision(
    event: Event, release: Release, revision: int, at: datetime, public_url: str
) -> RenderedRevision:
    """Render one revision; `at` is when it came to be. Same call twice: the same bytes."""
    bodies = _bodies(event, release, revision, at, public_url)
    digest = make_digest(event.locale, bodies)
    renditions = tuple(
        Rendition(event.id, revision, rendition_name(name, digest), compress(body))
        for name, body in bodies.items()
    )
    return RenderedRevision(renditions, digest)


def _bodies(
    event: Event, release: Release, revision: int, at: datetime, public_url: str
) -> dict[str, bytes]:
    document = agenda_document(event, release, revision, public_url)
    public = event.visibility is Visibility.PUBLIC
    return {
        "head": encode_json(head_document(event, release, revision)),
        "json": encode_json(document),
        "html": render_page(document, event.locale, public, public_url),
        "txt": render_text(document),
        "ics": render_feed(document, at),
    }


def render_delta(
    event: Event,
    before: tuple[Session, ...],
    after: Release,
    public_url: str,
    was: Event | None = None,
) -> Delta:
    """What the release `after` changed against the sessions `before`, as readers see it.

    `was` is the event under which those were read, where it had another zone or other days.
    """
    old = {one["id"]: one for one in session_documents(was or event, before, public_url)}
    new = session_documents(event, after.sessions, public_url)
    present = {one["id"] for one in new}
    delta: DeltaDocument = {
        "sessions": [one for one in new if old.get(one["id"]) != one],
        "added": [one["id"] for one in new if one["id"] not in old],
        "removed": [gone for gone in old if gone not in present],
    }
    return Delta(event.id, after.number, compress(encode_json(delta)))
