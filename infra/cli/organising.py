"""What the commands of an organiser share: a client that carries a token."""

from __future__ import annotations

from infra.cli.client import Client
from infra.cli.exits import Unreadable


def open_client(url: str, token: str) -> Client:
    """A client with the organiser's token. Raises Unreadable when there is none."""
    if not token:
        raise Unreadable("--token: give the organiser's token, or set SECRETARIAT_TOKEN")
    return Client(url, token)
