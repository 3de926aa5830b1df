"""The public agenda over HTTP: GET and HEAD, read-only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from functions.agenda.negotiation import (
    GZIP,
    REPRESENTATIONS,
    choose_coding,
    choose_representation,
)
from functions.agenda.query import read_query
from functions.agenda.read_agenda import read_agenda
from functions.agenda.reading import Reading, Wants, robots
from shared.edge.agenda_wiring import wire_agenda
from shared.edge.app import App, View
from shared.edge.cors import Cors
from shared.edge.http import JSON, Answer, HttpRequest

if TYPE_CHECKING:
    from functions.agenda.read_now import Now

NEGOTIATED = "/agenda/{event}"
CORS = Cors()


def vary(_ports: object, request: HttpRequest, _parts: object) -> Mapping[str, str]:
    """What answers and errors depend on: a query is refused on some representations only."""
    negotiated = request.path == NEGOTIATED
    return {"Vary": "Accept, Accept-Encoding" if negotiated else "Accept-Encoding"}


app = App("agenda", wire_agenda, extra_headers=vary)


@app.get(NEGOTIATED, cors=CORS)
def negotiated(request: HttpRequest, event: str) -> Answer:
    """The agenda in the representation that the reader prefers."""
    representation = choose_representation(request.headers.get("accept", "*/*"))
    return answer_reading(_read(request, event, representation), negotiated=True)


@app.get("/agenda/{event}/now", cors=CORS)
def now(request: HttpRequest, event: str) -> Answer:
    """What is on, and what comes next."""
    # Loaded here, as what follows: most readers ask for the agenda, which starts without it.
    from functions.agenda.read_now import read_now

    query = read_query("now", request.query)
    return answer_now(read_now(app.ports, event, query, _coding(request)))


@app.get("/agenda/{event}/sessions/{session}", cors=CORS)
def one_session(request: HttpRequest, event: str, session: str) -> Answer:
    """One session."""
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

    view.__name__ = f"agenda_{representation}"
    return view


for name in REPRESENTATIONS:
    app.get(f"/agenda/{{event}}/agenda.{name}", cors=CORS)(canonical(name))


def answer_reading(reading: Reading, negotiated: bool = False) -> Answer:
    """200 with the body, or 304 for a reader who holds it."""
    status = 304 if reading.body is None else 200
    return Answer(status, reading.body or b"", reading.headers(negotiated))


def answer_now(reading: Now) -> Answer:
    """An answer without a tag, true until the next session starts or ends."""
    headers = {
        "Content-Type": JSON,
        "Cache-Control": f"public, max-age={reading.max_age_s}",
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
