"""Find somebody's letter of nomination."""

from __future__ import annotations

from functions.organiser.identify import is_id
from shared.domain.errors import Missing
from shared.ports import Ports


def find_letter(ports: Ports, event_id: str, registration_id: str) -> str:
    """Where the letter can be fetched for a while. Raises Missing, StoreUnavailable."""
    known = is_id(registration_id) and ports.store.registration(event_id, registration_id)
    address = ports.letters.address(event_id, registration_id) if known else None
    if address is None:
        raise Missing("letter" if known else "registration")
    return address
