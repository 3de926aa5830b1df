"""What openapi.json tells of published releases."""

from __future__ import annotations

from collections.abc import Mapping

from functions.organiser.schemas.answers import Problem, RenderAnswer
from shared.edge.operation import JSON, PROBLEM, Operation, Reply

Operations = dict[tuple[str, str], Operation]
MISSING = Reply("There is no such event or release.", {PROBLEM: Problem})
NO_AGENDA = Reply("There is no such event, or it has no release yet.", {PROBLEM: Problem})
CURRENT = Reply("This is the release that readers see.", {PROBLEM: Problem})


def describe_releases(event: str, scoped: Mapping[int, Reply]) -> Operations:
    """The operations below an event's path; `scoped` befalls every caller who names an event."""
    return {
        ("DELETE", f"{event}/releases/{{release}}"): Operation(
            "redactRelease",
            "Take a release away for good.",
            {204: Reply("It is shown no more."), **scoped, 404: MISSING, 409: CURRENT},
            meaning="Whoever asks for it gets 410. Copies in caches live an hour longer at most.",
        ),
        ("POST", f"{event}/render"): Operation(
            "renderAgenda",
            "Render the agenda once more, as after a deploy.",
            {200: Reply("What readers see now.", {JSON: RenderAnswer}), **scoped, 404: NO_AGENDA},
            meaning="A new revision of the same release where the bytes differ, else nothing.",
        ),
    }
