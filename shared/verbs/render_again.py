"""Render what readers see once more, as after a deploy that brought other templates."""

from __future__ import annotations

from shared.domain.agenda import Pointer
from shared.domain.errors import GateRefused, Missing, Stale, StoreUnavailable
from shared.domain.event import Event
from shared.domain.journal import Deed, Hand
from shared.ports import Ports
from shared.render.agenda.revision import Matter, render_revision
from shared.verbs.letters import sign
from shared.verbs.point import LOOKED_THROUGH, point, show_again, worth_telling
from shared.verbs.publish import ATTEMPTS, settle_event
from shared.verbs.published import Published, load_published


def render_again(ports: Ports, event_id: str, hand: Hand) -> Pointer:
    """A new revision of the same release where the templates give other bytes now, else what
    there is. Calendars take no entry anew, and the feed of changes has nothing to tell.

    Raises Missing, before the first release too, and StoreUnavailable.
    """
    for _ in range(ATTEMPTS):
        event = ports.store.event(event_id)
        published = load_published(ports, event_id)
        if published.pointer is None or published.release is None:
            raise Missing("agenda")
        if _reads_so_already(ports, event, published):
            return published.pointer
        try:
            return _show_anew(ports, event, published, hand)
        except (Stale, GateRefused):
            continue  # somebody published or changed the settings meanwhile: look again
    raise StoreUnavailable


def _reads_so_already(ports: Ports, event: Event, published: Published) -> bool:
    """Whether the present revision, rendered now, is byte for byte what is stored."""
    pointer, release = published.pointer, published.release
    assert pointer is not None
    assert release is not None
    if not published.whole:
        return False
    matter = Matter(
        event=event,
        release=release,
        revision=pointer.revision,
        at=pointer.changed_at,
        marks=published.marks,
        numbers=published.numbers,
        history=worth_telling(ports.store.latest_revisions(event.id, LOOKED_THROUGH)),
    )
    return render_revision(matter, ports.public_url).digest == pointer.digest


def _show_anew(ports: Ports, event: Event, published: Published, hand: Hand) -> Pointer:
    now = ports.clock.now()
    step = show_again(event, published, now)
    pointer, shown = point(ports, step)
    signed = sign(ports, hand, event.id, Deed.AGENDA_RENDERED, now, str(pointer.revision))
    ports.store.commit([*shown, *settle_event(event, step.event), *signed], ports.ids.new(now))
    ports.events.fresh(event.id)
    return pointer
