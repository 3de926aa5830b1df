"""Take a published release away for good: nobody can read it any more, nor what it alone said.

One commit makes it unreadable and shows a new revision whose feed of changes does not speak of
it. What the table still holds of it is removed after that; the same call again goes on with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from shared.domain.agenda import Delta, Edition, Release, Revision
from shared.domain.changes import EVENT_STATUS, SESSION_STATUS, Note, What
from shared.domain.errors import GateRefused, Missing, Refused, Stale, StoreUnavailable
from shared.domain.journal import Deed, Hand
from shared.domain.writes import Put, Remove, Replace, Write
from shared.ports import Ports
from shared.render.agenda.delta import DeltaDocument
from shared.render.agenda.digest import locales_named, rendition_name
from shared.render.agenda.document import session_documents
from shared.render.agenda.encode import compress, encode_json, read_json
from shared.render.agenda.revision import REPRESENTATIONS
from shared.verbs.letters import sign
from shared.verbs.point import LOOKED_THROUGH, point, show_again
from shared.verbs.publish import ATTEMPTS, settle_event
from shared.verbs.published import Published, load_published

CHANGES = "changes.atom"
STATES = frozenset({*SESSION_STATUS.values(), *EVENT_STATUS.values()})
"""What is told without what was before."""


def redact_release(ports: Ports, event_id: str, number: int, hand: Hand) -> None:
    """Take the release away. Raises Missing, Refused for the one that readers see,
    StoreUnavailable.
    """
    for _ in range(ATTEMPTS):
        published = load_published(ports, event_id)
        edition = ports.store.edition(event_id, number)
        if edition is None:
            raise Missing("release")
        if number == published.number:
            raise Refused("current")
        try:
            if not edition.redacted:
                _redact(ports, edition, published, hand)
        except (Stale, GateRefused):
            continue  # somebody published or changed the settings meanwhile: look again
        _clean_up(ports, edition)
        return
    raise StoreUnavailable


def _redact(ports: Ports, edition: Edition, published: Published, hand: Hand) -> None:
    now = ports.clock.now()
    event = ports.store.event(edition.event)
    known = ports.store.latest_revisions(event.id, LOOKED_THROUGH - 1)
    shown_by = _shown_by(ports, edition)
    history = [_hush(one, shown_by) for one in known]
    step = replace(show_again(event, published, now), history=history)
    _, pointed = point(ports, step)
    hushed = (one for one, was in zip(history, known, strict=True) if one != was)
    writes: list[Write] = [
        Replace(replace(edition, redacted=True, version=edition.version + 1)),
        *(Put(one) for one in hushed),
        *pointed,
        *settle_event(event, step.event),
        *sign(ports, hand, event.id, Deed.RELEASE_REDACTED, now, str(edition.release)),
    ]
    ports.store.commit(writes, ports.ids.new(now))
    ports.events.fresh(event.id)


def _shown_by(ports: Ports, edition: Edition) -> range:
    """The numbers of the revisions that showed the release; its stop is the one that ended it."""
    following = ports.store.edition(edition.event, edition.release + 1)
    assert following is not None  # the release is not the present one
    return range(edition.revision, following.revision)


def _hush(revision: Revision, shown_by: range) -> Revision:
    """The revision without a word of the release: neither what it changed, nor what the next one
    changed it from.
    """
    if revision.number in shown_by:
        return replace(revision, notes=(), further=0)
    if revision.number != shown_by.stop:
        return revision
    told = [one for one in revision.notes if not _names_what_is_gone(one)]
    further = revision.further + len(revision.notes) - len(told)
    return replace(revision, notes=tuple(dict.fromkeys(map(_forget_before, told))), further=further)


def _names_what_is_gone(note: Note) -> bool:
    """Whether the note cannot be told without what stood there before."""
    of_event = note.session is None and note.before is not None and note.what not in STATES
    return of_event or note.what is What.REMOVED


def _forget_before(note: Note) -> Note:
    """That something has changed, where the note tells from what."""
    if note.before is None or note.what in STATES:
        return replace(note, before=None)
    return Note(What.DETAILS, note.session, note.title)


def _clean_up(ports: Ports, edition: Edition) -> None:
    """Remove what nobody can reach any more: sessions, renditions, notes, parts of deltas."""
    now = ports.clock.now()
    release = ports.store.release(edition.event, edition.release)
    if release is not None and release.sessions:
        emptied = Release(edition.event, edition.release, (), release.published_at)
        ports.store.commit([Put(emptied)], ports.ids.new(now))
    for write in [*_forget_revisions(ports, edition), *_forget_delta(ports, edition)]:
        ports.store.commit([write], ports.ids.new(now))


def _forget_revisions(ports: Ports, edition: Edition) -> Iterator[Write]:
    """The revisions that showed the release, and what those after it told of them."""
    shown_by = _shown_by(ports, edition)
    pointer = ports.store.pointer(edition.event)
    present = pointer.revision if pointer else 0
    for number in range(edition.revision, min(shown_by.stop + LOOKED_THROUGH, present)):
        revision = ports.store.revision(edition.event, number)
        if revision is None:
            continue
        hushed = _hush(revision, shown_by)
        if hushed != revision:
            yield Put(hushed)
        gone = REPRESENTATIONS if number in shown_by else (CHANGES,)
        yield from _forget_renditions(ports, revision, gone)


def _forget_renditions(
    ports: Ports, revision: Revision, representations: Sequence[str]
) -> Iterator[Write]:
    for locale in locales_named(revision.digest):
        for representation in representations:
            name = rendition_name(representation, locale, revision.digest)
            rendition = ports.store.rendition(revision.event, revision.number, name)
            if rendition is not None:
                yield Remove(rendition)


def _forget_delta(ports: Ports, edition: Edition) -> Iterator[Write]:
    """Of what the release changed, only what still stands: later releases tell the rest."""
    event = ports.store.event(edition.event)
    sessions = load_published(ports, edition.event).sessions
    for locale in locales_named(edition.digest):
        standing = session_documents(event, sessions, ports.public_url, locale)
        before = edition.release - 1
        for delta in ports.store.deltas(event.id, locale, before, edition.release):
            yield Put(_thin(delta, standing))


def _thin(delta: Delta, standing: Sequence[object]) -> Delta:
    document: DeltaDocument = read_json(delta.body)
    document["sessions"] = [one for one in document["sessions"] if one in standing]
    return replace(delta, body=compress(encode_json(document)))
