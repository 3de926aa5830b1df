"""What openapi.json tells of the agenda's addresses."""

from __future__ import annotations

from functions.agenda.query_table import PARAMETERS
from functions.agenda.schemas import (
    Agenda,
    Now,
    Problem,
    Session,
    WantedInstant,
    WantedKind,
    WantedRelease,
)
from shared.edge.operation import (
    JSON,
    PAGE,
    PROBLEM,
    TEXT,
    Content,
    Interface,
    Operation,
    Parameter,
    Reply,
)

CALENDAR = "text/calendar"
FORMS: dict[str, object] = {"kind": WantedKind, "since": WantedRelease, "at": WantedInstant}
"""The parameters of the query table that are more than text."""
HELD = (
    Parameter(
        "If-None-Match",
        "header",
        "Tags of copies at hand, or *; the answer is 304 for one of them.",
    ),
    Parameter(
        "If-Modified-Since",
        "header",
        "The date of the copy at hand; ignored where If-None-Match is given.",
    ),
)
VALIDATORS = {
    "ETag": "A strong tag; the same tag is the same bytes.",
    "Last-Modified": "When the agenda last changed.",
    "Cache-Control": "For how long a copy is good without asking.",
    "Vary": "The request headers that the answer depends on.",
}
LOCATED = {**VALIDATORS, "Content-Location": "The address of this representation alone."}


def _problem(meaning: str, headers: dict[str, str] | None = None) -> Reply:
    return Reply(meaning, {PROBLEM: Problem}, headers or {})


BAD_QUERY = _problem("A parameter is unknown, repeated or bad; errors names it.")
NO_AGENDA = _problem("There is no such event, or it has no release yet.")
BUSY = _problem("The store is busy.", {"Retry-After": "After how many seconds to try again."})


def _query(representation: str) -> tuple[Parameter, ...]:
    """The query table's parameters that the representation knows."""
    return tuple(
        Parameter(one.name, "query", one.meaning, FORMS.get(one.name, str))
        for one in PARAMETERS
        if representation in one.on
    )


def _reading(
    name: str,
    summary: str,
    representation: str,
    content: Content,
    missing: Reply = NO_AGENDA,
    headers: dict[str, str] = VALIDATORS,
) -> Operation:
    """An address whose answers have tags."""
    replies = {
        200: Reply("What is published.", content, headers),
        304: Reply("The copy at hand is good.", {}, headers),
        404: missing,
        503: BUSY,
    }
    query = _query(representation)
    judged = {400: BAD_QUERY} if query else {}
    return Operation(name, summary, {**replies, **judged}, parameters=(*query, *HELD))


OPERATIONS = {
    ("GET", "/agenda/openapi.json"): Operation(
        "describeAgenda",
        "This description.",
        {200: Reply("OpenAPI 3.1.", {JSON: dict[str, object]})},
    ),
    ("GET", "/agenda/{event}"): _reading(
        "readAgenda",
        "The agenda in the representation that Accept prefers; JSON by default.",
        "json",
        {JSON: Agenda, PAGE: str, TEXT: str, CALENDAR: str},
        headers=LOCATED,
    ),
    ("GET", "/agenda/{event}/agenda.json"): _reading(
        "readAgendaJson", "The agenda as JSON.", "json", {JSON: Agenda}
    ),
    ("GET", "/agenda/{event}/agenda.html"): _reading(
        "readAgendaPage", "The agenda as a page; the query is ignored.", "html", {PAGE: str}
    ),
    ("GET", "/agenda/{event}/agenda.txt"): _reading(
        "readAgendaText", "The agenda as text.", "txt", {TEXT: str}
    ),
    ("GET", "/agenda/{event}/agenda.ics"): _reading(
        "readAgendaCalendar", "The agenda as iCalendar, an entry a session.", "ics", {CALENDAR: str}
    ),
    ("GET", "/agenda/{event}/sessions/{session}"): _reading(
        "readSession",
        "One session.",
        "session",
        {JSON: Session},
        missing=_problem("There is no such event, release or session."),
    ),
    ("GET", "/agenda/{event}/now"): Operation(
        "readNow",
        "What is on, and what comes next.",
        {
            200: Reply(
                "The sessions that are on, and all of the first later start.",
                {JSON: Now},
                {"Cache-Control": "For how long this is true: until the next start or end."},
            ),
            400: BAD_QUERY,
            404: NO_AGENDA,
            503: BUSY,
        },
        parameters=_query("now"),
    ),
}

INTERFACE = Interface(
    title="Agenda",
    meaning="The published agenda of a meeting. HEAD answers as GET, without a body.",
    parts={"event": "The event's id.", "session": "The session's id."},
    operations=OPERATIONS,
)
