"""The webhook senders in an event's settings: their secrets, and what of theirs answers what."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated

from pydantic import AfterValidator, Field

from functions.organiser.schemas.form import Key
from functions.organiser.schemas.part import Part
from functions.organiser.schemas.reading import Title
from shared.domain.event import Sender

MASK = "…"
SHORTEST_SECRET = 12
"""Some services choose the secret themselves, and not all choose a long one."""


def _read_secret(secret: str) -> str:
    """A signing secret: base64 (RFC 4648 section 4), padded or not, after `whsec_` or bare."""
    body = secret.removeprefix("whsec_").rstrip("=")
    try:
        known = base64.b64decode(body + "=" * (-len(body) % 4), validate=True)
    except (binascii.Error, ValueError):
        known = b""
    if not known:
        raise ValueError("A secret is whsec_ and base64; a masked one cannot be given back.")
    return secret


def _read_plain_secret(secret: str) -> str:
    """A secret that is used letter by letter."""
    masked = secret.startswith(MASK)
    if masked or len(secret) < SHORTEST_SECRET or secret != secret.strip():
        raise ValueError(
            f"A secret has {SHORTEST_SECRET} characters or more; a masked one cannot be given back."
        )
    return secret


Secret = Annotated[str, Field(max_length=500), AfterValidator(_read_secret)]
PlainSecret = Annotated[str, Field(max_length=500), AfterValidator(_read_plain_secret)]
Mapping = Annotated[dict[Key, Title], Field(max_length=200)]
"""For a form key the sender's ref, key or label."""


class SigningSender(Part):
    """A sender of Standard Webhooks: its secrets, and which of its fields answers what."""

    secrets: Annotated[list[Secret], Field(min_length=1, max_length=20)]
    mapping: Mapping | None = None


class PlainSender(Part):
    """Another form service: its secrets, and which of its fields answers what."""

    secrets: Annotated[list[PlainSecret], Field(min_length=1, max_length=20)]
    mapping: Mapping | None = None


class Senders(Part):
    """The webhook senders that can be read."""

    standard: SigningSender | None = None
    google_forms: SigningSender | None = None
    typeform: PlainSender | None = None
    tally: PlainSender | None = None
    jotform: PlainSender | None = None
    webflow: PlainSender | None = None
    formspree: PlainSender | None = None
    framer: PlainSender | None = None
    fillout: PlainSender | None = None
    formstack: PlainSender | None = None
    gravity_forms: PlainSender | None = None
    contact_form_7: PlainSender | None = None
    elementor: PlainSender | None = None

    def to_senders(self) -> dict[str, Sender]:
        """The senders that the event has, as the domain knows them."""
        found: list[tuple[str, SigningSender | PlainSender | None]] = list(self)
        return {
            name: Sender(tuple(one.secrets), dict(one.mapping or {}))
            for name, one in found
            if one is not None
        }
