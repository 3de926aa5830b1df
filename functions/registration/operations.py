"""What openapi.json tells of the registration's addresses."""

from __future__ import annotations

from functions.registration.examples import EXAMPLES
from functions.registration.schemas import (
    Declined,
    Description,
    FocalBody,
    FormBody,
    HouseAnswer,
    HouseDone,
    InvitationBody,
    Landing,
    Left,
    LinkBody,
    OneClick,
    OwnData,
    Problem,
    Received,
    RegistrationAnswer,
    SelfBody,
    ServiceFields,
    ServiceTexts,
    WantedData,
    WebhookAnswer,
    WebhookBody,
)
from shared.edge.operation import (
    JSON,
    PAGE,
    PROBLEM,
    URLENCODED,
    Interface,
    Operation,
    Parameter,
    Reply,
)

CALENDAR = "text/calendar"
MULTIPART = "multipart/form-data"
WAIT = {"Retry-After": "After how many seconds to try again."}
SIGNED = (
    Parameter(
        "webhook-id", "header", "The delivery's id, the same when it is repeated; or svix-id."
    ),
    Parameter(
        "webhook-timestamp",
        "header",
        "When it was sent, in seconds since 1970, five minutes ago at most; or svix-timestamp.",
    ),
    Parameter(
        "webhook-signature",
        "header",
        "v1, and the base64 of the HMAC-SHA256 over id.timestamp.body, once for each secret; "
        "or svix-signature.",
    ),
)


def _refusal(meaning: str) -> Reply:
    """A problem for programs; whoever asks for pages gets a page that says the same."""
    return Reply(meaning, {PROBLEM: Problem, PAGE: str})


def _problem(meaning: str, headers: dict[str, str] | None = None) -> Reply:
    return Reply(meaning, {PROBLEM: Problem}, headers or {})


NO_EVENT = _refusal("There is no such event.")
NO_LINK = _refusal("The link is altered, revoked or unknown.")
BUSY = Reply("The store is busy.", {PROBLEM: Problem, PAGE: str}, WAIT)
TOO_MUCH = Reply(
    "Too much from one source, or for one event, within ten minutes.",
    {PROBLEM: Problem, PAGE: str},
    WAIT,
)
READING = {
    413: _refusal("The body has more than 256 KB."),
    415: _refusal("The body is neither urlencoded nor JSON."),
    503: BUSY,
}
"""What befalls everybody who sends a form."""


TEST = Parameter("test", "query", "With 1, nobody is registered; reason tells who would be.")
VERDICTS = {
    200: Reply("Genuine and kept; outcome tells what it came to.", {JSON: WebhookAnswer}),
    400: _problem("The bytes cannot be read."),
    401: _problem("No signature of this address's senders, or no such address."),
    413: _problem("The body has more than 256 KB."),
    503: _problem("The store is busy.", WAIT),
}
WEBHOOK = Operation(
    "takeWebhook",
    "Take a registration from a form service.",
    VERDICTS,
    meaning=(
        "Signed over the raw bytes. The same delivery again gets the same answer, duplicate. "
        "Described for the sender standard; the others sign and write as their services do."
    ),
    parameters=(*SIGNED, TEST),
    body={JSON: WebhookBody},
)
CARRIED = Operation(
    "takeUnsignedWebhook",
    "Take a registration from a form service that signs nothing.",
    VERDICTS,
    meaning="The address is the secret; where the service can, Authorization: Bearer may be it.",
    parameters=(TEST,),
    body={JSON: ServiceFields, URLENCODED: ServiceTexts, MULTIPART: ServiceTexts},
)

OPERATIONS = {
    ("GET", "/registration/openapi.json"): Operation(
        "describeRegistration",
        "This description.",
        {
            200: Reply("OpenAPI 3.1.", {JSON: Description}),
            400: _refusal("A parameter is given twice."),
            404: NO_EVENT,
            503: BUSY,
        },
        parameters=(
            Parameter("event", "query", "An event whose form the bodies are to be described by."),
        ),
    ),
    ("POST", "/registration/{event}/webhooks/{sender}"): WEBHOOK,
    ("POST", "/registration/{event}/webhooks/{sender}/{secret}"): CARRIED,
    ("GET", "/registration/{event}"): Operation(
        "readForm",
        "The landing page, or its form as JSON.",
        {
            200: Reply("The form; JSON if Accept prefers it.", {PAGE: str, JSON: Landing}),
            404: _refusal("There is no such event, or the invitation does not hold."),
            503: BUSY,
        },
        parameters=(Parameter("invitation", "query", "The token of an invitation's link."),),
    ),
    ("POST", "/registration/{event}"): Operation(
        "sendForm",
        "Register by the form.",
        {
            202: Reply("Received, for JSON.", {JSON: Received}),
            303: Reply("Received, for a page.", {}, {"Location": "The page after the form."}),
            400: _refusal("Something is missing or wrong; errors names the field."),
            404: NO_EVENT,
            429: TOO_MUCH,
            **READING,
        },
        meaning="Every form that is filled in right gets the same answer; the outcome is mailed.",
        parameters=(
            Parameter(
                "thanks_url", "query", "Where a browser goes on, if the event allows that address."
            ),
        ),
        body={URLENCODED: FormBody, JSON: FormBody},
    ),
    ("POST", "/registration/{event}/decline"): Operation(
        "declineInvitation",
        "Say with the link of an invitation that one cannot come.",
        {
            200: Reply("Noted, for JSON.", {JSON: Declined}),
            303: Reply("Noted, for a page.", {}, {"Location": "The page of the invitation."}),
            400: _refusal("The body cannot be read."),
            404: _refusal("The invitation is altered, taken back or unknown."),
            409: _refusal("Somebody has registered with the invitation."),
            429: TOO_MUCH,
            **READING,
        },
        meaning="Again: the same answer. The link still lets one register.",
        body={URLENCODED: InvitationBody, JSON: InvitationBody},
    ),
    ("GET", "/registration/{event}/thanks"): Operation(
        "readThanks",
        "The page after the form.",
        {200: Reply("The page.", {PAGE: str}), 404: NO_EVENT, 503: BUSY},
    ),
    ("GET", "/registration/{event}/passed-on"): Operation(
        "readPassedOn",
        "The page after a place was passed on.",
        {200: Reply("The page.", {PAGE: str}), 404: NO_EVENT, 503: BUSY},
    ),
    ("POST", "/registration/{event}/link"): Operation(
        "sendLink",
        "Mail the link to one's own registration again.",
        {
            202: Reply("If that address is registered, mail is under way.",
                       {JSON: Received, PAGE: str}),
            400: _refusal("The body cannot be read."),
            404: NO_EVENT,
            429: TOO_MUCH,
            **READING,
        },
        meaning="Once in ten minutes at most. The answer does not tell who is registered.",
        body={URLENCODED: LinkBody, JSON: LinkBody},
    ),
    ("GET", "/registration/focal/{token}"): Operation(
        "readHouse",
        "An institution's own people and places; looking at them changes nothing.",
        {
            200: Reply("A page; JSON if Accept prefers it.", {PAGE: str, JSON: HouseAnswer}),
            404: NO_LINK,
            503: BUSY,
        },
    ),
    ("POST", "/registration/focal/{token}"): Operation(
        "actForHouse",
        "Register, approve, decline, cancel, substitute or name one of an institution's people.",
        {
            200: Reply("The people as they are now, for JSON.", {JSON: HouseDone}),
            303: Reply("Done, for a page.", {}, {"Location": "The page of the institution."}),
            400: _refusal("Something is missing or wrong; errors names the field."),
            404: _refusal("The link does not hold, or it is nobody of this institution."),
            409: _refusal("The meeting's rules or the person's state do not allow it."),
            429: TOO_MUCH,
            **READING,
        },
        meaning="The link is for one institution; whoever has it may act, without an account.",
        body={URLENCODED: FocalBody, JSON: FocalBody},
    ),
    ("GET", "/registration/digest/{token}"): Operation(
        "readDigestLink",
        "What the link in a digest's header does; looking at it changes nothing.",
        {200: Reply("The page with the button.", {PAGE: str}), 404: NO_LINK, 503: BUSY},
    ),
    ("POST", "/registration/digest/{token}"): Operation(
        "leaveDigest",
        "Leave the digest by one click, as mail programs do.",
        {
            200: Reply("No more digests; a page for whoever asks for one.",
                       {JSON: Left, PAGE: str}),
            400: _refusal("The body does not say One-Click, or cannot be read."),
            404: NO_LINK,
            413: READING[413],
            503: BUSY,
        },
        meaning="RFC 8058. Again: the same answer. The others who read the digest are told.",
        body={URLENCODED: OneClick, MULTIPART: OneClick},
    ),
    ("GET", "/registration/self/{token}"): Operation(
        "readOwnRegistration",
        "One's own registration; looking at it changes nothing.",
        {
            200: Reply(
                "A page; JSON if Accept prefers it; with data, a file of all that is kept.",
                {PAGE: str, JSON: RegistrationAnswer | OwnData},
            ),
            400: _refusal("The parameter data has another value than json."),
            404: NO_LINK,
            503: BUSY,
        },
        parameters=(Parameter("data", "query", "With json, everything that is kept.", WantedData),),
    ),
    ("GET", "/registration/calendar/{file}"): Operation(
        "readOwnEntry",
        "One's own calendar entry as a file; fetching it changes nothing.",
        {
            200: Reply("One entry, as it stands now, for whose mail lost it.", {CALENDAR: str}),
            404: _refusal("The link does not hold, or there never was an entry."),
            503: BUSY,
        },
    ),
    ("POST", "/registration/self/{token}"): Operation(
        "changeOwnRegistration",
        "Change, pass on, cancel or erase one's own registration.",
        {
            200: Reply(
                "The registration as it is now, for JSON; the colleague's if it was passed on.",
                {JSON: RegistrationAnswer},
            ),
            303: Reply("Done, for a page.", {}, {"Location": "The page to go on to."}),
            400: _refusal("Something is wrong; errors names the field."),
            404: NO_LINK,
            409: _refusal("The registration's state does not allow it, or that person is there."),
            429: TOO_MUCH,
            **READING,
        },
        body={URLENCODED: SelfBody, JSON: SelfBody},
    ),
}  # fmt: skip

INTERFACE = Interface(
    title="Registration",
    meaning=(
        "Somebody wants in: signed webhooks, the landing page's form, and the link to one's own "
        "registration. HEAD answers as GET, without a body."
    ),
    parts={
        "event": "The event's id.",
        "sender": "The form service, by its name in the event's settings, such as standard.",
        "secret": "One of the sender's secrets, for a service that signs nothing.",
        "token": "The token of the link that was mailed.",
        "file": "The token of the link that was mailed, and .ics.",
    },
    operations=OPERATIONS,
    examples=EXAMPLES,
)
