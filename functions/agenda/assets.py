"""The files that every agenda page shares: its service worker and its icons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

DAY_S = 24 * 3600
_FOLDER = Path(__file__).parent / "assets"
_TYPES = {
    "sw.js": ("text/javascript; charset=utf-8", 60),
    "icon.svg": ("image/svg+xml", DAY_S),
    "icon-192.png": ("image/png", DAY_S),
    "icon-512.png": ("image/png", DAY_S),
    "icon-maskable.png": ("image/png", DAY_S),
}
NAMES = tuple(_TYPES)
"""The files that there are; each is served under /agenda/ (the service worker's scope)."""


@dataclass(frozen=True)
class Asset:
    """One file, its media type, and for how many seconds a copy is good."""

    body: bytes
    content_type: str
    max_age_s: int


@cache
def read_asset(name: str) -> Asset:
    """The file of that name, read when it is first asked for. Raises KeyError for another."""
    content_type, max_age_s = _TYPES[name]
    return Asset((_FOLDER / name).read_bytes(), content_type, max_age_s)
