"""One revision of the agenda, every representation rendered once, when it is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.agenda import Release, Rendition, Revision
from shared.domain.event import Event, Visibility
from shared.domain.translation import locales_of, translate_event
from shared.render.agenda.calendar_feed import render_feed
from shared.render.agenda.changes_feed import render_changes
from shared.render.agenda.digest import make_digest, rendition_name
from shared.render.agenda.document import AgendaDocument, agenda_document, fill_head
from shared.render.agenda.encode import compress, encode_json
from shared.render.agenda.manifest import render_manifest
from shared.render.agenda.marks import Marks, write_marks
from shared.render.agenda.page import PageFacts, render_page
from shared.render.agenda.schedule_json import render_schedule_json
from shared.render.agenda.schedule_xml import render_schedule_xml
from shared.render.agenda.text import render_text

REPRESENTATIONS = (
    *("head", "source", "json", "html", "txt", "ics"),
    *("schedule.xml", "schedule.json", "changes.atom", "manifest.webmanifest"),
)
"""What a revision is rendered to, in each language; `head` (the JSON answer without sessions)
and `source` (shared.render.agenda.document.SourceDocument) are for reading, not for readers.
"""


@dataclass(frozen=True)
class Matter:
    """What a revision is rendered from. `at` is when it came to be; `history` is what it and the
    revisions before it changed, newest first; `numbers` are the sessions' own.
    """

    event: Event
    release: Release
    revision: int
    at: datetime
    marks: Marks
    numbers: Mapping[str, int]
    history: Sequence[Revision]


@dataclass(frozen=True)
class RenderedRevision:
    """The renditions of a revision, and the digest that names their bytes."""

    renditions: tuple[Rendition, ...]
    digest: str


def render_revision(matter: Matter, public_url: str) -> RenderedRevision:
    """Render one revision in all its languages. Same call twice: the same bytes."""
    locales = locales_of(matter.event, matter.release.sessions)
    bodies = {
        (name, locale): body
        for locale in locales
        for name, body in _bodies(matter, locale, locales, public_url)
    }
    named = {f"{name}.{locale}": body for (name, locale), body in bodies.items()}
    digest = make_digest(locales, named)
    renditions = tuple(
        Rendition(
            matter.event.id,
            matter.revision,
            rendition_name(name, locale, digest),
            compress(body),
        )
        for (name, locale), body in bodies.items()
    )
    return RenderedRevision(renditions, digest)


def _bodies(
    matter: Matter, locale: str, locales: tuple[str, ...], public_url: str
) -> Iterator[tuple[str, bytes]]:
    event = matter.event
    document = agenda_document(event, matter.release, matter.revision, public_url, locale)
    facts = PageFacts(
        locale=locale,
        locales=locales,
        public=event.visibility is Visibility.PUBLIC,
        background=translate_event(event, locale).background,
        public_url=public_url,
    )
    yield "head", encode_json(fill_head(document, []))
    yield "source", encode_json(_source(document, matter))
    yield "json", encode_json(document)
    yield "html", render_page(document, facts)
    yield "txt", render_text(document, locale)
    yield "ics", render_feed(document, matter.marks, matter.at, locale)
    schedule = (document, matter.numbers, locale, matter.at, public_url)
    yield "schedule.xml", render_schedule_xml(*schedule)
    yield "schedule.json", render_schedule_json(*schedule)
    yield "changes.atom", render_changes(document, matter.history, locale, public_url)
    yield "manifest.webmanifest", render_manifest(document, locale)


def _source(document: AgendaDocument, matter: Matter) -> object:
    numbers = {one["id"]: matter.numbers[one["id"]] for one in document["sessions"]}
    return {"agenda": document, "marks": write_marks(matter.marks), "numbers": numbers}
