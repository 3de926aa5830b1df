"""What openapi.json tells of published releases."""

from __future__ import annotations

from collections.abc import Mapping

from functions.organiser.schemas.answers import Problem
from shared.edge.operation import PROBLEM, Operation, Reply

Operations = dict[tuple[str, str], Operation]
MISSING = Reply("There is no such event or release.", {PROBLEM: Problem})
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
    }
