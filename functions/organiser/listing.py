"""Lists in pages: the question, the cursor, the answer."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from shared.agenda_ports import Page
from shared.domain.errors import Invalid
from shared.domain.registration import State

T = TypeVar("T")
Json = dict[str, object]
USUAL, MOST = 100, 500
SEAL_BYTES = 12
MOST_BYTES = 4 * 1024 * 1024
"""Of the rows of one page: in base64 they fit into the 6 MB that a Lambda may answer."""


@dataclass(frozen=True)
class Listing:
    """One list of one event: `name` tells it from every other, `key` seals its cursors."""

    name: str
    key: bytes


@dataclass(frozen=True)
class PageQuery:
    """Which page of a list is wanted."""

    after: str | None = None
    limit: int = USUAL


def read_page_query(
    parameters: Mapping[str, str], listing: Listing, filters: frozenset[str] = frozenset()
) -> PageQuery:
    """The page asked for; `filters` are what else this list understands.

    Raises Invalid naming the parameter that is wrong.
    """
    unknown = sorted(set(parameters) - filters - {"cursor", "limit"})
    if unknown:
        raise Invalid([(name, "This parameter is not known.") for name in unknown])
    cursor = parameters.get("cursor")
    after = None if cursor is None else open_cursor(listing, cursor)
    return PageQuery(after, _read_limit(parameters.get("limit", str(USUAL))))


def read_state(parameters: Mapping[str, str]) -> State | None:
    """The state asked for (None: everyone). Raises Invalid naming `state`."""
    wanted = parameters.get("state")
    try:
        return None if wanted is None else State(wanted)
    except ValueError as unknown:
        states = ", ".join(State)
        raise Invalid.at("state", f"A state is one of {states}.") from unknown


def answer_page(
    listing: Listing,
    page: Page[T],
    field: str,
    show: Callable[[T], Json],
    key: Callable[[T], str] | None = None,
) -> Json:
    """The page as JSON: its rows, and the cursor of the next page or null.

    `key` is what a row is gone on after; with it, a page whose rows are too much for one answer
    ends earlier.
    """
    rows = [show(one) for one in page.items]
    fitting = len(rows) if key is None else _count_fitting(rows)
    following = page.next
    if key is not None and fitting < len(rows):
        following = key(page.items[fitting - 1])
    after = None if following is None else seal_cursor(listing, following)
    return {field: rows[:fitting], "next": after}


def seal_cursor(listing: Listing, after: str) -> str:
    """The cursor of the page after a key; it opens for the same list only."""
    return base64.urlsafe_b64encode(_seal(listing, after) + after.encode()).decode().rstrip("=")


def open_cursor(listing: Listing, cursor: str) -> str:
    """The key that a cursor stands for. Raises Invalid naming `cursor`."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        seal, after = raw[:SEAL_BYTES], raw[SEAL_BYTES:].decode()
    except (binascii.Error, ValueError) as garbled:
        raise Invalid.at("cursor", "This cursor cannot be read.") from garbled
    if not hmac.compare_digest(seal, _seal(listing, after)):
        raise Invalid.at("cursor", "This cursor is not one of this list.")
    return after


def _count_fitting(rows: Sequence[Json]) -> int:
    """How many of the first rows fit into one answer; one always does."""
    total = 0
    for number, row in enumerate(rows):
        total += len(json.dumps(row))
        if total > MOST_BYTES and number > 0:
            return number
    return len(rows)


def _seal(listing: Listing, after: str) -> bytes:
    says = f"{listing.name}\0{after}".encode()
    return hmac.new(listing.key, says, hashlib.sha256).digest()[:SEAL_BYTES]


def _read_limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= MOST):
        raise Invalid.at("limit", f"Please give a number from 1 to {MOST}.")
    return int(text)
