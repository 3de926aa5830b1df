"""Make a revision readable: render it, write its renditions, and say which writes will show it.

Renditions are written first, under names that carry their digest: they are immutable, and a
crash or a race leaves at most some that nobody points to. One commit then flips the pointer
together with everything else that the happening changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from shared.domain.agenda import Edition, Listing, Pointer, Release, Rendition, Revision
from shared.domain.changes import Note, cut_notes
from shared.domain.event import Event, Visibility
from shared.domain.session import Session
from shared.domain.translation import locales_of
from shared.domain.writes import Add, Put, Remove, Replace, Write
from shared.ports import Ports
from shared.render.agenda.digest import locales_named
from shared.render.agenda.marks import Mark, mark_sessions
from shared.render.agenda.revision import Matter, RenderedRevision, render_revision
from shared.verbs.published import Published

TOLD_REVISIONS = 20
"""How many revisions the feed of changes goes back."""
LOOKED_THROUGH = 60
"""Among how many of the latest those are sought: of many there is nothing to tell."""
MOST_BYTES = 400_000
"""Of the renditions of one commit. A transaction may hold ten times as much; but it costs two write
units a kilobyte, and a partition takes about a thousand units a second.
"""
MOST_RENDITIONS = 80
"""In one commit: a transaction holds 100 items, and a large rendition takes several."""


@dataclass(frozen=True)
class Step:
    """From what readers see to the revision `event.revision` of `release`.

    `kept` are the sessions that calendars need not take anew; `numbers` are those of all
    sessions; `history` is what earlier revisions changed, newest first (None: as stored).
    """

    published: Published
    event: Event
    release: Release
    at: datetime
    kept: tuple[Session, ...]
    numbers: Mapping[str, int]
    notes: tuple[Note, ...] = ()
    history: Sequence[Revision] | None = None


def show_again(event: Event, published: Published, at: datetime) -> Step:
    """The step to one more revision of the release that readers see; calendars take nothing anew.

    There must be such a release.
    """
    assert published.release is not None
    after = replace(event, revision=event.revision + 1, settings_version=event.settings_version + 1)
    return Step(
        published=published,
        event=after,
        release=published.release,
        at=at,
        kept=published.sessions,
        numbers=published.numbers,
    )


def point(ports: Ports, step: Step) -> tuple[Pointer, list[Write]]:
    """Write the revision's renditions; the pointer to them, and the writes that will show it."""
    event, release, before = step.event, step.release, step.published.pointer
    notes, further = cut_notes(step.notes)
    told = Revision(event.id, event.revision, release.number, "", step.at, notes, further)
    rendered = _render(ports, step, told)
    pointer = Pointer(
        event=event.id,
        release=release.number,
        revision=event.revision,
        published_at=release.published_at,
        changed_at=step.at,
        digest=rendered.digest,
        public=event.visibility is Visibility.PUBLIC,
        version=before.version + 1 if before else 1,
    )
    revision = Revision(**{**vars(told), "digest": rendered.digest})
    return pointer, [
        Replace(pointer) if before else Add(pointer),
        Add(revision),
        *_first_of_release(step, rendered.digest),
    ]


def _render(ports: Ports, step: Step, told: Revision) -> RenderedRevision:
    history = step.history
    if history is None:
        history = ports.store.latest_revisions(step.event.id, LOOKED_THROUGH - 1)
    now = Mark(step.event.revision, step.at)
    matter = Matter(
        event=step.event,
        release=step.release,
        revision=step.event.revision,
        at=step.at,
        marks=mark_sessions(_kept(step), step.release.sessions, step.published.marks, now),
        numbers=step.numbers,
        history=worth_telling((told, *history)),
    )
    rendered = render_revision(matter, ports.public_url)
    for batch in batch_renditions(rendered.renditions):
        ports.store.commit([Put(one) for one in batch], ports.ids.new(step.at))
    return rendered


def _kept(step: Step) -> tuple[Session, ...]:
    """None with a new language: what entries said when it was there before is not known."""
    pointer = step.published.pointer
    had = locales_named(pointer.digest) if pointer else ()
    has = locales_of(step.event, step.release.sessions)
    return step.kept if set(has) <= set(had) else ()


def worth_telling(revisions: Sequence[Revision]) -> tuple[Revision, ...]:
    """The newest revision, and of those before it the latest that have something to tell."""
    newest, *earlier = revisions
    told = (one for one in earlier if one.tells)
    return (newest, *islice(told, TOLD_REVISIONS - 1))


def batch_renditions(renditions: Iterable[Rendition]) -> Iterator[list[Rendition]]:
    """The renditions in as few commits as they fit into; one that is larger stands alone."""
    batch: list[Rendition] = []
    for one in renditions:
        size = sum(len(other.body) for other in (*batch, one))
        if batch and (size > MOST_BYTES or len(batch) == MOST_RENDITIONS):
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


def _first_of_release(step: Step, digest: str) -> list[Write]:
    """A new release and the edition that shows it for good; nothing for a known release."""
    release = step.release
    if step.published.number == release.number:
        return []
    edition = Edition(
        event=release.event,
        release=release.number,
        revision=step.event.revision,
        digest=digest,
        changed_at=step.at,
    )
    return [Add(release), Add(edition)]


def relist(ports: Ports, before: Event, after: Event) -> list[Write]:
    """The event's row in the list of public events, brought up to date."""
    was, will = _listing(before, ports.public_url), _listing(after, ports.public_url)
    gone = was is not None and (will is None or will.key != was.key)
    removed: list[Write] = [Remove(was)] if gone and was is not None else []
    return removed if will is None or will == was else [*removed, Put(will)]


def _listing(event: Event, public_url: str) -> Listing | None:
    """The row of an event that is public and has an agenda."""
    if event.visibility is not Visibility.PUBLIC or event.release is None:
        return None
    return Listing(
        event=event.id,
        title=event.title,
        dates=event.dates,
        location=event.location,
        url=f"{public_url}/agenda/{event.id}/agenda.html",
        status=event.status,
        locale=event.locale,
    )
