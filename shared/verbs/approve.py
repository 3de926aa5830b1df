"""Approve or decline somebody who asked to come."""

from __future__ import annotations

from dataclasses import replace

from shared.domain.errors import Missing, Refused, Stale, StoreUnavailable
from shared.domain.journal import ChangeKind, Deed, Hand
from shared.domain.message import MessageKind
from shared.domain.registration import Identity, Registration, State, check_move
from shared.domain.writes import Add, MoveGate, Put, Replace
from shared.ports import Ports
from shared.verbs.letters import journal, sign, write_letter
from shared.verbs.seat import SettingsChanged, pass_gate
from shared.verbs.settle_in import settle_in

ATTEMPTS = 4
APPROVED = frozenset({State.CONFIRMED, State.WAITLISTED})


def approve(
    ports: Ports, event_id: str, registration_id: str, hand: Hand | None = None
) -> Registration:
    """The registration with a seat, or in the line; approved already: the same answer.

    Raises Missing, Illegal, Refused('full') where there is no line, StoreUnavailable.
    """
    for _ in range(ATTEMPTS):
        before = _load(ports, event_id, registration_id)
        if before.state in APPROVED:
            return before
        check_move("approve", before.state)
        try:
            after = _seat(ports, before, hand)
        except (SettingsChanged, Stale):
            continue  # the settings or the registration have just changed: look again
        if after is None:
            raise Refused("full")
        return after
    raise StoreUnavailable


def decline(
    ports: Ports, event_id: str, registration_id: str, hand: Hand | None = None
) -> Registration:
    """The registration declined; declined already: the same answer.

    Raises Missing, Illegal, StoreUnavailable.
    """
    for _ in range(ATTEMPTS):
        before = _load(ports, event_id, registration_id)
        if before.state is State.DECLINED:
            return before
        check_move("decline", before.state)
        try:
            return _turn_away(ports, before, hand)
        except Stale:
            continue
    raise StoreUnavailable


def _load(ports: Ports, event_id: str, registration_id: str) -> Registration:
    registration = ports.store.registration(event_id, registration_id)
    if registration is None:
        raise Missing("registration")
    return registration


def _seat(ports: Ports, before: Registration, hand: Hand | None) -> Registration | None:
    event, now = ports.events.fresh(before.event), ports.clock.now()

    def attempt(step: MoveGate) -> Registration:
        after, writes = settle_in(ports, event, before, step, now, MessageKind.APPROVED)
        after = replace(after, updated_at=now, version=before.version + 1)
        identity = Identity(event.id, before.identity, before.id, True, "", after.state)
        signed = sign(ports, hand, event.id, Deed.APPROVED, now, after.id)
        ports.store.commit([*writes, Replace(after), Put(identity), *signed], ports.ids.new(now))
        return after

    return pass_gate(ports, event, attempt)


def _turn_away(ports: Ports, before: Registration, hand: Hand | None) -> Registration:
    now = ports.clock.now()
    after, message = write_letter(replace(before, state=State.DECLINED), MessageKind.DECLINED, now)
    after = replace(after, updated_at=now, version=before.version + 1)
    identity = Identity(before.event, before.identity, before.id, False, "", State.DECLINED)
    told = journal(ports, before.event, ChangeKind.DECLINED, now, before.id)
    signed = sign(ports, hand, before.event, Deed.DECLINED, now, after.id)
    writes = [Replace(after), Put(identity), Add(message), told, *signed]
    ports.store.commit(writes, ports.ids.new(now))
    return after
