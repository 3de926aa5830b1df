"""The edge of the registration: webhooks, the landing page's form, self-service."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from functools import partial, wraps

from functions.registration import show
from functions.registration.find_event import find_event
from functions.registration.read_fields import text_fields, wants_json, wants_page
from functions.registration.receive import (
    LARGEST_BODY,
    NotGenuine,
    TooLarge,
    Webhook,
    receive,
)
from functions.registration.serve_self import ACTION, act, link_token, load_self
from functions.registration.take_form import (
    HONEYPOT,
    THANKS,
    TOKEN,
    take_form,
    thanks_address,
)
from shared.domain.errors import Invalid, SecretariatError
from shared.domain.event import Event
from shared.domain.token import read_link_token
from shared.edge.app import App
from shared.edge.cors import cors_headers
from shared.edge.http import Answer, HttpError, HttpRequest, answer_json
from shared.edge.problem import answer_error
from shared.edge.wiring import wire
from shared.ports import Ports
from shared.verbs.link import resend_link

URLENCODED, JSON = "application/x-www-form-urlencoded", "application/json"
VARY = {"Vary": "Accept"}
PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", **VARY}
RECEIVED = {"outcome": "received"}
LINK_SENT = (
    "Please look into your mail",
    "If somebody is registered with that address, the link is on its way to it.",
)
View = Callable[..., Answer]


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


app = App("registration", partial(wire, "registration"), extra_headers=allow_origin)


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
def take_webhook(request: HttpRequest, event: str, sender: str) -> Answer:
    """What a delivery comes to; nothing but 2xx, 400, 401, 413 and 503 is ever answered."""
    try:
        result = receive(app.ports, Webhook(event, sender, request.headers, request.body))
    except TooLarge as large:
        raise HttpError(413, "A delivery may have 256 KB.") from large
    except NotGenuine as foreign:
        raise HttpError(401, "No signature of this address's senders was found.") from foreign
    words = {"outcome": result.outcome, "registration": result.registration}
    return answer_json({**words, "reason": result.reason})


@app.get("/registration/openapi.json")
def get_interface(request: HttpRequest) -> Answer:  # noqa: ARG001 -- every view takes the request
    """The OpenAPI document."""
    return Answer(200, show.describe_interface(), {"Content-Type": JSON})


@app.get("/registration/{event}")
@kindly
def get_landing(request: HttpRequest, event: str) -> Answer:
    """The landing page, or its form as JSON."""
    found = find_event(app.ports.events.known, event)
    if wants_json(request.headers.get("accept", "")):
        return answer_json(show.landing_json(app.ports, found), headers=PRIVATE)
    return answer_page(show.show_landing(app.ports, found, {}))


@app.serve("/registration/{event}", ["POST"])
@kindly
def post_form(request: HttpRequest, event: str) -> Answer:
    """Take the form; every form that is filled in right gets the same answer."""
    found = find_event(app.ports.events.known, event)
    values = read_values(request, {*form_keys(found), HONEYPOT, TOKEN, THANKS})
    try:
        take_form(app.ports, found, values)
    except Invalid as wrong:
        if not sent_by_page(request):
            raise
        return answer_page(show.show_landing(app.ports, found, values, wrong.errors), 400)
    if request.media_type() == JSON:
        return answer_json(RECEIVED, 202, PRIVATE)
    wanted = values.get(THANKS) or dict(request.query).get(THANKS, "")
    return see_other(thanks_address(found, wanted))


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
    address = read_values(request, {"email"}).get("email", "").strip()
    if not address:
        raise Invalid.at("email", "Please give the address that is registered.")
    resend_link(app.ports, found, address)
    if sent_by_page(request):
        return answer_page(show.show_message(*LINK_SENT), 202)
    return answer_json(RECEIVED, 202, PRIVATE)


@app.get("/registration/self/{token}")
@kindly
def get_self(request: HttpRequest, token: str) -> Answer:
    """One's own registration; looking at it changes nothing."""
    event, registration = load_self(app.ports, token)
    if wants_json(request.headers.get("accept", "")):
        return answer_json(show.self_json(app.ports, registration), headers=PRIVATE)
    return answer_page(show.show_self(app.ports, event, registration))


@app.serve("/registration/self/{token}", ["POST"])
@kindly
def post_self(request: HttpRequest, token: str) -> Answer:
    """Change or cancel one's own registration."""
    event, before = load_self(app.ports, token)
    values = read_values(request, {*form_keys(event), ACTION})
    try:
        after = act(app.ports, event, before, values)
    except Invalid as wrong:
        if not sent_by_page(request):
            raise
        return answer_page(show.show_self(app.ports, event, before, values, wrong.errors), 400)
    if request.media_type() == JSON:
        return answer_json(show.self_json(app.ports, after), headers=PRIVATE)
    return see_other(f"/registration/self/{link_token(event, after)}")


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


def see_other(location: str) -> Answer:
    """Go on there with GET."""
    return Answer(303, b"", {"Location": location, **PRIVATE})


def answer_page(page: show.Page, status: int = 200) -> Answer:
    """A page under its policy; nobody keeps it, since tokens stand in it."""
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": page.policy,
        "X-Content-Type-Options": "nosniff",
        **({} if page.index else {"X-Robots-Tag": "noindex"}),
        **PRIVATE,
    }
    return Answer(status, page.html.encode(), headers)


def page_of(problem: Answer) -> Answer:
    """A problem as a page, with its status and headers."""
    told = json.loads(problem.body)
    shown = answer_page(show.show_message(told["title"], told["detail"]), problem.status)
    return Answer(shown.status, shown.body, {**problem.headers, **shown.headers})
