"""The edge of published releases. `app.py` puts it behind its token."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from functions.organiser.identify import hand_of
from functions.organiser.redact_release import redact_release
from shared.domain.errors import Missing
from shared.edge.http import Answer, HttpRequest, answer_json
from shared.ports import Ports
from shared.verbs.render_again import render_again

View = Callable[..., Answer]
LONGEST_NUMBER = 8


def delete_release(ports: Ports, request: HttpRequest, event: str, release: str) -> Answer:
    """Take a release away for good."""
    if not (release.isascii() and release.isdigit() and len(release) <= LONGEST_NUMBER):
        raise Missing("release")
    redact_release(ports, event, int(release), hand_of(request.principal))
    return Answer(204)


def post_render(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """Render the agenda once more, after a deploy."""
    pointer = render_again(ports, event, hand_of(request.principal))
    return answer_json({"release": pointer.release, "revision": pointer.revision})


ROUTES: Mapping[tuple[str, tuple[str, ...]], View] = {
    ("/releases/{release}", ("DELETE",)): delete_release,
    ("/render", ("POST",)): post_render,
}
"""The views by what follows an event's path, and by method."""
