"""List the public events whose agendas can be read, as JSON or as a page."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable

from functions.agenda.query import read_parameters
from shared.agenda_ports import AgendaPorts
from shared.domain.agenda import Listing
from shared.domain.errors import Invalid
from shared.render.agenda.encode import encode_json
from shared.render.agenda.events_page import render_events

USUAL, MOST = 100, 500
_KEY = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?#[a-z0-9][a-z0-9-]{2,62}")


def list_events(ports: AgendaPorts, pairs: Iterable[tuple[str, str]], as_page: bool) -> bytes:
    """One page of the list, the latest first. Raises Invalid naming a parameter that is unknown,
    repeated or bad.
    """
    parameters = read_parameters("list", pairs)
    after = _open_cursor(parameters.get("cursor"))
    page = ports.store.listing_page(after, _read_limit(parameters.get("limit", str(USUAL))))
    following = _seal_cursor(page.next)
    if as_page:
        return render_events(page.items, following)
    return encode_json({"events": [_show(one) for one in page.items], "next": following})


def _show(listing: Listing) -> dict[str, object]:
    return {
        "id": listing.event,
        "title": listing.title,
        "dates": [day.isoformat() for day in listing.dates],
        "location": dict(vars(listing.location)),
        "url": listing.url,
    }


def _seal_cursor(key: str | None) -> str | None:
    return None if key is None else base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def _open_cursor(cursor: str | None) -> str | None:
    """The place in the list that a cursor stands for. Raises Invalid naming `cursor`."""
    if cursor is None:
        return None
    try:
        key = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError) as garbled:
        raise Invalid.at("cursor", "This cursor cannot be read.") from garbled
    if not _KEY.fullmatch(key) or _seal_cursor(key) != cursor:
        raise Invalid.at("cursor", "This cursor is not one of this list.")
    return key


def _read_limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= MOST):
        raise Invalid.at("limit", f"Please give a number from 1 to {MOST}.")
    return int(text)
