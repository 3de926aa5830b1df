"""What is the same at every start of the local stack: the organiser's token, the webhook secret."""

from __future__ import annotations

import base64
import hashlib
import hmac


def derive_token(seed: bytes) -> str:
    """The organiser's token for a stack made from `seed`."""
    return base64.urlsafe_b64encode(_derive(seed, b"organiser token")).decode().rstrip("=")


def derive_webhook_secret(seed: bytes) -> str:
    """The secret of the `standard` sender, written as Standard Webhooks writes secrets."""
    return "whsec_" + base64.b64encode(_derive(seed, b"webhook secret")).decode()


def _derive(seed: bytes, purpose: bytes) -> bytes:
    return hmac.digest(b"secretariat local stack\0" + purpose, seed, hashlib.sha256)
