"""The edge of a draft that is looked at before publishing. `app.py` puts it behind its token."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from functions.organiser.import_outline import import_outline
from functions.organiser.lint_draft import lint_draft
from functions.organiser.preview_release import preview_release
from functions.organiser.schemas.outline import OutlineImport
from functions.organiser.schemas.reading import read
from shared.edge.app import MOST_BYTES
from shared.edge.http import Answer, HttpError, HttpRequest, answer_json
from shared.ports import Ports

View = Callable[..., Answer]


def read_changes(ports: Ports, _request: HttpRequest, event: str) -> Answer:
    """What publishing would change, with the draft's tag."""
    preview = preview_release(ports, event)
    answer = answer_json(preview.document, headers={"ETag": preview.tag})
    if len(answer.body) > MOST_BYTES:
        raise HttpError(413, "These are more changes than can be told at once.")
    return answer


def read_findings(ports: Ports, _request: HttpRequest, event: str) -> Answer:
    """What is to be mended before the draft is published."""
    return answer_json(lint_draft(ports, event))


def propose_import(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """What a revised outline makes of the draft, with the draft's tag."""
    programme = read(OutlineImport, request.json()).outline.to_programme()
    preview = import_outline(ports, event, programme)
    answer = answer_json(preview.document, headers={"ETag": preview.tag})
    if len(answer.body) > MOST_BYTES:
        raise HttpError(413, "This is more than can be told at once.")
    return answer


READ = ("GET", "HEAD")
ROUTES: Mapping[tuple[str, tuple[str, ...]], View] = {
    ("/draft/changes", READ): read_changes,
    ("/draft/import", ("POST",)): propose_import,
    ("/draft/lint", READ): read_findings,
}
"""The views by what follows an event's path, and by method."""
