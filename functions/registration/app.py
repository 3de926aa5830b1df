"""The edge of the registration: webhooks, the landing page's form, self-service."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from functools import partial, wraps
from urllib.parse import urlencode

from functions.registration import show
from functions.registration.answer_invitation import INVITATION, decline, find_guest, load_guest
from functions.registration.find_event import find_event
from functions.registration.read_fields import text_fields, wants_json, wants_page
from functions.registration.receive import (
    LARGEST_BODY,
    NotGenuine,
    TooLarge,
    Webhook,
    receive,
)
from functions.registration.serve_focal_point import (
    CONTROLS,
    act_for,
    errors_of_focal,
    house_json,
    load_focal,
    see_house,
)
from functions.registration.serve_self import ACTION, act, load_self, where_next
from functions.registration.take_form import (
    HONEYPOT,
    THANKS,
    TOKEN,
    take_form,
    thanks_address,
)
from shared.domain.allowance import Scope
from shared.domain.errors import Invalid, Refused, SecretariatError
from shared.domain.event import Event
from shared.domain.form import COLLEAGUE_FORM
from shared.domain.token import read_link_token
from shared.edge.app import App
from shared.edge.cors import cors_headers
from shared.edge.http import (
    PRIVATE,
    Answer,
    HttpError,
    HttpRequest,
    answer_json,
    answer_page,
    see_other,
)
from shared.edge.problem import answer_error, tell_wrong
from shared.edge.wiring import wire
from shared.ports import Ports
from shared.verbs.link import resend_link
from shared.verbs.spend import spend

URLENCODED, JSON = "application/x-www-form-urlencoded", "application/json"
RECEIVED = {"outcome": "received"}
TEST = ("test", "1")
LINK_SENT = (
    "Please look into your mail",
    "If somebody is registered with that address, the link is on its way to it.",
)
PASSED_ON = (
    "Your place is passed on",
    "We write to both of you: your colleague gets the confirmation and a link of their own, you "
    "get a mail that says so and the cancellation for your calendar. You need not do anything.",
)
HEADINGS = {
    404: "We cannot find this",
    409: "That is not possible",
    413: "That is too much",
    429: "Please wait a little",
}
View = Callable[..., Answer]


def add_headers(ports: Ports, request: HttpRequest, parts: Mapping[str, str]) -> Mapping[str, str]:
    """What stands on every answer, errors included: the address may hold somebody's token."""
    return {"Referrer-Policy": "no-referrer", **allow_origin(ports, request, parts)}


def allow_origin(ports: Ports, request: HttpRequest, parts: Mapping[str, str]) -> Mapping[str, str]:
    """The CORS headers, for the origins that the event allows."""
    origin = request.headers.get("origin", "")
    claim = read_link_token(parts.get("token", ""))
    event_id = parts.get("event") or (claim.event if claim else "")
    if not origin or not event_id:
        return {"Vary": "Origin"}
    try:
        allowed = find_event(ports.events.known, event_id).registration.origins
    except SecretariatError:
        return {"Vary": "Origin"}  # the answer itself says what is wrong
    return cors_headers(origin) if origin in allowed else {"Vary": "Origin"}


app = App("registration", partial(wire, "registration"), extra_headers=add_headers)


def kindly(view: View) -> View:
    """Show an error of the family as a page to whoever asks for pages."""

    @wraps(view)
    def answer(request: HttpRequest, **parts: str) -> Answer:
        try:
            return view(request, **parts)
        except SecretariatError as error:
            if not wants_page(request.headers.get("accept", "")):
                raise
            return page_of(answer_error(error))

    return answer


@app.serve("/registration/{event}/webhooks/{sender}", ["POST"])
@app.serve("/registration/{event}/webhooks/{sender}/{secret}", ["POST"])
def take_webhook(
    request: HttpRequest, event: str, sender: str, secret: str | None = None
) -> Answer:
    """What a delivery comes to; nothing but 2xx, 400, 401, 413 and 503 is ever answered."""
    test = TEST in request.query
    webhook = Webhook(event, sender, request.headers, request.body, secret, test)
    try:
        result = receive(app.ports, webhook)
    except TooLarge as large:
        raise HttpError(413, "A delivery may have 256 KB.") from large
    except NotGenuine as foreign:
        raise HttpError(401, "No signature of this address's senders was found.") from foreign
    words = {"outcome": result.outcome, "registration": result.registration}
    return answer_json({**words, "reason": result.reason})


@app.get("/registration/openapi.json")
def get_interface(request: HttpRequest) -> Answer:
    """The OpenAPI document; with `?event=` that event's form is described in it."""
    wanted = request.parameters().get("event")
    event = None if wanted is None else find_event(app.ports.events.known, wanted)
    return answer_json(show.describe_interface(event))


@app.get("/registration/{event}")
@kindly
def get_landing(request: HttpRequest, event: str) -> Answer:
    """The landing page, or its form as JSON."""
    found = find_event(app.ports.events.known, event)
    guest = load_guest(app.ports, found, dict(request.query).get(INVITATION))
    if wants_json(request.headers.get("accept", "")):
        return answer_json(show.landing_json(app.ports, found), headers=PRIVATE)
    return answer_page(show.show_landing(app.ports, found, {}, guest=guest))


@app.serve("/registration/{event}", ["POST"])
@kindly
def post_form(request: HttpRequest, event: str) -> Answer:
    """Take the form; every form that is filled in right gets the same answer."""
    found = find_event(app.ports.events.known, event)
    spend(app.ports, found, Scope.FORM, request.source)
    values = read_values(request, {*form_keys(found), HONEYPOT, TOKEN, THANKS, INVITATION})
    try:
        take_form(app.ports, found, values)
    except Invalid as wrong:
        if not sent_by_page(request):
            raise
        guest = find_guest(app.ports, found, values.get(INVITATION))
        page = show.show_landing(app.ports, found, values, wrong.errors, guest)
        return answer_page(page, 400)
    if request.media_type() == JSON:
        return answer_json(RECEIVED, 202, PRIVATE)
    wanted = values.get(THANKS) or dict(request.query).get(THANKS, "")
    return see_other(thanks_address(found, wanted))


@app.serve("/registration/{event}/decline", ["POST"])
@kindly
def post_decline(request: HttpRequest, event: str) -> Answer:
    """Say with the link of an invitation that one cannot come."""
    found = find_event(app.ports.events.known, event)
    spend(app.ports, found, Scope.FORM, request.source)
    token = read_values(request, {INVITATION}).get(INVITATION, "")
    decline(app.ports, found, token)
    if request.media_type() == JSON:
        return answer_json({"outcome": "declined"}, headers=PRIVATE)
    return see_other(f"/registration/{found.id}?{urlencode({INVITATION: token})}")


@app.get("/registration/{event}/thanks")
@kindly
def get_thanks(request: HttpRequest, event: str) -> Answer:  # noqa: ARG001 -- as every view
    """The page after the form."""
    return answer_page(show.show_thanks(find_event(app.ports.events.known, event)))


@app.serve("/registration/{event}/link", ["POST"])
@kindly
def post_link(request: HttpRequest, event: str) -> Answer:
    """Mail the self-service link again; the answer does not tell whether anybody has one."""
    found = find_event(app.ports.events.known, event)
    spend(app.ports, found, Scope.SELF, request.source)
    resend_link(app.ports, found, read_values(request, {"email"}).get("email", "").strip())
    if sent_by_page(request):
        return answer_page(show.show_message(*LINK_SENT), 202)
    return answer_json(RECEIVED, 202, PRIVATE)


@app.get("/registration/self/{token}")
@kindly
def get_self(request: HttpRequest, token: str) -> Answer:
    """One's own registration, or all that is kept about one; looking at it changes nothing."""
    from functions.registration.own_routes import answer_data, asks_for_data

    event, registration = load_self(app.ports, token)
    if asks_for_data(request):
        return answer_data(app.ports, event, registration)
    if wants_json(request.headers.get("accept", "")):
        return answer_json(show.self_json(app.ports, registration), headers=PRIVATE)
    return answer_page(show.show_self(app.ports, event, registration))


@app.get("/registration/calendar/{file}")
@kindly
def get_entry(request: HttpRequest, file: str) -> Answer:  # noqa: ARG001 -- as every view
    """One's own calendar entry as a file; fetching it changes nothing."""
    from functions.registration.own_routes import answer_entry

    return answer_entry(app.ports, file)


@app.serve("/registration/self/{token}", ["POST"])
@kindly
def post_self(request: HttpRequest, token: str) -> Answer:
    """Change, pass on, cancel or erase one's own registration."""
    event, before = load_self(app.ports, token)
    spend(app.ports, event, Scope.SELF, request.source)
    values = read_values(request, {*form_keys(event), ACTION, *(one.key for one in COLLEAGUE_FORM)})
    try:
        after = act(app.ports, event, before, values)
    except (Invalid, Refused) as wrong:
        if not sent_by_page(request):
            raise
        told, status = tell_wrong(wrong)
        return answer_page(show.show_self(app.ports, event, before, values, told), status)
    if request.media_type() == JSON:
        return answer_json(show.self_json(app.ports, after), headers=PRIVATE)
    return see_other(where_next(event, before, after))


@app.get("/registration/focal/{token}")
@kindly
def get_focal(request: HttpRequest, token: str) -> Answer:
    """An institution's own people; looking at them changes nothing."""
    house = see_house(app.ports, *load_focal(app.ports, token))
    if wants_json(request.headers.get("accept", "")):
        return answer_json(house_json(app.ports, house), headers=PRIVATE)
    done = dict(request.query).get("done", "")
    return answer_page(show.show_focal(app.ports, house, {}, done=done))


@app.serve("/registration/focal/{token}", ["POST"])
@kindly
def post_focal(request: HttpRequest, token: str) -> Answer:
    """Do something for one of an institution's own people."""
    event, body = load_focal(app.ports, token)
    spend(app.ports, event, Scope.SELF, request.source)
    asked = (one.key for one in COLLEAGUE_FORM)
    values = read_values(request, {*form_keys(event), *CONTROLS, *asked})
    try:
        done = act_for(app.ports, event, body, values)
    except (Invalid, Refused) as wrong:
        if not sent_by_page(request):
            raise
        told, status = tell_wrong(wrong)
        said, told = errors_of_focal(values, told)
        house = see_house(app.ports, event, body)
        return answer_page(show.show_focal(app.ports, house, said, told), status)
    if request.media_type() == JSON:
        house = see_house(app.ports, event, body)
        return answer_json({"done": done, **house_json(app.ports, house)}, headers=PRIVATE)
    return see_other(f"/registration/focal/{token}?done={done}")


@app.get("/registration/digest/{token}")
@kindly
def get_digest(request: HttpRequest, token: str) -> Answer:  # noqa: ARG001 -- as every view
    """What the link in a digest's header does; looking at it changes nothing."""
    from functions.registration.digest_routes import show_reader

    return show_reader(app.ports, token)


@app.serve("/registration/digest/{token}", ["POST"])
@kindly
def post_digest(request: HttpRequest, token: str) -> Answer:
    """Leave the digest by one click."""
    from functions.registration.digest_routes import leave

    return leave(app.ports, request, token)


@app.get("/registration/{event}/passed-on")
@kindly
def get_passed_on(request: HttpRequest, event: str) -> Answer:  # noqa: ARG001 -- as every view
    """The page after a place was passed on: the link that led here opens nothing any more."""
    find_event(app.ports.events.known, event)
    return answer_page(show.show_message(*PASSED_ON))


@app.serve("/registration/{event}", ["OPTIONS"])
@app.serve("/registration/{event}/link", ["OPTIONS"])
@app.serve("/registration/self/{token}", ["OPTIONS"])
def answer_preflight(request: HttpRequest, **parts: str) -> Answer:  # noqa: ARG001 -- as every view
    """What a browser asks before a script of another origin may post JSON."""
    return Answer(204, b"", {"Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS"})


def form_keys(event: Event) -> list[str]:
    """The keys that the event's form asks for."""
    return [question.key for question in event.form]


def read_values(request: HttpRequest, keys: Collection[str]) -> dict[str, str]:
    """The fields of an urlencoded or JSON body. Raises HttpError 413 and 415, Invalid."""
    if len(request.body) > LARGEST_BODY:
        raise HttpError(413, "A form may have 256 KB.")
    readers = {URLENCODED: request.form, JSON: request.json}
    reader = readers.get(request.media_type())
    if reader is None:
        raise HttpError(415, f"Please send {URLENCODED} or {JSON}.")
    return text_fields(reader(), keys)


def sent_by_page(request: HttpRequest) -> bool:
    """Whether a browser sent the form of a page and shows what comes back."""
    return request.media_type() == URLENCODED and wants_page(request.headers.get("accept", ""))


def page_of(problem: Answer) -> Answer:
    """A problem as a page, with its status and headers."""
    told = json.loads(problem.body)
    heading = HEADINGS.get(problem.status, told["title"])
    shown = answer_page(show.show_message(heading, told["detail"]), problem.status)
    return Answer(shown.status, shown.body, {**problem.headers, **shown.headers})
