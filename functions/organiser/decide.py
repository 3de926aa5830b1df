"""Decide on those who asked, and on the order of those who wait."""

from __future__ import annotations

from functions.organiser.identify import is_id
from shared.domain.errors import Missing
from shared.domain.journal import Hand
from shared.domain.registration import Registration
from shared.ports import Ports
from shared.verbs.approve import approve, decline
from shared.verbs.move_in_line import move_in_line


def approve_by_hand(ports: Ports, event_id: str, registration_id: str, hand: Hand) -> Registration:
    """The registration with a seat or in the line. Raises Missing, Illegal, Refused."""
    return approve(ports, event_id, _known(registration_id), hand)


def decline_by_hand(ports: Ports, event_id: str, registration_id: str, hand: Hand) -> Registration:
    """The registration declined. Raises Missing, Illegal."""
    return decline(ports, event_id, _known(registration_id), hand)


def move_by_hand(
    ports: Ports, event_id: str, registration_id: str, position: int, hand: Hand
) -> Registration:
    """The registration at that place in the line, from 1. Raises Missing, Illegal."""
    return move_in_line(ports, event_id, _known(registration_id), position, hand)


def _known(registration_id: str) -> str:
    """The id. Raises Missing, without asking the store for what cannot be one."""
    if not is_id(registration_id):
        raise Missing("registration")
    return registration_id
