"""Change an event's settings; readers see a new revision when what they see has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from shared.domain.agenda import Release
from shared.domain.changes import note_event
from shared.domain.digest_plan import enlist
from shared.domain.due import DueItem, DueKind
from shared.domain.errors import GateRefused, Stale, StoreUnavailable
from shared.domain.event import Event
from shared.domain.journal import ChangeKind, Deed, Hand
from shared.domain.session import Session, Status
from shared.domain.translation import locales_of, translate_sessions
from shared.domain.writes import Put, Replace, Write
from shared.ports import Ports
from shared.render.agenda.delta import render_deltas
from shared.render.agenda.document import session_documents
from shared.verbs.fill_seats import fill_seats
from shared.verbs.letters import journal, look_again, sign
from shared.verbs.point import Step, point, relist
from shared.verbs.publish import ATTEMPTS, settle_event
from shared.verbs.published import Published, load_published
from shared.verbs.replan_reminders import replan_reminders
from shared.verbs.seed_notice import seed_notice

MERGE_GRACE = timedelta(minutes=2)
"""Longer than an event is kept anywhere: whoever still decides on the old one is done by then."""


def tell_nobody(_event: Event, _now: datetime) -> Sequence[Write]:
    """No mails about a change."""
    return ()


def revise(
    ports: Ports,
    event_id: str,
    change: Callable[[Event], Event],
    hand: Hand | None = None,
    what: Deed = Deed.SETTINGS_CHANGED,
    tell: Callable[[Event, datetime], Sequence[Write]] = tell_nobody,
) -> Event:
    """Change an event's settings; readers see a new revision when what they see has changed.

    A new time zone changes how every session reads, so it makes a new release. `change` is a
    pure function and may be called again when somebody else changed the settings meanwhile; so may
    `tell`; what it makes of the change is written with it. Raises Missing, StoreUnavailable and
    what `change` raises.
    """
    signed = sign(ports, hand, event_id, what, ports.clock.now())
    for _ in range(ATTEMPTS):
        before = ports.store.event(event_id)
        after = change(before)
        if after == before:
            return before
        published = load_published(ports, event_id)
        try:
            also = [*signed, *tell(after, ports.clock.now())]
            revised = _revise(ports, before, after, published, also)
        except (Stale, GateRefused):
            continue
        _serve_line(ports, before, revised)
        return ports.events.fresh(event_id)
    raise StoreUnavailable


def _revise(
    ports: Ports, before: Event, after: Event, published: Published, also: Sequence[Write]
) -> Event:
    now = ports.clock.now()
    after = replace(after, settings_version=before.settings_version + 1)
    writes: list[Write] = []
    if published.release and not _look_alike(before, after, published.sessions):
        after, writes = _show(ports, before, after, published, now)
    writes += [*settle_event(before, after), *_replan(ports, before, after, now)]
    writes += seed_notice(ports, before, after, note_event(before, after), now)
    ports.store.commit([*writes, *relist(ports, before, after), *also], ports.ids.new(now))
    return after


def _show(
    ports: Ports, before: Event, after: Event, published: Published, now: datetime
) -> tuple[Event, list[Write]]:
    """The event with its new revision, and the writes that will show it."""
    assert published.release is not None
    release, also = _restate(ports, before, after, published.release, now)
    after = replace(after, revision=before.revision + 1, release=release.number)
    step = Step(
        published=published,
        event=after,
        release=release,
        at=now,
        kept=tuple(_keep(before, after, release.sessions)),
        numbers=published.numbers,
        notes=note_event(before, after),
    )
    return after, [*point(ports, step)[1], *also]


def _keep(before: Event, after: Event, sessions: tuple[Session, ...]) -> Iterator[Session]:
    """The sessions whose entries in calendars read as they did, in every language."""
    if _entries_look(before) != _entries_look(after):
        return
    locales = locales_of(after, sessions)
    read = [
        zip(*(translate_sessions(event, sessions, to) for to in locales), strict=True)
        for event in (before, after)
    ]
    for one, was, now in zip(sessions, *read, strict=True):
        if was == now:
            yield one


def _entries_look(event: Event) -> tuple[object, ...]:
    """What every entry in a reader's calendar shows of the event."""
    places = [(one.locale, one.location) for one in event.translations]
    return event.timezone, event.location, event.status, event.locale, places


def _looks(event: Event) -> tuple[object, ...]:
    """What readers of the agenda see of an event."""
    phone = event.contact.phone if event.contact_phone else None
    return (
        *(event.title, event.timezone, event.dates, event.location, event.status, event.locale),
        *(event.project, event.reference, event.visibility, event.background),
        *(replace(event.contact, phone=phone), event.expected_outcome, event.translations),
    )


def _restate(
    ports: Ports, before: Event, after: Event, release: Release, now: datetime
) -> tuple[Release, list[Write]]:
    """The release that the new revision shows: the present one while its sessions read as they
    did, else one more, as a new zone, other days or another language make it.
    """
    if _read_alike(before, after, release.sessions):
        return release, []
    restated = Release(after.id, release.number + 1, release.sessions, now)
    deltas = render_deltas(after, release.sessions, restated, ports.public_url, was=before)
    told = journal(ports, after.id, ChangeKind.RELEASED, now, detail=str(restated.number))
    return restated, [*(Put(delta) for delta in deltas), told]


def _look_alike(before: Event, after: Event, sessions: tuple[Session, ...]) -> bool:
    """Whether readers see the same; institutions have other names in other languages only."""
    if _looks(before) != _looks(after):
        return False
    renamed = before.institutions != after.institutions
    return not renamed or _read_alike(before, after, sessions)


def _read_alike(before: Event, after: Event, sessions: tuple[Session, ...]) -> bool:
    locales = locales_of(after, sessions)
    return locales == locales_of(before, sessions) and all(
        session_documents(before, sessions, "", locale)
        == session_documents(after, sessions, "", locale)
        for locale in locales
    )


def _replan(ports: Ports, before: Event, after: Event, now: datetime) -> list[Write]:
    """What is due now: digest and reminders planned anew (a digest that is overdue stays so), the
    people told that the event is called off, and the line looked after even if this process dies.
    """
    writes = replan_reminders(ports, before, after, now)
    schedule = ports.store.digest_schedule(after.id)
    if schedule is not None:
        planned = enlist(schedule, after, now)
        if planned != schedule:
            writes.append(Replace(replace(planned, version=schedule.version + 1)))
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
