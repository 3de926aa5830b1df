"""Signing as a sender does, written apart from the code that verifies."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime

SECRET = "whsec_c2VjcmV0LW9mLXRoZS1yaXZlcnM="
OTHER_SECRET = "whsec_YW5vdGhlci1zZWNyZXQtYWx0b2dldGhlcg=="


def sign(body: bytes, at: datetime, sender_id: str = "msg_1", secret: str = SECRET) -> str:
    """One `v1,…` signature."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{sender_id}.{int(at.timestamp())}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()


def signed_headers(
    body: bytes, at: datetime, sender_id: str = "msg_1", secret: str = SECRET
) -> dict[str, str]:
    """The three headers of a delivery."""
    return {
        "webhook-id": sender_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": sign(body, at, sender_id, secret),
    }
