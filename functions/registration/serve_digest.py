"""The link in a digest's header: whose it is, and the one click that takes them off (RFC 8058)."""

from __future__ import annotations

from collections.abc import Mapping

from shared.domain.digest_plan import Reader, readers_of
from shared.domain.errors import Invalid, Missing
from shared.domain.event import Event
from shared.domain.token import DIGEST, link_is_signed, read_link_token
from shared.ports import Ports
from shared.senders.bodies import read_body

FIELD, ONE_CLICK = "List-Unsubscribe", "One-Click"
LONGEST_TOKEN = 256


def load_reader(ports: Ports, token: str) -> tuple[Event, Reader | None]:
    """The event of a digest's link and its reader; None: gets none (any more). Raises Missing."""
    claim = read_link_token(token) if len(token) <= LONGEST_TOKEN else None
    if claim is None:
        raise Missing("link")
    event = ports.events.fresh(claim.event)
    if not link_is_signed(event.signing_key, claim, DIGEST):
        raise Missing("link")
    found = (one for one in readers_of(event) if one.key == claim.registration)
    return event, next(found, None)


def take_off(ports: Ports, token: str, headers: Mapping[str, str], body: bytes) -> Event:
    """Take the link's reader off the digest; taken off already: the same.

    The body is urlencoded or multipart (RFC 8058 section 3.2). Raises Missing, Invalid unless it
    says what a mail program's one click says, StoreUnavailable.
    """
    event, reader = load_reader(ports, token)
    if read_body(headers, body).get(FIELD) != ONE_CLICK:
        raise Invalid.at(FIELD, f"Please say {ONE_CLICK}.")
    if reader is None:
        return event
    from functions.registration.leave_digest import leave_digest

    return leave_digest(ports, event, reader)
