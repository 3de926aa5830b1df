"""What openapi.json tells of the registration's addresses."""

from __future__ import annotations

from functions.registration.schemas import (
    FormBody,
    Landing,
    LinkBody,
    Problem,
    Received,
    RegistrationAnswer,
    SelfBody,
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
READING = {
    413: _refusal("The body has more than 256 KB."),
    415: _refusal("The body is neither urlencoded nor JSON."),
    503: BUSY,
}
"""What befalls everybody who sends a form."""


WEBHOOK = Operation(
    "takeWebhook",
    "Take a registration from a form service.",
    {
        200: Reply("Genuine and kept; outcome tells what it came to.", {JSON: WebhookAnswer}),
        400: _problem("The bytes cannot be read."),
        401: _problem("No signature of this address's senders, or no such address."),
        413: _problem("The body has more than 256 KB."),
        503: _problem("The store is busy.", WAIT),
    },
    meaning="Signed over the raw bytes. The same delivery again gets the same answer, duplicate.",
    parameters=SIGNED,
    body={JSON: WebhookBody},
)

OPERATIONS = {
    ("GET", "/registration/openapi.json"): Operation(
        "describeRegistration",
        "This description.",
        {200: Reply("OpenAPI 3.1.", {JSON: dict[str, object]})},
    ),
    ("POST", "/registration/{event}/webhooks/{sender}"): WEBHOOK,
    ("GET", "/registration/{event}"): Operation(
        "readForm",
        "The landing page, or its form as JSON.",
        {
            200: Reply("The form; JSON if Accept prefers it.", {PAGE: str, JSON: Landing}),
            404: NO_EVENT,
            503: BUSY,
        },
    ),
    ("POST", "/registration/{event}"): Operation(
        "sendForm",
        "Register by the form.",
        {
            202: Reply("Received, for JSON.", {JSON: Received}),
            303: Reply("Received, for a page.", {}, {"Location": "The page after the form."}),
            400: _refusal("Something is missing or wrong; errors names the field."),
            404: NO_EVENT,
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
    ("GET", "/registration/{event}/thanks"): Operation(
        "readThanks",
        "The page after the form.",
        {200: Reply("The page.", {PAGE: str}), 404: NO_EVENT, 503: BUSY},
    ),
    ("POST", "/registration/{event}/link"): Operation(
        "sendLink",
        "Mail the link to one's own registration again.",
        {
            202: Reply("If that address is registered, mail is under way.",
                       {JSON: Received, PAGE: str}),
            400: _refusal("The address is missing."),
            404: NO_EVENT,
            **READING,
        },
        meaning="Once in ten minutes at most. The answer does not tell who is registered.",
        body={URLENCODED: LinkBody, JSON: LinkBody},
    ),
    ("GET", "/registration/self/{token}"): Operation(
        "readOwnRegistration",
        "One's own registration; looking at it changes nothing.",
        {
            200: Reply("A page; JSON if Accept prefers it.", {PAGE: str, JSON: RegistrationAnswer}),
            404: NO_LINK,
            503: BUSY,
        },
    ),
    ("POST", "/registration/self/{token}"): Operation(
        "changeOwnRegistration",
        "Change or cancel one's own registration.",
        {
            200: Reply("The registration as it is now, for JSON.", {JSON: RegistrationAnswer}),
            303: Reply("Done, for a page.", {}, {"Location": "The page of the registration."}),
            400: _refusal("Something is wrong; errors names the field."),
            404: NO_LINK,
            409: _refusal("The registration's state does not allow it, or that person is there."),
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
        "token": "The token of the link that was mailed.",
    },
    operations=OPERATIONS,
)
