"""A letter of nomination: what it may be, where it is kept, how long a form for it works."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LETTER_TYPES = {"application/pdf": "pdf", "image/jpeg": "jpg"}
"""The media types that are taken, and how the name of such a file ends."""
LARGEST_LETTER = 10_000_000
LETTER_LIFE = timedelta(minutes=15)
"""How long a form takes a letter, and an address shows it."""


@dataclass(frozen=True)
class LetterForm:
    """Where a browser posts a letter of that media type, and the fields that go before `file`."""

    url: str
    media_type: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class LetterAsked:
    """The letter that somebody is asked for: when it came, the forms that take it, which all lead
    `back`.
    """

    received: datetime | None
    forms: Sequence[LetterForm]
    back: str


def letter_key(event_id: str, registration_id: str) -> str:
    """Where the letter of a registration is kept; a later one takes its place."""
    return f"letters/{event_id}/{registration_id}"


def attach_letter(registration_id: str, media_type: str) -> str:
    """The Content-Disposition (RFC 6266) under which a letter is saved and never shown in place."""
    ending = LETTER_TYPES.get(media_type, "bin")
    return f'attachment; filename="letter-{registration_id}.{ending}"'
