"""Move somebody who waits to another place in the line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from shared.domain.errors import AlreadyThere, Illegal, Missing, Stale, StoreUnavailable
from shared.domain.gate import LinePlace
from shared.domain.journal import ChangeKind, Deed, Hand
from shared.domain.line import key_at_end, key_between, key_of_newcomer
from shared.domain.registration import Registration, State
from shared.domain.writes import Add, Remove, Replace, Write
from shared.ports import Ports
from shared.verbs.letters import journal, place_of, sign

ATTEMPTS = 4


def move_in_line(
    ports: Ports, event_id: str, registration_id: str, position: int, hand: Hand | None = None
) -> Registration:
    """The registration at that place in the line, counted from 1; there already: the same answer.

    A position beyond the line is its end. Raises Missing, Illegal for somebody who does not wait,
    StoreUnavailable.
    """
    for _ in range(ATTEMPTS):
        before = ports.store.registration(event_id, registration_id)
        if before is None:
            raise Missing("registration")
        if before.state is not State.WAITLISTED or before.line_key is None:
            raise Illegal(before.state, "move")
        key = _find_key(ports, before, before.line_key, position)
        if key == before.line_key:
            return before
        try:
            return _move(ports, before, key, position, hand)
        except (AlreadyThere, Stale):
            continue  # the line has moved meanwhile: look again
    raise StoreUnavailable


def _find_key(ports: Ports, person: Registration, own: str, position: int) -> str:
    """The key of the wanted place; the person's own where that is there already."""
    others = _others(ports.store.line(person.event), person)
    near = [place.key for place in islice(others, position)]
    if len(near) == position:
        low, high = ("", *near)[-2:]
        return own if low < own < high else key_between(low, high)
    last = near[-1] if near else ""
    return own if last < own else key_at_end(last, key_of_newcomer(person.id, ports.clock.now()))


def _others(line: Iterator[LinePlace], person: Registration) -> Iterator[LinePlace]:
    return (place for place in line if place.registration != person.id)


def _move(
    ports: Ports, before: Registration, key: str, position: int, hand: Hand | None
) -> Registration:
    now = ports.clock.now()
    after = replace(before, line_key=key, updated_at=now, version=before.version + 1)
    writes: list[Write] = [
        Replace(after),
        Remove(place_of(before)),
        Add(place_of(after)),
        journal(ports, before.event, ChangeKind.MOVED, now, before.id, str(position)),
        *sign(ports, hand, before.event, Deed.MOVED, now, f"{before.id} to {position}"),
    ]
    ports.store.commit(writes, ports.ids.new(now))
    return after
