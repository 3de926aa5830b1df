"""What a step through the gate makes of a registration: its state, its letter, its counters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from shared.domain.event import Event
from shared.domain.gate import GateMove
from shared.domain.journal import ChangeKind
from shared.domain.line import key_of_newcomer
from shared.domain.message import MessageKind
from shared.domain.quota import is_unlisted
from shared.domain.registration import Registration, State
from shared.domain.writes import Add, MoveGate, Write
from shared.ports import Ports
from shared.verbs.letters import count, give_entry, journal, look_again, place_of, write_letter


@dataclass(frozen=True)
class _Ending:
    state: State
    letter: MessageKind
    change: ChangeKind


_WAITING = _Ending(State.WAITLISTED, MessageKind.WAITLISTED, ChangeKind.WAITLISTED)
ENDINGS = {
    GateMove.TAKE_SEAT: _Ending(State.CONFIRMED, MessageKind.CONFIRMATION, ChangeKind.CONFIRMED),
    GateMove.JOIN_LINE: _WAITING,
    GateMove.HOLD_BACK: _WAITING,
    GateMove.STAND: _Ending(State.PENDING, MessageKind.PENDING, ChangeKind.PENDING),
}
"""How a person stands after each move of a newcomer, and what is written about it."""


def settle_in(
    ports: Ports,
    event: Event,
    person: Registration,
    step: MoveGate,
    now: datetime,
    seated: MessageKind = MessageKind.CONFIRMATION,
) -> tuple[Registration, list[Write]]:
    """The person's registration after the step, and every write but the registration's own.

    `seated` is the letter of somebody who gets a seat.
    """
    ending = ENDINGS[step.move]
    waits = ending.state is State.WAITLISTED
    has_seat = ending.state is State.CONFIRMED
    line_key = key_of_newcomer(person.id, now) if waits else None
    person = replace(person, state=ending.state, line_key=line_key)
    person, method = give_entry(person, event) if has_seat else (person, None)
    letter = seated if has_seat else ending.letter
    person, message = write_letter(person, letter, now, method=method)
    counted = [key for key in person.tallies if has_seat or waits or is_unlisted(key)]
    return person, [
        # before the gate: who is held back by a quota waits whatever the gate says
        *count(event, counted, int(has_seat), int(waits), person.institution),
        step,
        *([Add(place_of(person))] if waits else []),
        Add(message),
        journal(ports, event.id, ending.change, now, person.id),
        *([look_again(event.id, now)] if step.move is GateMove.HOLD_BACK else []),
    ]
