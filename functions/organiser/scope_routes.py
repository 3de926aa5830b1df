"""The edge's judgement of who calls, and of which events that token reaches."""

from __future__ import annotations

from functions.organiser.event_id import is_event_id
from functions.organiser.identify import Principal, may_touch, principal_of
from shared.domain.errors import Missing
from shared.edge.http import HttpError, HttpRequest
from shared.ports import Ports


def nobody() -> HttpError:
    """The answer to a caller whom no token makes known."""
    headers = {"WWW-Authenticate": "Bearer"}
    return HttpError(401, "This needs a token that is known here.", headers)


def require_principal(request: HttpRequest) -> Principal:
    """Who calls. Raises HttpError 401 when the authorizer said nothing."""
    principal = principal_of(request.principal)
    if principal is None:
        raise nobody()
    return principal


def check_reach(ports: Ports, who: Principal, event: str) -> None:
    """Raise HttpError 403 for an event out of scope, Missing for what is none."""
    if not may_touch(ports, who, event):
        raise HttpError(403, "This token does not reach that event.")
    if not is_event_id(event):
        raise Missing("event")
    ports.events.known(event)  # what is not there is 404 whatever the body says
