"""What openapi.json tells of institutions and invitations."""

from __future__ import annotations

from collections.abc import Mapping

from functions.organiser.schemas.answers import InvitedTable, Limit
from functions.organiser.schemas.institutions import (
    FocalPointAnswer,
    FocalPointBody,
    InstitutionList,
    InstitutionsBody,
    MergeAnswer,
    MergeBody,
)
from functions.organiser.schemas.invitations import (
    ImportAnswer,
    InvitationAnswer,
    InvitationPage,
    InvitationRows,
    ReminderRound,
    RemindingAnswer,
    SendingAnswer,
    SendingBody,
    WantedInvitations,
)
from shared.edge.operation import JSON, Operation, Parameter, Reply

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGED = (
    Parameter("limit", "query", "How many rows at most; 100 if not given.", Limit),
    Parameter("cursor", "query", "The value of next on the page before."),
)
Operations = dict[tuple[str, str], Operation]


def describe_guests(event: str, scoped: Mapping[int, Reply], invalid: Reply) -> Operations:
    """The operations below an event's path; `scoped` befalls every caller who names an event."""
    told = {**scoped, 400: invalid}
    return {
        ("GET", f"{event}/institutions"): Operation(
            "listInstitutions",
            "The institutions with their counters, and the spellings that match none.",
            {200: Reply("The list.", {JSON: InstitutionList}), **scoped},
        ),
        ("PUT", f"{event}/institutions"): Operation(
            "saveInstitutions",
            "Replace the list of institutions.",
            {
                200: Reply("The list as it is now.", {JSON: InstitutionList}),
                409: Reply("The settings are being changed.", scoped[404].content),
                **told,
            },
            meaning="One without an id is new, or the one of that name; who is left out is gone.",
            body={JSON: InstitutionsBody},
        ),
        ("POST", f"{event}/institutions/merge"): Operation(
            "mergeInstitution",
            "Make a spelling, or another institution, one with an institution.",
            {200: Reply("The list after the merge.", {JSON: MergeAnswer}), **told},
            meaning=(
                "Everybody is moved together with both counters; of many, the last within minutes."
            ),
            body={JSON: MergeBody},
        ),
        **_describe_focal_point(event, scoped, told),
        **_describe_invitations(event, scoped, told),
        **_describe_reminders(event, scoped, told),
    }


def _describe_focal_point(
    event: str, scoped: Mapping[int, Reply], told: Mapping[int, Reply]
) -> Operations:
    return {
        ("POST", f"{event}/institutions/{{institution}}/focal-point"): Operation(
            "sendFocalPoint",
            "Mail an institution the link with which it looks after its own people.",
            {202: Reply("On its way.", {JSON: FocalPointAnswer}), **told},
            meaning="To one address, or to every contact; once a minute at most to each.",
            body={JSON: FocalPointBody},
        ),
        ("DELETE", f"{event}/institutions/{{institution}}/focal-point"): Operation(
            "revokeFocalPoint",
            "Take back every such link of an institution.",
            {204: Reply("Taken back."), **scoped},
        ),
    }


def _describe_invitations(
    event: str, scoped: Mapping[int, Reply], told: Mapping[int, Reply]
) -> Operations:
    return {
        ("GET", f"{event}/invitations"): Operation(
            "listInvitations",
            "Who is invited.",
            {200: Reply("One page.", {JSON: InvitationPage}), **told},
            meaning="Silent is who was written to and has not answered; they are invited, too.",
            parameters=(
                Parameter("state", "query", "Those in one state.", WantedInvitations),
                *PAGED,
            ),
        ),
        ("POST", f"{event}/invitations"): Operation(
            "importInvitations",
            "Import who is to be invited, as JSON, CSV or XLSX; nothing is sent.",
            {
                200: Reply("The report, line by line.", {JSON: ImportAnswer}),
                413: Reply("The file has more than 4 MB.", scoped[404].content),
                **told,
            },
            meaning=(
                "The first line of a file names its columns: email, name, institution, kind, "
                "forwardable. A line that is wrong holds up none of the others."
            ),
            body={JSON: InvitationRows, "text/csv": InvitedTable, WORKBOOK: None},
        ),
        ("POST", f"{event}/invitations/send"): Operation(
            "sendInvitations",
            "Send a round of invitations, or count whom it would reach.",
            {200: Reply("The counts.", {JSON: SendingAnswer}), **told},
            meaning="Nobody has a round twice; of many, the last within minutes.",
            body={JSON: SendingBody},
        ),
        ("POST", f"{event}/invitations/{{invitation}}/revoke"): Operation(
            "revokeInvitation",
            "Take an invitation back; its link holds no longer.",
            {200: Reply("The invitation.", {JSON: InvitationAnswer}), **scoped},
        ),
    }


def _describe_reminders(
    event: str, scoped: Mapping[int, Reply], told: Mapping[int, Reply]
) -> Operations:
    return {
        ("POST", f"{event}/invitations/remind"): Operation(
            "remindInvitations",
            "Remind who was invited and has not answered, or count whom that would reach.",
            {
                202: Reply("The counts; the mails go out within minutes.", {JSON: RemindingAnswer}),
                409: Reply("It is too late, or the meeting is off.", scoped[404].content),
                **told,
            },
            meaning="All of them, those of one institution, or one; by hand once a day at most.",
            body={JSON: ReminderRound},
        ),
    }
