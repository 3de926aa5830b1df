"""The edge of making an event. `app.py` puts it behind its token."""

from __future__ import annotations

from collections.abc import Mapping

from functions.organiser.create_from_outline import create_from_outline
from functions.organiser.schemas.outline import Creation
from functions.organiser.schemas.patch import settings_change
from functions.organiser.schemas.reading import read
from functions.organiser.schemas.take_over import settle_like, show_secrets
from functions.organiser.scope_routes import check_reach, nobody, require_principal
from shared.domain.errors import Missing
from shared.edge.http import Answer, HttpRequest, answer_json
from shared.ports import Ports


def create(ports: Ports, request: HttpRequest) -> Answer:
    """Make an event of an outline, perhaps like an earlier one."""
    who = require_principal(request)
    body = read(Creation, request.json())
    given, secrets = body.settings or {}, dict[str, str]()
    settle = settings_change(given, "settings.")
    if body.like is not None:
        check_reach(ports, who, body.like)
        settle, secrets = settle_like(ports.events.fresh(body.like), given, ports.ids.secret)
    programme = body.outline.to_programme()
    try:
        event = create_from_outline(ports, who.organiser, programme, settle, body.id)
    except Missing as revoked:
        raise nobody() from revoked
    return _answer(event.id, show_secrets(event, secrets))


def _answer(event_id: str, secrets: Mapping[str, object]) -> Answer:
    path = f"/organiser/events/{event_id}"
    made = {"id": event_id, "draft": f"{path}/draft"}
    return answer_json(made | ({"senders": secrets} if secrets else {}), 201, {"Location": path})
