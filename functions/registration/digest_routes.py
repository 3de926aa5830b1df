"""The edge of leaving the digest; `app.py` puts these views behind its addresses.

It is imported when the first click comes: a webhook never waits for it.
"""

from __future__ import annotations

from functions.registration import show
from functions.registration.read_fields import wants_page
from functions.registration.receive import LARGEST_BODY
from functions.registration.serve_digest import load_reader, take_off
from shared.edge.http import PRIVATE, Answer, HttpError, HttpRequest, answer_json, answer_page
from shared.ports import Ports

LEFT = {"outcome": "left"}


def show_reader(ports: Ports, token: str) -> Answer:
    """The page that says what its button does; looking at it changes nothing."""
    event, reader = load_reader(ports, token)
    return answer_page(show.show_digest(event, reader.address if reader else None))


def leave(ports: Ports, request: HttpRequest, token: str) -> Answer:
    """Take the reader off: no redirect, and the same answer again (RFC 8058 section 3.2)."""
    if len(request.body) > LARGEST_BODY:
        raise HttpError(413, "A form may have 256 KB.")
    event = take_off(ports, token, request.headers, request.body)
    if wants_page(request.headers.get("accept", "")):
        return answer_page(show.show_digest(event, None))
    return answer_json(LEFT, headers=PRIVATE)
