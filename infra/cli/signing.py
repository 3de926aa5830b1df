"""Signing as a sender of Standard Webhooks does."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from infra.cli.exits import Unreadable

if TYPE_CHECKING:
    from infra.cli.client import Client

PREFIX = "whsec_"


def read_secret(text: str) -> bytes:
    """The key in a secret, with or without `whsec_`, padded or not. Raises Unreadable."""
    bare = text.removeprefix(PREFIX).rstrip("=")
    try:
        key = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError) as broken:
        raise Unreadable("--secret: this is not a webhook secret (whsec_…)") from broken
    if not key:
        raise Unreadable("--secret: give one, or set SECRETARIAT_WEBHOOK_SECRET")
    return key


def sign(key: bytes, webhook_id: str, timestamp: int, body: bytes) -> Mapping[str, str]:
    """The headers of a delivery: HMAC-SHA256 over `id.timestamp.body` (Standard Webhooks 1.0)."""
    content = f"{webhook_id}.{timestamp}.".encode() + body
    digest = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    return {
        "Content-Type": "application/json",
        "webhook-id": webhook_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{digest}",
    }


def read_clock(client: Client) -> int:
    """The server's clock in unix seconds: the local stack's own, anywhere else the real one."""
    answer = client.send("GET", "/_local/clock")
    if answer.status != 200 or "json" not in answer.headers.get("content-type", ""):
        return int(time.time())
    return int(answer.json()["now"])
