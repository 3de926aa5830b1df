"""What openapi.json tells of the organiser's addresses."""

from __future__ import annotations

from collections.abc import Mapping

from functions.organiser.desk_operations import describe_desk
from functions.organiser.draft_operations import describe_draft
from functions.organiser.examples import EXAMPLES
from functions.organiser.guest_operations import describe_guests
from functions.organiser.list_operations import describe_lists
from functions.organiser.mail_operations import describe_mail
from functions.organiser.message_operations import describe_writing
from functions.organiser.release_operations import describe_releases
from functions.organiser.schemas.agenda import DraftSessions
from functions.organiser.schemas.answers import (
    CreatedEvent,
    Description,
    DigestPreview,
    DraftAnswer,
    Limit,
    NewEvent,
    OrganiserCreated,
    OrganiserPage,
    OutlineText,
    Problem,
    PublishAnswer,
    RegistrationAnswer,
    RegistrationPage,
    WantedState,
)
from functions.organiser.schemas.desk import JournalPage
from functions.organiser.schemas.notices import Publication
from functions.organiser.schemas.outline_answer import OutlineAnswer
from functions.organiser.schemas.people import ByHand, Correction, Move, NewOrganiser
from functions.organiser.schemas.settings import Settings
from functions.organiser.schemas.settings_answer import EventAnswer
from shared.edge.operation import (
    JSON,
    PROBLEM,
    TEXT,
    Interface,
    Operation,
    Parameter,
    Reply,
)

EVENT = "/organiser/events/{event}"
MERGE_PATCH, BYTES = "application/merge-patch+json", "application/octet-stream"
PAGED = (
    Parameter("limit", "query", "How many rows at most; 100 if not given.", Limit),
    Parameter("cursor", "query", "The value of next on the page before."),
)
TAGGED = {"ETag": "The draft's strong tag."}


def _problem(meaning: str, headers: dict[str, str] | None = None) -> Reply:
    return Reply(meaning, {PROBLEM: Problem}, headers or {})


INVALID = _problem("Something is missing or wrong; errors names the parameter or JSON path.")
STALE = _problem("The draft has changed meanwhile.")
EVERYBODY = {
    401: _problem(
        "No token, an unknown or a revoked one.", {"WWW-Authenticate": "The kind of token: Bearer."}
    ),
    503: _problem("The store is busy.", {"Retry-After": "After how many seconds to try again."}),
}
"""What befalls every caller."""
SCOPED = {
    **EVERYBODY,
    403: _problem("The event is out of the token's scope."),
    404: _problem("There is no such event or registration."),
}
"""What befalls a caller who names an event."""
CHIEFS = {**EVERYBODY, 403: _problem("The token does not reach every event.")}
"""What befalls a caller who must reach every event."""


def _json(meaning: str, form: object, headers: Mapping[str, str] | None = None) -> Reply:
    return Reply(meaning, {JSON: form}, headers or {})


def _listing(name: str, summary: str, form: object, *filters: Parameter) -> Operation:
    replies = {200: _json("One page.", form), 400: INVALID, **SCOPED}
    return Operation(name, summary, replies, parameters=(*filters, *PAGED))


EVENTS = {
    ("POST", "/organiser/outlines"): Operation(
        "readOutline",
        "Read an outline; nothing is written.",
        {
            200: _json("The outline, with warnings.", OutlineAnswer),
            400: _problem("The file cannot be read; the detail says why."),
            413: _problem("The outline has more than 4 MB."),
            **EVERYBODY,
        },
        body={TEXT: OutlineText, BYTES: None},
    ),
    ("POST", "/organiser/events"): Operation(
        "createEvent",
        "Make an event of an outline.",
        {
            201: _json("The event and its draft.", CreatedEvent, {"Location": "The event."}),
            400: INVALID,
            403: _problem("The event that it is to be like is out of the token's scope."),
            404: _problem("There is no event to be like."),
            409: _problem("The id is taken."),
            **EVERYBODY,
        },
        meaning="Who makes an event has it in scope. An id that is not given is made of the title. "
        "With `like` it takes over the institutions and settings of an earlier event, with new "
        "secrets; not its people, title, dates, place, status, translations, nor when registration "
        "opens, closes and freezes.",
        body={JSON: NewEvent},
    ),
    ("GET", EVENT): Operation(
        "readEvent", "All settings of an event.", {200: _json("The event.", EventAnswer), **SCOPED}
    ),
    ("PATCH", EVENT): Operation(
        "changeEvent",
        "Change settings by a merge patch (RFC 7396).",
        {
            200: _json("The event as it is now.", EventAnswer),
            400: INVALID,
            409: _problem("The settings have changed meanwhile."),
            **SCOPED,
        },
        meaning="What is not given stays; null takes a setting back to its default.",
        body={MERGE_PATCH: Settings, JSON: Settings},
    ),
    ("GET", f"{EVENT}/draft"): Operation(
        "readDraft",
        "The agenda being edited.",
        {200: _json("The draft.", DraftAnswer, TAGGED), **SCOPED},
    ),
    ("PUT", f"{EVENT}/draft"): Operation(
        "saveDraft",
        "Save the agenda over the one that was read.",
        {
            200: _json("The draft as it is now.", DraftAnswer, TAGGED),
            400: INVALID,
            412: STALE,
            428: _problem("If-Match is missing."),
            **SCOPED,
        },
        meaning="A session without an id is new; one that is left out is gone.",
        parameters=(
            Parameter("If-Match", "header", "The tag of the draft that was read.", required=True),
        ),
        body={JSON: DraftSessions},
    ),
    ("POST", f"{EVENT}/publish"): Operation(
        "publishDraft",
        "Make the draft the next release.",
        {
            200: _json("The release; that of before if the draft is the same.", PublishAnswer),
            400: INVALID,
            409: _problem("Somebody else is publishing."),
            412: STALE,
            **SCOPED,
        },
        parameters=(
            Parameter("If-Match", "header", "The tag of the draft that is to be published."),
        ),
        meaning="Without a body the default is mailed. Mails go out when it has been quiet for a "
        "while; what was changed and changed back is not mailed.",
        body={JSON: Publication},
        needs_body=False,
    ),
}

PEOPLE = {
    ("GET", f"{EVENT}/registrations"): _listing(
        "listRegistrations",
        "Who registered.",
        RegistrationPage,
        Parameter("state", "query", "Those in one state; everyone if not given.", WantedState),
    ),
    ("POST", f"{EVENT}/registrations"): Operation(
        "registerByHand",
        "Register somebody by hand, through the gate that everyone passes.",
        {
            200: _json("That person is there already, as they were.", RegistrationAnswer),
            201: _json("Registered.", RegistrationAnswer),
            400: INVALID,
            409: _problem("Full without a waiting list, or closed."),
            **SCOPED,
        },
        body={JSON: ByHand},
    ),
    ("PATCH", f"{EVENT}/registrations/{{registration}}"): Operation(
        "correctRegistration",
        "Correct a registration by hand; id, seat and calendar entry stay.",
        {
            200: _json("The registration as it is now.", RegistrationAnswer),
            400: INVALID,
            409: _problem("Its state does not allow it, or that person is there already."),
            **SCOPED,
        },
        meaning="What is not given stays.",
        body={JSON: Correction},
    ),
    ("POST", f"{EVENT}/registrations/{{registration}}/cancel"): Operation(
        "cancelRegistration",
        "Cancel a registration; its seat goes to the next in the line.",
        {
            200: _json("Cancelled, now or before.", RegistrationAnswer),
            409: _problem("Its state does not allow it."),
            **SCOPED,
        },
    ),
    ("POST", f"{EVENT}/registrations/{{registration}}/approve"): Operation(
        "approveRegistration",
        "Approve somebody who asked to come: a seat, or a place in the line.",
        {
            200: _json("Approved, now or before.", RegistrationAnswer),
            409: _problem("Its state does not allow it, or full without a waiting list."),
            **SCOPED,
        },
    ),
    ("POST", f"{EVENT}/registrations/{{registration}}/decline"): Operation(
        "declineRegistration",
        "Decline somebody who asked to come.",
        {
            200: _json("Declined, now or before.", RegistrationAnswer),
            409: _problem("Its state does not allow it."),
            **SCOPED,
        },
    ),
    ("POST", f"{EVENT}/registrations/{{registration}}/move"): Operation(
        "moveRegistration",
        "Move somebody who waits to another place in the line.",
        {
            200: _json("The registration at its place.", RegistrationAnswer),
            400: INVALID,
            409: _problem("That person does not wait."),
            **SCOPED,
        },
        body={JSON: Move},
    ),
    ("GET", f"{EVENT}/registrations/{{registration}}/letter"): Operation(
        "readLetter",
        "The letter of nomination of somebody who registered.",
        {
            303: Reply("It is there.", {}, {"Location": "Where it can be fetched for 15 minutes."}),
            **SCOPED,
            404: _problem("There is no such event or registration, or no letter has come yet."),
        },
    ),
    ("GET", f"{EVENT}/digest"): Operation(
        "previewDigest",
        "The next digest as it would be now; nothing is written.",
        {200: _json("The digest.", DigestPreview), **SCOPED},
    ),
}

ORGANISERS = {
    ("GET", "/organiser/openapi.json"): Operation(
        "describeOrganiser",
        "This description; it needs no token.",
        {200: _json("OpenAPI 3.1.", Description)},
    ),
    ("GET", "/organiser/organisers"): Operation(
        "listOrganisers",
        "Who may run events.",
        {200: _json("One page.", OrganiserPage), 400: INVALID, **CHIEFS},
        parameters=PAGED,
    ),
    ("POST", "/organiser/organisers"): Operation(
        "addOrganiser",
        "Let somebody run events.",
        {201: _json("The organiser and the token.", OrganiserCreated), 400: INVALID, **CHIEFS},
        body={JSON: NewOrganiser},
    ),
    ("GET", "/organiser/journal"): Operation(
        "readGeneralJournal",
        "What organisers did that concerns every event.",
        {200: _json("One page.", JournalPage), 400: INVALID, **CHIEFS},
        parameters=PAGED,
    ),
    ("DELETE", "/organiser/suppressions/{address}"): Operation(
        "liftSuppression",
        "Let an address be written to again, at every event.",
        {
            204: Reply("It may be written to."),
            400: INVALID,
            404: _problem("The address is not suppressed."),
            **CHIEFS,
        },
        meaning="Mail that was skipped meanwhile is not sent by itself; write it again.",
    ),
    ("DELETE", "/organiser/organisers/{organiser}"): Operation(
        "revokeOrganiser",
        "Revoke somebody's token.",
        {
            204: Reply("Revoked; it may be taken for a minute still."),
            404: _problem("There is no such organiser."),
            409: _problem("The organiser's scope has changed meanwhile."),
            **CHIEFS,
        },
    ),
}

INTERFACE = Interface(
    title="Organiser",
    meaning=(
        "Somebody runs the event: outline, draft, publish, lists. HEAD answers as GET, without "
        "a body."
    ),
    parts={
        "address": "The address, in any spelling that is the same.",
        "delivery": "The delivery's id.",
        "event": "The event's id.",
        "list_name": "The list's key; .csv or .xlsx at its end asks for the table.",
        "institution": "The institution's id.",
        "invitation": "The invitation's id.",
        "message": "The message's id.",
        "organiser": "The organiser's id.",
        "registration": "The registration's id.",
        "release": "The release's number.",
        "sent": "The id that was chosen for the message.",
    },
    operations={
        **EVENTS,
        **PEOPLE,
        **describe_desk(EVENT, SCOPED, INVALID, PAGED),
        **describe_draft(EVENT, SCOPED, INVALID),
        **describe_releases(EVENT, SCOPED),
        **describe_guests(EVENT, SCOPED, INVALID),
        **describe_lists(EVENT, SCOPED, INVALID),
        **describe_mail(EVENT, SCOPED, INVALID, PAGED),
        **describe_writing(EVENT, SCOPED, INVALID, PAGED),
        **ORGANISERS,
    },
    examples=EXAMPLES,
)
