"""Publish a draft, and revise what readers see of an event.

Renditions are written first, under names that carry their digest: they are immutable, and a
crash or a race leaves at most some that nobody points to. One commit then flips the pointer
together with the event, the gate and the journal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from shared.domain.agenda import Changes, Draft, Pointer, Release, compare_sessions
from shared.domain.digest import next_digest_at
from shared.domain.due import DueItem, DueKind
from shared.domain.errors import GateRefused, Invalid, Missing, Stale, StoreUnavailable
from shared.domain.event import Event, Visibility
from shared.domain.journal import ChangeKind, Deed, Hand
from shared.domain.session import Session, Status, span_of
from shared.domain.writes import Add, Put, Replace, ReplaceEvent, SetGate, Write
from shared.ports import Ports
from shared.render.agenda.document import session_documents
from shared.render.agenda.revision import RenderedRevision, render_delta, render_revision
from shared.verbs.fill_seats import fill_seats
from shared.verbs.letters import journal, look_again, sign

ATTEMPTS = 8
MERGE_GRACE = timedelta(minutes=2)
"""Longer than an event is kept anywhere: whoever still decides on the old one is done by then."""


@dataclass(frozen=True)
class Edition:
    """What readers saw last: the pointer and its release, both None before the first."""

    pointer: Pointer | None
    release: Release | None

    @property
    def number(self) -> int:
        """The number of the release (0: none yet)."""
        return self.release.number if self.release else 0


def publish(
    ports: Ports, event_id: str, if_match_version: int | None = None, hand: Hand | None = None
) -> tuple[Pointer, Changes]:
    """Make the draft the next release; a draft equal to the present release changes nothing.

    Raises Missing, Stale('Draft') when `if_match_version` is not the draft's, Invalid when the
    draft has no session, StoreUnavailable.
    """
    for _ in range(ATTEMPTS):
        event = ports.store.event(event_id)
        draft = _load_draft(ports, event_id, if_match_version)
        edition = _load_edition(ports, event_id)
        if edition.pointer and edition.release and edition.release.sessions == draft.sessions:
            return edition.pointer, Changes()
        try:
            return _release(ports, event, draft, edition, hand)
        except (Stale, GateRefused):
            continue  # somebody else published or changed the settings: decide again
    raise StoreUnavailable


def revise(
    ports: Ports,
    event_id: str,
    change: Callable[[Event], Event],
    hand: Hand | None = None,
    what: Deed = Deed.SETTINGS_CHANGED,
) -> Event:
    """Change an event's settings; readers see a new revision when what they see has changed.

    A new time zone changes how every session reads, so it makes a new release. `change` is a
    pure function and may be called again when somebody else changed the settings meanwhile.
    Raises Missing, StoreUnavailable and what `change` raises.
    """
    signed = sign(ports, hand, event_id, what, ports.clock.now())
    for _ in range(ATTEMPTS):
        before = ports.store.event(event_id)
        after = change(before)
        if after == before:
            return before
        edition = _load_edition(ports, event_id)
        try:
            revised = _revise(ports, before, after, edition, signed)
        except (Stale, GateRefused):
            continue
        _serve_line(ports, before, revised)
        return ports.events.fresh(event_id)
    raise StoreUnavailable


def _load_draft(ports: Ports, event_id: str, if_match_version: int | None) -> Draft:
    draft = ports.store.draft(event_id)
    if draft is None:
        raise Missing("draft")
    if if_match_version is not None and draft.version != if_match_version:
        raise Stale("Draft")
    if not draft.sessions:
        raise Invalid.at("sessions", "There is no session to publish.")
    return draft


def _load_edition(ports: Ports, event_id: str) -> Edition:
    pointer = ports.store.pointer(event_id)
    release = ports.store.release(event_id, pointer.release) if pointer else None
    return Edition(pointer, release)


def _release(
    ports: Ports, event: Event, draft: Draft, edition: Edition, hand: Hand | None
) -> tuple[Pointer, Changes]:
    now = ports.clock.now()
    before = edition.release.sessions if edition.release else ()
    changes = compare_sessions(before, draft.sessions)
    release = Release(event.id, edition.number + 1, draft.sessions, now)
    after = replace(
        event,
        span=span_of(draft.sessions),
        release=release.number,
        revision=event.revision + 1,
        settings_version=event.settings_version + 1,
    )
    pointer, writes = _point(ports, after, release, edition, now)
    also: list[Write] = [
        Add(release),
        Put(render_delta(after, before, release, ports.public_url)),
        journal(ports, event.id, ChangeKind.RELEASED, now, detail=str(release.number)),
        *sign(ports, hand, event.id, Deed.PUBLISHED, now, str(release.number)),
    ]
    ports.store.commit([*writes, *_settle_event(event, after), *also], ports.ids.new(now))
    ports.events.fresh(event.id)
    return pointer, changes


def _revise(
    ports: Ports, before: Event, after: Event, edition: Edition, signed: Sequence[Write]
) -> Event:
    now = ports.clock.now()
    after = replace(after, settings_version=before.settings_version + 1)
    writes: list[Write] = []
    if edition.release and _looks(after) != _looks(before):
        release, also = _restate(ports, before, after, edition.release, now)
        after = replace(after, revision=before.revision + 1, release=release.number)
        _, writes = _point(ports, after, release, edition, now)
        writes += also
    writes = [*writes, *_settle_event(before, after), *_replan(ports, before, after, now)]
    ports.store.commit([*writes, *signed], ports.ids.new(now))
    return after


def _looks(event: Event) -> tuple[object, ...]:
    """What readers of the agenda see of an event."""
    phone = event.contact.phone if event.contact_phone else None
    return (
        *(event.title, event.timezone, event.dates, event.location, event.status, event.locale),
        *(event.project, event.reference, event.visibility, event.background),
        *(replace(event.contact, phone=phone), event.expected_outcome),
    )


def _restate(
    ports: Ports, before: Event, after: Event, release: Release, now: datetime
) -> tuple[Release, list[Write]]:
    """The release that the new revision shows: the present one while its sessions read as they
    did, else one more, as a new zone or other days make it.
    """
    if _read_alike(before, after, release.sessions):
        return release, []
    restated = Release(after.id, release.number + 1, release.sessions, now)
    delta = render_delta(after, release.sessions, restated, ports.public_url, was=before)
    told = journal(ports, after.id, ChangeKind.RELEASED, now, detail=str(restated.number))
    return restated, [Add(restated), Put(delta), told]


def _read_alike(before: Event, after: Event, sessions: tuple[Session, ...]) -> bool:
    return session_documents(before, sessions, "") == session_documents(after, sessions, "")


def _point(
    ports: Ports, event: Event, release: Release, edition: Edition, now: datetime
) -> tuple[Pointer, list[Write]]:
    """Write the renditions; the pointer to them, and the write that will flip it."""
    rendered = render_revision(event, release, event.revision, now, ports.public_url)
    _write_renditions(ports, rendered, now)
    before = edition.pointer
    pointer = Pointer(
        event=event.id,
        release=release.number,
        revision=event.revision,
        published_at=release.published_at,
        changed_at=now,
        digest=rendered.digest,
        public=event.visibility is Visibility.PUBLIC,
        version=before.version + 1 if before else 1,
    )
    return pointer, [Replace(pointer) if before else Add(pointer)]


def _write_renditions(ports: Ports, rendered: RenderedRevision, now: datetime) -> None:
    for rendition in rendered.renditions:
        ports.store.commit([Put(rendition)], ports.ids.new(now))


def _settle_event(before: Event, after: Event) -> list[Write]:
    gate = SetGate(after.id, after.capacity, after.settings_version, before.settings_version)
    return [ReplaceEvent(after), gate]


def _replan(ports: Ports, before: Event, after: Event, now: datetime) -> list[Write]:
    """What is due now: the digest planned anew (one that is overdue stays so), the people told
    that the event is called off, and the line looked after even if this process dies.
    """
    writes: list[Write] = []
    schedule = ports.store.digest_schedule(after.id)
    if schedule is not None and not (schedule.due_at and schedule.due_at <= now):
        due = next_digest_at(after, max(now, schedule.since))
        if due != schedule.due_at:
            planned = replace(schedule, due_at=due, version=schedule.version + 1)
            writes.append(Replace(planned))
    if after.status is Status.CANCELLED is not before.status:
        writes.append(Put(DueItem(after.id, DueKind.CALL_OFF, now)))
    if after.institutions != before.institutions:
        writes.append(Put(DueItem(after.id, DueKind.MERGE, now + MERGE_GRACE)))
    if _grew(before, after):
        writes.append(look_again(after.id, now))
    return writes


def _serve_line(ports: Ports, before: Event, after: Event) -> None:
    if _grew(before, after):
        fill_seats(ports, after.id)


def _grew(before: Event, after: Event) -> bool:
    if before.quotas != after.quotas:
        return True
    unlimited = after.capacity is None
    return before.capacity is not None and (unlimited or after.capacity > before.capacity)  # type: ignore[operator]
