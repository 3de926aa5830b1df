"""What openapi.json tells of a draft that is looked at before publishing."""

from __future__ import annotations

from collections.abc import Mapping

from functions.organiser.schemas.answers import Problem
from functions.organiser.schemas.draft import DraftChangesAnswer, ProposalAnswer
from functions.organiser.schemas.findings import FindingsAnswer
from functions.organiser.schemas.outline import OutlineImport
from shared.edge.operation import JSON, PROBLEM, Operation, Reply

Operations = dict[tuple[str, str], Operation]
TAGGED = {"ETag": "The draft's strong tag; publish takes it as If-Match."}
TOO_LONG = Reply("There are more changes than can be told at once.", {PROBLEM: Problem})


def describe_draft(event: str, scoped: Mapping[int, Reply], invalid: Reply) -> Operations:
    """The operations below an event's path; `scoped` befalls every caller who names an event."""
    return {
        ("GET", f"{event}/draft/changes"): Operation(
            "readDraftChanges",
            "What publishing the draft would change, and who would be mailed what.",
            {
                200: Reply("The changes.", {JSON: DraftChangesAnswer}, TAGGED),
                413: TOO_LONG,
                **scoped,
            },
            meaning="Nothing is written.",
        ),
        ("POST", f"{event}/draft/import"): Operation(
            "proposeImport",
            "What a revised outline makes of the draft.",
            {
                200: Reply("The draft as it would be.", {JSON: ProposalAnswer}, TAGGED),
                400: invalid,
                413: TOO_LONG,
                **scoped,
            },
            meaning="Nothing is written. What the outline changed since it was last taken in and "
            "nobody edited is taken from it; where both differ, the hand's stands and it is a "
            "conflict. The sessions can be saved as they are, with the tag as If-Match and the "
            "outline beside them, so that the next import knows it.",
            body={JSON: OutlineImport},
        ),
        ("GET", f"{event}/draft/lint"): Operation(
            "lintDraft",
            "What is to be mended before the draft is published.",
            {200: Reply("The findings.", {JSON: FindingsAnswer}), **scoped},
            meaning="Nothing is written, and whatever is found, the draft can be published. After "
            "500 findings one more says how many are not told.",
        ),
    }
