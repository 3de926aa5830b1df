"""Say whose token it is, and whether an event is in that organiser's scope."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass

from functions.organiser.event_id import is_event_id
from shared.domain.journal import Hand
from shared.domain.organiser import EVERYTHING, Grant, hash_token
from shared.ports import Ports

_ID = re.compile(r"[a-z0-9]{26}")


@dataclass(frozen=True)
class Principal:
    """Who calls, as the authorizer said up to a minute ago."""

    organiser: str
    events: tuple[str, ...]

    @property
    def may_everything(self) -> bool:
        """Whether every event, and the list of organisers, is in scope."""
        return EVERYTHING in self.events


def find_grant(ports: Ports, authorization: str) -> Grant | None:
    """What the token of an Authorization header stands for (RFC 6750 section 2.1)."""
    scheme, _, token = authorization.strip().partition(" ")
    if scheme.lower() != "bearer" or not token.strip().isascii():
        return None
    wanted = hash_token(token.strip())
    grant = ports.store.grant(wanted)
    same = grant is not None and hmac.compare_digest(grant.token_hash, wanted)
    return grant if same else None


def context_of(grant: Grant) -> dict[str, str]:
    """What the authorizer tells the edge; API Gateway passes on flat strings only."""
    return {
        "organiser": grant.organiser,
        "email": grant.email,
        "events": ",".join(grant.events),
    }


def principal_of(context: Mapping[str, str]) -> Principal | None:
    """Who the authorizer said it is; None when it said nothing."""
    organiser = context.get("organiser")
    if not organiser:
        return None
    return Principal(organiser, tuple(filter(None, context.get("events", "").split(","))))


def hand_of(context: Mapping[str, str], said: str | None = None) -> Hand:
    """The hand of an organiser whom the authorizer let in, and what they say of what they do."""
    return Hand(context["organiser"], said)


def may_touch(ports: Ports, principal: Principal, event_id: str) -> bool:
    """Whether the event is in scope; one made since the authorizer spoke is looked up."""
    if principal.may_everything or event_id in principal.events:
        return True
    if not is_event_id(event_id):
        return False
    organiser = ports.store.organiser(principal.organiser)
    return organiser is not None and organiser.may(event_id)


def is_id(text: str) -> bool:
    """Whether the text has the shape of an id that the store could know."""
    return bool(_ID.fullmatch(text))
