"""`secretariat digest EVENT`: what the next digest would say."""

from __future__ import annotations

from infra.cli.options import DEFAULT_URL, AsJson, EventId, Token, Url
from infra.cli.printing import show


def digest(
    event: EventId, url: Url = DEFAULT_URL, token: Token = "", as_json: AsJson = False
) -> None:
    """Show the digest that organisers would get now; nothing is sent."""
    from infra.cli.client import part
    from infra.cli.organising import open_client

    answer = open_client(url, token).ask("GET", f"/organiser/events/{part(event)}/digest")
    show(answer, as_json, lambda told: f"{told['subject']}\n\n{told['text'].rstrip()}")
