"""Substitute: a colleague of the same institution takes over somebody's place, in one step.

The place is never free in between: the gate and the counters stay as they are, so neither quotas
nor opening times, approval or invitations are asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from shared.domain.entry import new_entry
from shared.domain.errors import (
    AlreadyThere,
    Illegal,
    Invalid,
    Missing,
    Refused,
    Stale,
    StoreUnavailable,
)
from shared.domain.event import Event
from shared.domain.form import Submission
from shared.domain.freeze import LateChange
from shared.domain.journal import ChangeKind
from shared.domain.message import Message, MessageKind
from shared.domain.quota import COUNTED
from shared.domain.registration import (
    ACTIVE,
    AddressBinding,
    Identity,
    Registration,
    State,
    address_key,
    fingerprint_of,
    identity_key,
)
from shared.domain.writes import Add, Put, Replace, Write
from shared.ports import Ports
from shared.verbs.alert import alert
from shared.verbs.letters import (
    give_entry,
    journal,
    keep_delegate,
    keep_place,
    withdraw_entry,
    write_letter,
)

ATTEMPTS = 4
HOLDS_A_PLACE = frozenset({State.CONFIRMED, State.WAITLISTED})
SOURCE = "form"


@dataclass(frozen=True)
class _Handover:
    """Who hands over to whom; `former` is the colleague's own registration that has ended."""

    event: Event
    before: Registration
    said: Submission
    identity: str
    now: datetime
    former: Registration | None = None


def substitute(
    ports: Ports, event_id: str, registration_id: str, colleague: Submission
) -> Registration:
    """The colleague's registration: the same place, an id and a calendar UID of their own.

    Of `colleague` name and address count. Raises Missing, Illegal for somebody without a place,
    Refused('over') after the meeting, Invalid when the colleague is the person, AlreadyThere when
    the colleague is registered, StoreUnavailable.
    """
    event, now = ports.events.fresh(event_id), ports.clock.now()
    if event.has_ended(now):
        raise Refused("over")
    for _ in range(ATTEMPTS):
        before = ports.store.registration(event_id, registration_id)
        if before is None:
            raise Missing("registration")
        handover = _prepare(ports, event, before, colleague, now)
        after, writes = _hand_over(ports, handover)
        try:
            ports.store.commit(writes, ports.ids.new(now))
        except Stale:
            continue  # one of the two has just changed: look again
        except AlreadyThere as seen:
            if not isinstance(seen.existing, Identity):
                raise
            continue  # the colleague has just registered: look again
        return after
    raise StoreUnavailable


def _prepare(
    ports: Ports, event: Event, before: Registration, said: Submission, now: datetime
) -> _Handover:
    if before.state not in HOLDS_A_PLACE:
        raise Illegal(before.state, "substitute")
    key = identity_key(event.signing_key, event.registration.unique_by, said.email, said.name)
    if key == before.identity:
        raise Invalid.at("email", "Please give the name and the address of your colleague.")
    handover = _Handover(event, before, said, key, now)
    known = ports.store.identity(event.id, key)
    if known is None:
        return handover
    former = ports.store.registration(event.id, known.registration)
    if former is None or former.state in ACTIVE:
        raise AlreadyThere(known)
    return replace(handover, former=former)


def _hand_over(ports: Ports, handover: _Handover) -> tuple[Registration, list[Write]]:
    event, now = handover.event, handover.now
    left, leaving = _leave(handover)
    came, coming = _come(ports, handover)
    return came, [
        *coming,
        *leaving,
        *keep_place(came),
        journal(ports, event.id, ChangeKind.SUBSTITUTED, now, came.id),
        *alert(event, came, LateChange.SUBSTITUTED, now, left.name or left.email),
    ]


def _leave(handover: _Handover) -> tuple[Registration, list[Write]]:
    """The person without the place; the link that was used opens nothing any more."""
    event, before, now = handover.event, handover.before, handover.now
    left, method = withdraw_entry(replace(before, state=State.CANCELLED, line_key=None))
    left, message = write_letter(left, MessageKind.SUBSTITUTED, now, method=method)
    left = replace(
        left,
        updated_at=now,
        link_version=before.link_version + 1,
        version=before.version + 1,
    )
    ended = Identity(event.id, before.identity, before.id, False, "", State.CANCELLED)
    return left, [Replace(left), Put(ended), Add(message)]


def _come(ports: Ports, handover: _Handover) -> tuple[Registration, list[Write]]:
    event, former = handover.event, handover.former
    came, message = _welcome(_successor(ports, handover), event, handover.now)
    seal = fingerprint_of(event.signing_key, SOURCE, handover.said)
    identity = Identity(event.id, handover.identity, came.id, True, seal, came.state)
    address = AddressBinding(event.id, address_key(event.signing_key, came.email), came.id)
    return came, [
        Put(identity) if former else Add(identity),
        Replace(came) if former else Add(came),
        Put(address),
        *keep_delegate(came),
        Add(message),
    ]


def _welcome(came: Registration, event: Event, now: datetime) -> tuple[Registration, Message]:
    if came.state is State.WAITLISTED:
        return write_letter(came, MessageKind.WAITLISTED, now)
    confirmed, method = give_entry(came, event)
    return write_letter(confirmed, MessageKind.CONFIRMATION, now, method=method)


def _successor(ports: Ports, handover: _Handover) -> Registration:
    """The colleague in the person's place: institution, counted options and tallies go along.

    What else the person said is theirs, and so are their consents. A colleague who was here
    before keeps id and UID.
    """
    before, said, now, former = handover.before, handover.said, handover.now, handover.former
    new = ports.ids.new(now)
    return Registration(
        id=former.id if former else new,
        event=before.event,
        email=said.email,
        name=said.name,
        state=before.state,
        source=SOURCE,
        registered_at=now,
        updated_at=now,
        entry=former.entry if former else new_entry(new, ports.calendar_host),
        institution=before.institution,
        institution_id=before.institution_id,
        answers=_counted_answers(handover.event, before),
        identity=handover.identity,
        tallies=before.tallies,
        delegation=before.delegation,
        line_key=before.line_key,
        link_version=former.link_version if former else 1,
        link_sent_at=former.link_sent_at if former else None,
        revision=former.revision if former else 0,
        responses=former.responses if former else (),
        version=former.version + 1 if former else 1,
    )


def _counted_answers(event: Event, before: Registration) -> dict[str, str]:
    counted = {one.key for one in event.form if one.type in COUNTED}
    return {key: answer for key, answer in before.answers.items() if key in counted}
