"""Which representation and which coding a reader wants (RFC 9110 sections 12.5.1, 12.5.3)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

REPRESENTATIONS = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}
"""What Accept chooses among, by name with its content type; the first when nothing matches."""
FEEDS = {
    "schedule.xml": "application/vnd.c3voc.schedule+xml; charset=utf-8",
    "schedule.json": "application/json",
    "changes.atom": "application/atom+xml; charset=utf-8",
    "manifest.webmanifest": "application/manifest+json",
}
"""What has an address of its own only."""
LISTED = ("json", "html")
"""What the list of public events is there as."""
CONTENT_TYPES = {**REPRESENTATIONS, **FEEDS}
GZIP, IDENTITY = "gzip", "identity"
_WEIGHT = re.compile(r"[01](\.[0-9]{0,3})?")


def choose_representation(accept: str, names: Collection[str] = REPRESENTATIONS) -> str:
    """The representation that an Accept header prefers; JSON when none matches.

    Of equal weights the more specific range wins, then the order of REPRESENTATIONS.
    """
    ranges = dict(read_weights(accept))
    best, chosen = (0.0, 0), next(iter(REPRESENTATIONS))
    for name in names:
        weight = _weigh(REPRESENTATIONS[name].partition(";")[0], ranges)
        if weight > best and weight[0] > 0:
            best, chosen = weight, name
    return chosen


def _weigh(media_type: str, ranges: dict[str, float]) -> tuple[float, int]:
    """The weight of a type by the most specific range that covers it, and how specific."""
    whole = f"{media_type.partition('/')[0]}/*"
    for specificity, media_range in ((2, media_type), (1, whole), (0, "*/*")):
        if media_range in ranges:
            return ranges[media_range], specificity
    return 0.0, 0


@lru_cache(maxsize=64)  # browsers and caches send few different ones
def choose_coding(accept_encoding: str) -> str:
    """gzip when the reader takes it at least as gladly as plain bytes, else identity."""
    weights = dict(read_weights(accept_encoding))
    other = weights.get("*", 0.0)
    gzip = weights.get(GZIP, weights.get("x-gzip", other))
    return GZIP if gzip > 0 and gzip >= weights.get(IDENTITY, 0.0) else IDENTITY


def read_weights(header: str) -> Iterator[tuple[str, float]]:
    """The ranges of a header with their weights; what cannot be read is left out."""
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weights = [one.partition("=")[2].strip() for one in parameters if re.match(r"q\s*=", one)]
        if name and all(_WEIGHT.fullmatch(one) for one in weights[:1]):
            yield name, min(float(weights[0]), 1.0) if weights else 1.0
