"""The edge of decisions: approve, decline, move. `app.py` puts these views behind its token."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from functions.organiser.decide import approve_by_hand, decline_by_hand, move_by_hand
from functions.organiser.find_letter import find_letter
from functions.organiser.identify import hand_of
from functions.organiser.list_registrations import show_registration
from functions.organiser.schemas.people import Move
from functions.organiser.schemas.reading import read
from shared.edge.http import Answer, HttpRequest, answer_json
from shared.ports import Ports

View = Callable[..., Answer]


def approve_registration(
    ports: Ports, request: HttpRequest, event: str, registration: str
) -> Answer:
    """Approve somebody who asked to come."""
    approved = approve_by_hand(ports, event, registration, hand_of(request.principal))
    return answer_json(show_registration(ports, approved))


def decline_registration(
    ports: Ports, request: HttpRequest, event: str, registration: str
) -> Answer:
    """Decline somebody who asked to come."""
    declined = decline_by_hand(ports, event, registration, hand_of(request.principal))
    return answer_json(show_registration(ports, declined))


def read_letter(ports: Ports, _request: HttpRequest, event: str, registration: str) -> Answer:
    """Lead to somebody's letter of nomination."""
    address = find_letter(ports, event, registration)
    return Answer(303, b"", {"Location": address, "Cache-Control": "no-store"})


def move_registration(ports: Ports, request: HttpRequest, event: str, registration: str) -> Answer:
    """Move somebody who waits to another place in the line."""
    body = read(Move, request.json())
    moved = move_by_hand(ports, event, registration, body.position, hand_of(request.principal))
    return answer_json(show_registration(ports, moved))


ROUTES: Mapping[tuple[str, tuple[str, ...]], View] = {
    ("/registrations/{registration}/approve", ("POST",)): approve_registration,
    ("/registrations/{registration}/decline", ("POST",)): decline_registration,
    ("/registrations/{registration}/move", ("POST",)): move_registration,
    ("/registrations/{registration}/letter", ("GET", "HEAD")): read_letter,
}
"""The views by what follows an event's path, and by method."""
