"""The edge of published releases. `app.py` puts it behind its token."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from functions.organiser.identify import hand_of
from functions.organiser.redact_release import redact_release
from shared.domain.errors import Missing
from shared.edge.http import Answer, HttpRequest
from shared.ports import Ports

View = Callable[..., Answer]
LONGEST_NUMBER = 8


def delete_release(ports: Ports, request: HttpRequest, event: str, release: str) -> Answer:
    """Take a release away for good."""
    if not (release.isascii() and release.isdigit() and len(release) <= LONGEST_NUMBER):
        raise Missing("release")
    redact_release(ports, event, int(release), hand_of(request.principal))
    return Answer(204)


ROUTES: Mapping[tuple[str, tuple[str, ...]], View] = {
    ("/releases/{release}", ("DELETE",)): delete_release,
}
"""The views by what follows an event's path, and by method."""
