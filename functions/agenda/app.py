"""The public agenda over HTTP: GET and HEAD, read-only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from functions.agenda.assets import NAMES, read_asset
from functions.agenda.negotiation import (
    CONTENT_TYPES,
    FEEDS,
    GZIP,
    LISTED,
    REPRESENTATIONS,
    choose_coding,
    choose_representation,
)
from functions.agenda.query import read_query
from functions.agenda.read_agenda import read_agenda
from functions.agenda.reading import (
    FRESH_S,
    LIST_POLICY,
    Reading,
    Wants,
    cache_control,
    code,
    robots,
    tag_bytes,
)
from shared.edge.agenda_wiring import wire_agenda
from shared.edge.app import App, View
from shared.edge.cors import Cors
from shared.edge.http import JSON, Answer, HttpRequest

if TYPE_CHECKING:
    from functions.agenda.read_now import Now

NEGOTIATED = ("/agenda", "/agenda/{event}")
CORS = Cors()


def vary(_ports: object, request: HttpRequest, _parts: object) -> Mapping[str, str]:
    """What answers and errors depend on: a query is refused on some representations only."""
    negotiated = request.path in NEGOTIATED
    return {"Vary": "Accept, Accept-Encoding" if negotiated else "Accept-Encoding"}


app = App("agenda", wire_agenda, extra_headers=vary)


@app.get("/agenda", cors=CORS)
def public_events(request: HttpRequest) -> Answer:
    """The public events, as JSON or as a page."""
    # Loaded here, as what follows: most readers ask for the agenda, which starts without it.
    from functions.agenda.list_events import list_events

    representation = choose_representation(request.headers.get("accept", "*/*"), LISTED)
    as_page = representation == "html"
    body = list_events(app.ports, request.query, as_page)
    policy = {"Content-Security-Policy": LIST_POLICY} if as_page else {}
    return answer_whole(body, CONTENT_TYPES[representation], _wants(request), policy)


@app.get("/agenda/{event}", cors=CORS)
def negotiated(request: HttpRequest, event: str) -> Answer:
    """The agenda in the representation that the reader prefers."""
    representation = choose_representation(request.headers.get("accept", "*/*"))
    return answer_reading(_read(request, event, representation), negotiated=True)


@app.get("/agenda/{event}/now", cors=CORS)
def now(request: HttpRequest, event: str) -> Answer:
    """What is on, and what comes next."""
    from functions.agenda.read_now import read_now  # as above

    query = read_query("now", request.query)
    return answer_now(read_now(app.ports, event, query, _coding(request)))


@app.get("/agenda/{event}/sessions/{session}", cors=CORS)
def one_session(request: HttpRequest, event: str, session: str) -> Answer:
    """One session; with `.ics` behind its id as a calendar.

    One route for both: API Gateway knows no address that is half a parameter.
    """
    from functions.agenda.read_session import read_session  # as above

    query = read_query("session", request.query)
    return answer_reading(read_session(app.ports, event, session, query, _wants(request)))


@app.get("/agenda/openapi.json", cors=CORS)
def openapi(request: HttpRequest) -> Answer:  # noqa: ARG001 -- every view takes the request
    """The description of these addresses."""
    from functions.agenda.read_openapi import read_openapi  # as above

    return Answer(200, read_openapi(), {"Content-Type": JSON, "Cache-Control": "max-age=3600"})


def canonical(representation: str) -> View:
    """The view of one representation at its own address."""

    def view(request: HttpRequest, event: str) -> Answer:
        return answer_reading(_read(request, event, representation))

    view.__name__ = "agenda_" + re.sub(r"\W", "_", representation)
    return view


def asset(name: str) -> View:
    """The view of one file that every agenda page shares."""

    def view(request: HttpRequest) -> Answer:
        one = read_asset(name)
        headers = {"Cache-Control": cache_control(one.max_age_s)}
        return answer_whole(one.body, one.content_type, _wants(request), headers)

    view.__name__ = "asset_" + re.sub(r"\W", "_", name)
    return view


for name in REPRESENTATIONS:
    app.get(f"/agenda/{{event}}/agenda.{name}", cors=CORS)(canonical(name))
for name in FEEDS:
    app.get(f"/agenda/{{event}}/{name}", cors=CORS)(canonical(name))
for name in NAMES:
    app.get(f"/agenda/{name}", cors=CORS)(asset(name))


def answer_reading(reading: Reading, negotiated: bool = False) -> Answer:
    """200 with the body, or 304 for a reader who holds it."""
    status = 304 if reading.body is None else 200
    return Answer(status, reading.body or b"", reading.headers(negotiated))


def answer_whole(
    body: bytes, content_type: str, wants: Wants, headers: Mapping[str, str] | None = None
) -> Answer:
    """An answer whose tag is told from its bytes; 304 for a reader who holds them."""
    tag = tag_bytes(body, wants.coding)
    told = {
        "ETag": tag,
        "Cache-Control": cache_control(FRESH_S),
        "Content-Type": content_type,
        "X-Content-Type-Options": "nosniff",
        **(headers or {}),
    }
    if wants.names(tag) or wants.takes_any:
        return Answer(304, b"", told)
    coded = {"Content-Encoding": GZIP} if wants.coding == GZIP else {}
    return Answer(200, code(body, wants.coding), {**told, **coded})


def answer_now(reading: Now) -> Answer:
    """An answer without a tag, true until the next session starts or ends."""
    headers = {
        "Content-Type": JSON,
        "Cache-Control": f"public, max-age={reading.max_age_s}",
        "Content-Language": reading.locale,
        **robots(reading.public),
    }
    coded = {"Content-Encoding": GZIP} if reading.coding == GZIP else {}
    return Answer(200, reading.body, {**headers, **coded})


def _read(request: HttpRequest, event: str, representation: str) -> Reading:
    query = read_query(representation, request.query)
    return read_agenda(app.ports, event, representation, query, _wants(request))


def _wants(request: HttpRequest) -> Wants:
    headers = request.headers
    return Wants(_coding(request), headers.get("if-none-match"), headers.get("if-modified-since"))


def _coding(request: HttpRequest) -> str:
    return choose_coding(request.headers.get("accept-encoding", ""))
