"""Why somebody's mail came or did not: every step from the webhook to the provider's answers.

Told from the table alone; addresses are looked up by their keyed hash.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from functions.organiser.explain import Letter, Story, explain
from functions.organiser.identify import is_id
from functions.organiser.listing import Json
from shared.domain.address import normalise_address
from shared.domain.desk import UNMAPPED, Delivery
from shared.domain.errors import Invalid, Missing
from shared.domain.event import Event
from shared.domain.message import News, recipient_key
from shared.domain.place import zone
from shared.domain.registration import ACTIVE, Registration, address_key
from shared.domain.timeline import timeline
from shared.ports import Ports
from shared.verbs.traces import mentions, messages_of

MOST_LETTERS = 20
PAGE = 100
MOST_PAGES = 5
"""So many pages of the latest deliveries are looked through for one that names an address."""
NEAR = 10
"""So many deliveries of a registration's own instant are looked at."""
INSTANT = 10
"""So many characters of an id tell its instant (ULID)."""
AFTER_ALL = "~"
"""Sorts after every id of an instant."""


def tell_why(ports: Ports, event_id: str, parameters: Mapping[str, str]) -> Json:
    """The steps about an address, a registration or a delivery, and what they come to.

    Raises Missing, Invalid at a parameter, StoreUnavailable.
    """
    unknown = sorted(set(parameters) - {"about"})
    if unknown:
        raise Invalid([(name, "This parameter is not known.") for name in unknown])
    about = parameters.get("about", "").strip()
    event = ports.events.fresh(event_id)
    story = _tell_of_id(ports, event, about) if is_id(about) else _tell_of(ports, event, about)
    ending = explain(story)
    return {
        "about": about,
        "registration": _show_person(story.registration),
        "steps": [_show_step(step, story) for step in _steps(story)],
        "sentence": ending.sentence,
        "command": ending.command,
    }


def _tell_of_id(ports: Ports, event: Event, about: str) -> Story:
    """The story of a registration, or of a delivery and whom it registered. Raises Missing."""
    person = ports.store.registration(event.id, about)
    if person is not None:
        return _tell_of_person(ports, event, person)
    delivery = ports.store.delivery(event.id, about)
    if delivery is None:
        raise Missing("registration")
    if delivery.registration is not None:
        person = ports.store.registration(event.id, delivery.registration)
    if person is None:
        return replace(_story(ports, event, None), delivery=delivery)
    return _tell_of_person(ports, event, person, delivery)


def _tell_of(ports: Ports, event: Event, about: str) -> Story:
    """The story of whoever has the address; of several, the one who comes. Raises Invalid."""
    try:
        wanted = normalise_address(about)
    except Invalid as wrong:
        message = "Please give an address, or the id of a registration or a delivery."
        raise Invalid.at("about", message) from wrong
    key = address_key(event.signing_key, wanted)
    ids = [one.registration for one in ports.store.address_bindings(event.id, key)]
    people = ports.store.registrations(event.id, ids).values() if ids else ()
    person = max(people, key=lambda one: (one.state in ACTIVE, one.updated_at), default=None)
    if person is not None:
        return _tell_of_person(ports, event, person)
    return _tell_of_nobody(ports, event, wanted)


def _tell_of_person(
    ports: Ports, event: Event, person: Registration, delivery: Delivery | None = None
) -> Story:
    return replace(
        _story(ports, event, person.email or None),
        registration=person,
        delivery=delivery or _find_delivery(ports, person),
        letters=_letters(ports, event.id, person.id),
    )


def _tell_of_nobody(ports: Ports, event: Event, address: str) -> Story:
    """Of an address that nobody registered with: the delivery that names it, or a refusal."""
    looked_at, found = 0, None
    for delivery in _latest(ports, event.id):
        looked_at += 1
        if delivery.registration is None and mentions(delivery, address):
            found = delivery
            break
    return replace(
        _story(ports, event, address),
        delivery=found,
        letters=_letters(ports, event.id, recipient_key(f"{event.id} {address}")),
        looked_at=looked_at,
        rejected=sum(one.count for one in ports.store.rejected_of(event.id)),
    )


def _story(ports: Ports, event: Event, address: str | None) -> Story:
    suppression = None
    if address is not None:
        suppression = ports.store.suppression(normalise_address(address))
    return Story(event.id, zone(event.timezone), address, suppression=suppression)


def _letters(ports: Ports, event_id: str, owner: str) -> tuple[Letter, ...]:
    """The last of the messages written to an owner, with what was heard of each."""
    written = sorted(messages_of(ports, event_id, owner), key=lambda one: one.created_at)
    return tuple(
        Letter(one, tuple(ports.store.mail_events(event_id, one.key)))
        for one in written[-MOST_LETTERS:]
    )


def _find_delivery(ports: Ports, person: Registration) -> Delivery | None:
    """The delivery that registered somebody: it has an id of the same instant, but was replayed."""
    if not person.source.startswith("webhook:"):
        return None
    instant = person.id[:INSTANT]
    page = ports.store.delivery_page(person.event, instant + AFTER_ALL, NEAR)
    near = (one for one in page.items if one.id.startswith(instant))
    for one in (*near, *_latest(ports, person.event)):
        if one.registration == person.id:
            return one
    return None


def _latest(ports: Ports, event_id: str) -> Iterator[Delivery]:
    """The latest deliveries, as many as may be looked through."""
    after: str | None = None
    for _ in range(MOST_PAGES):
        page = ports.store.delivery_page(event_id, after, PAGE)
        yield from page.items
        after = page.next
        if after is None:
            return


def _show_person(person: Registration | None) -> Json | None:
    if person is None:
        return None
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "state": person.state.value,
    }


@dataclass(frozen=True)
class WayStep:
    """One step on the way: `name` is the id of what it is about."""

    stage: str
    what: str
    at: datetime
    detail: str | None = None
    name: str | None = None


def _steps(story: Story) -> Iterator[WayStep]:
    """All steps in the order of the way that they stand on."""
    if story.delivery is not None:
        yield from _delivery_steps(story.delivery)
    person = story.registration
    if person is not None:
        yield WayStep("registration", person.state, person.registered_at, person.source, person.id)
    for letter in story.letters:
        yield from _letter_steps(letter)
    if story.suppression is not None:
        yield WayStep("suppression", "suppressed", story.suppression.at, story.suppression.reason)


def _delivery_steps(one: Delivery) -> Iterator[WayStep]:
    at = one.received_at
    yield WayStep("delivery", "received", at, one.sender, one.id)
    mapped = "unmapped" if one.reason == UNMAPPED else "mapped"
    told = one.outcome if one.reason is None else f"{one.outcome}, {one.reason}"
    yield WayStep("mapping", mapped, at, told)


def _letter_steps(letter: Letter) -> Iterator[WayStep]:
    message = letter.message
    first, *rest = timeline(message, letter.told)
    yield WayStep("message", first.what, first.at, message.kind, message.key)
    for step in rest:
        ours = step.what == message.state and step.what != News.SENT
        name = message.provider_id if step.what == News.SENT else None
        stage = "message" if ours else "provider"
        yield WayStep(stage, step.what, step.at, step.detail, name)


def _show_step(step: WayStep, story: Story) -> Json:
    return {
        "stage": step.stage,
        "what": str(step.what),
        "at": step.at.astimezone(story.zone).isoformat(),
        "detail": None if step.detail is None else str(step.detail),
        "id": step.name,
    }
