"""The edge of the files that somebody fetches by their own link; `app.py` gives the addresses.

It is imported when the first link is followed: a webhook never waits for it.
"""

from __future__ import annotations

from functions.registration import show
from functions.registration.serve_self import load_self
from shared.domain.errors import Invalid, Missing
from shared.domain.event import Event
from shared.domain.registration import Registration
from shared.edge.http import PRIVATE, Answer, HttpRequest
from shared.ports import Ports

ENDING = ".ics"


def asks_for_data(request: HttpRequest) -> bool:
    """Whether the file with one's own data is wanted. Raises Invalid for another kind of it."""
    wanted = request.parameters().get("data")
    if wanted not in (None, "json"):
        raise Invalid.at("data", "Please say json.")
    return wanted is not None


def answer_data(ports: Ports, event: Event, person: Registration) -> Answer:
    """All that is kept about the person, as a file."""
    told = show.own_data(ports, event, person)
    return Answer(200, told, _headers("application/json; charset=utf-8", "my-data.json"))


def answer_entry(ports: Ports, file: str) -> Answer:
    """The person's calendar entry; the file's name is their token and `.ics`.

    Raises Missing for another name, and for who never had an entry.
    """
    token = file.removesuffix(ENDING)
    if token == file:
        raise Missing("calendar entry")
    entry = show.own_entry(ports, *load_self(ports, token))
    if entry is None:
        raise Missing("calendar entry")
    kind = "text/calendar; charset=utf-8; method=PUBLISH"
    private = {"Cache-Control": "private, no-store"}
    return Answer(200, entry, {**_headers(kind, "invite.ics"), **private})


def _headers(media_type: str, name: str) -> dict[str, str]:
    return {
        "Content-Type": media_type,
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
        **PRIVATE,
    }
