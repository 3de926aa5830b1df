"""Look at a draft before it is published: what is to be mended, in sentences."""

from __future__ import annotations

from shared.domain.errors import Missing
from shared.domain.lint import lint_sessions
from shared.ports import Ports


def lint_draft(ports: Ports, event_id: str) -> dict[str, object]:
    """The findings in the order of time. Raises Missing."""
    event = ports.events.fresh(event_id)
    draft = ports.store.draft(event_id)
    if draft is None:
        raise Missing("draft")
    return {
        "findings": [
            {"code": one.code.value, "message": one.message, "sessions": list(one.sessions)}
            for one in lint_sessions(event, draft.sessions)
        ]
    }
