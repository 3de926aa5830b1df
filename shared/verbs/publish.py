"""Publish a draft: the sessions become the next release, and readers see it at once."""

from __future__ import annotations

from dataclasses import replace

from shared.domain.agenda import Changes, Draft, Pointer, Release, compare_sessions
from shared.domain.changes import note_sessions
from shared.domain.errors import (
    AlreadyThere,
    GateRefused,
    Invalid,
    Missing,
    Stale,
    StoreUnavailable,
)
from shared.domain.event import Event
from shared.domain.journal import ChangeKind, Deed, Hand
from shared.domain.notice import Notify
from shared.domain.session import span_of
from shared.domain.writes import Put, ReplaceEvent, SetGate, Write
from shared.ports import Ports
from shared.render.agenda.delta import render_deltas
from shared.verbs.letters import journal, sign
from shared.verbs.point import Step, point, relist
from shared.verbs.published import Published, load_published
from shared.verbs.replan_reminders import replan_reminders
from shared.verbs.seed_notice import seed_notice

ATTEMPTS = 8


def publish(
    ports: Ports,
    event_id: str,
    if_match_version: int | None = None,
    hand: Hand | None = None,
    notify: Notify = "default",
) -> tuple[Pointer, Changes]:
    """Make the draft the next release; a draft equal to the present release changes nothing.

    People with a seat are told what `notify` says, when it has been quiet for a while.
    Raises Missing, Stale('Draft') when `if_match_version` is not the draft's, Invalid when the
    draft has no session, StoreUnavailable.
    """
    for _ in range(ATTEMPTS):
        event = ports.store.event(event_id)
        draft = _load_draft(ports, event_id, if_match_version)
        published = load_published(ports, event_id)
        if published.pointer and published.sessions == draft.sessions:
            return published.pointer, Changes()
        try:
            return _release(ports, event, draft, published, hand, notify)
        except (AlreadyThere, Stale, GateRefused):
            continue  # somebody else published or changed the settings: decide again
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


def _release(
    ports: Ports,
    event: Event,
    draft: Draft,
    published: Published,
    hand: Hand | None,
    notify: Notify,
) -> tuple[Pointer, Changes]:
    now = ports.clock.now()
    before = published.sessions
    release = Release(event.id, published.number + 1, draft.sessions, now)
    after = replace(
        event,
        span=span_of(draft.sessions),
        release=release.number,
        revision=event.revision + 1,
        settings_version=event.settings_version + 1,
    )
    notes = note_sessions(before, draft.sessions) if published.release else ()
    step = Step(published, after, release, now, before, draft.numbers, notes)
    pointer, writes = point(ports, step)
    also: list[Write] = [
        *(Put(delta) for delta in render_deltas(after, before, release, ports.public_url)),
        *relist(ports, event, after),
        journal(ports, event.id, ChangeKind.RELEASED, now, detail=str(release.number)),
        *sign(ports, hand, event.id, Deed.PUBLISHED, now, str(release.number)),
        *seed_notice(ports, event, after, notes, now, notify),
        *replan_reminders(ports, event, after, now),
    ]
    ports.store.commit([*writes, *settle_event(event, after), *also], ports.ids.new(now))
    ports.events.fresh(event.id)
    return pointer, compare_sessions(before, draft.sessions)


def settle_event(before: Event, after: Event) -> list[Write]:
    """The event over the one it was made of, and the gate that proves it fresh."""
    gate = SetGate(after.id, after.capacity, after.settings_version, before.settings_version)
    return [ReplaceEvent(after), gate]
