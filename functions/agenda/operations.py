"""What openapi.json tells of the agenda's addresses."""

from __future__ import annotations

from functions.agenda.examples import EXAMPLES
from functions.agenda.query_table import PARAMETERS
from functions.agenda.schedule_schemas import Schedule
from functions.agenda.schemas import (
    Agenda,
    Description,
    Now,
    Problem,
    PublicEvents,
    Session,
    WantedInstant,
    WantedKind,
    WantedLimit,
    WantedRelease,
    WantedText,
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
FORMS: dict[str, object] = {
    "kind": WantedKind,
    "since": WantedRelease,
    "release": WantedRelease,
    "at": WantedInstant,
    "limit": WantedLimit,
}
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
    "Content-Language": "The language of the answer.",
    "Vary": "The request headers that the answer depends on.",
}
BY_BYTES = {name: VALIDATORS[name] for name in ("ETag", "Cache-Control", "Vary")}
LOCATED = {**VALIDATORS, "Content-Location": "The address of this representation alone."}


def _problem(meaning: str, headers: dict[str, str] | None = None) -> Reply:
    return Reply(meaning, {PROBLEM: Problem}, headers or {})


BAD_QUERY = _problem("A parameter is unknown, repeated or bad; errors names it.")
NO_AGENDA = _problem("There is no such event, or it has no release yet.")
NO_RELEASE = _problem("There is no such event or release.")
REDACTED = _problem("The release was taken away for good.")
BUSY = _problem("The store is busy.", {"Retry-After": "After how many seconds to try again."})


def _query(representation: str) -> tuple[Parameter, ...]:
    """The query table's parameters that the representation knows; a page refuses no text."""
    text = str if representation == "html" else WantedText
    return tuple(
        Parameter(one.name, "query", one.meaning, FORMS.get(one.name, text))
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
    judged = {400: BAD_QUERY} if representation != "html" else {}
    if any(one.name == "release" for one in query):
        judged |= {404: NO_RELEASE, 410: REDACTED}
    return Operation(name, summary, {**replies, **judged}, parameters=(*query, *HELD))


ASSETS = (
    ("sw.js", "text/javascript", "The service worker of the agenda pages."),
    ("icon.svg", "image/svg+xml", "The icon."),
    ("icon-192.png", "image/png", "The icon, 192 pixels wide."),
    ("icon-512.png", "image/png", "The icon, 512 pixels wide."),
    ("icon-maskable.png", "image/png", "The icon with a margin that may be cut away."),
)
FEEDS = (
    (
        "schedule.xml",
        "readScheduleXml",
        "application/vnd.c3voc.schedule+xml",
        str,
        "The agenda as apps such as Giggity and EventFahrplan read it.",
    ),
    (
        "schedule.json",
        "readScheduleJson",
        JSON,
        Schedule,
        "The agenda in the JSON form of schedule.xml.",
    ),
    (
        "changes.atom",
        "readChanges",
        "application/atom+xml",
        str,
        "What the latest revisions changed, in words, to follow in a feed reader.",
    ),
    (
        "manifest.webmanifest",
        "readManifest",
        "application/manifest+json",
        Description,
        "What a phone needs to install the page as an app.",
    ),
)
OPERATIONS = {
    ("GET", "/agenda/openapi.json"): Operation(
        "describeAgenda",
        "This description.",
        {200: Reply("OpenAPI 3.1.", {JSON: Description})},
    ),
    ("GET", "/agenda"): Operation(
        "listEvents",
        "The public events, the latest first; a page where Accept prefers one.",
        {
            200: Reply("The events.", {JSON: PublicEvents, PAGE: str}, BY_BYTES),
            304: Reply("The copy at hand is good.", {}, BY_BYTES),
            400: BAD_QUERY,
            503: BUSY,
        },
        parameters=(*_query("list"), HELD[0]),
    ),
    **{
        ("GET", f"/agenda/{name}"): Operation(
            f"readAsset{name.title().replace('.', '').replace('-', '')}",
            meaning,
            {
                200: Reply("The file.", {media_type: None}, BY_BYTES),
                304: Reply("The copy at hand is good.", {}, BY_BYTES),
            },
            parameters=(HELD[0],),
        )
        for name, media_type, meaning in ASSETS
    },
    **{
        ("GET", f"/agenda/{{event}}/{name}"): _reading(name_of, meaning, name, {media_type: form})
        for name, name_of, media_type, form, meaning in FEEDS
    },
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
        "readAgendaPage",
        "The agenda as a page; it takes lang alone.",
        "html",
        {PAGE: str},
    ),
    ("GET", "/agenda/{event}/agenda.txt"): _reading(
        "readAgendaText", "The agenda as text.", "txt", {TEXT: str}
    ),
    ("GET", "/agenda/{event}/agenda.ics"): _reading(
        "readAgendaCalendar", "The agenda as iCalendar, an entry a session.", "ics", {CALENDAR: str}
    ),
    ("GET", "/agenda/{event}/sessions/{session}"): _reading(
        "readSession",
        "One session; with .ics behind its id as iCalendar.",
        "session",
        {JSON: Session, CALENDAR: str},
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
    examples=EXAMPLES,
)
