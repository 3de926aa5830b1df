"""What a phone needs to install the agenda: the web app manifest (W3C Application Manifest)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from shared.render.agenda.document import AgendaDocument
from shared.render.agenda.encode import encode_json
from shared.render.agenda.locales import direction_of, tag_of
from shared.render.agenda.words import words_for

PAPER = "#fdfcfa"
NIGHT = "#14181b"
LONGEST_SHORT_NAME = 12
"""What fits under an icon; phones cut what is longer in the middle of a word."""
ICONS = (
    ("icon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-maskable.png", "512x512", "image/png", "maskable"),
)
SCOPE = "/agenda/"


def render_manifest(document: AgendaDocument, locale: str) -> bytes:
    """The manifest of one event's agenda in one language, UTF-8 JSON.

    The language stands in `start_url` only: an event is one app, whatever it is read in.
    """
    event = document["event"]
    words = words_for(locale)
    manifest: dict[str, Any] = {
        "id": f"{SCOPE}{event['id']}",
        "start_url": start_url(event["id"], locale),
        "scope": SCOPE,
        "display": "standalone",
        "name": event["title"],
        "short_name": _short(event["title"]) or _short(event["project"]) or words["agenda"],
        "lang": tag_of(locale),
        "dir": direction_of(locale),
        "theme_color": PAPER,
        "background_color": PAPER,
        "icons": [
            {"src": f"{SCOPE}{name}", "sizes": sizes, "type": kind, "purpose": purpose}
            for name, sizes, kind, purpose in ICONS
        ],
    }
    return encode_json(manifest)


def start_url(event_id: str, locale: str) -> str:
    """Where the installed app opens."""
    return f"{SCOPE}{event_id}/agenda.html?lang={quote(locale)}"


def _short(name: str | None) -> str | None:
    return name if name and len(name) <= LONGEST_SHORT_NAME else None
