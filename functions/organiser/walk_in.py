"""Register somebody who stands at the door, through the gate that everyone passes."""

from __future__ import annotations

from collections.abc import Mapping

from functions.organiser.note_attendance import note_attendance
from functions.organiser.register_by_hand import register_by_hand
from shared.domain.journal import Hand
from shared.domain.registration import Registration, State
from shared.ports import Ports
from shared.verbs.register import WALK_IN


def walk_in(
    ports: Ports, event_id: str, said: Mapping[str, str], hand: Hand
) -> tuple[Registration, bool]:
    """The registration, and whether it is new; who gets a seat, or had one, is noted as there.

    Raises what `register_by_hand` and `note_attendance` raise.
    """
    registration, new = register_by_hand(ports, event_id, said, hand, WALK_IN)
    if registration.state is State.CONFIRMED:
        registration = note_attendance(ports, event_id, registration.id, True, hand)
    return registration, new
