"""Ids of events: slugs that stand in addresses and never change."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from shared.domain.errors import Invalid

LONGEST = 63
MOST_ATTEMPTS = 1000
FALLBACK = "event"
RESERVED = frozenset({"calendar", "digest", "focal", "self"})
"""Taken by our own addresses, such as `/registration/self/…`, where self-service is."""
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{2,62}")
_APART = re.compile(r"[^a-z0-9]+")


def is_event_id(text: str) -> bool:
    """Whether the text has the shape of an event's id."""
    return bool(_SLUG.fullmatch(text))


def check_event_id(slug: str) -> str:
    """The id as given. Raises Invalid naming `id`."""
    if not is_event_id(slug):
        raise Invalid.at("id", "Please give 3 to 63 small letters, digits and dashes.")
    return slug


def fold_to_slug(text: str) -> str:
    """The text in small ASCII letters and digits, one dash for whatever stands between them.

    Accents fall away; letters that have no ASCII form do too. May be empty.
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in folded if c.isascii() or unicodedata.category(c)[0] not in "LMN")
    return _APART.sub("-", kept).strip("-")[:LONGEST].strip("-")


def event_ids(title: str) -> Iterator[str]:
    """The ids to try for an event of that title: the slug, then the slug with -2, -3 …"""
    slug = fold_to_slug(title)
    base = slug if len(slug) > 2 else f"{FALLBACK}-{slug}".strip("-")
    if base not in RESERVED:
        yield base
    for number in range(2, MOST_ATTEMPTS):
        tail = f"-{number}"
        yield base[: LONGEST - len(tail)].rstrip("-") + tail
