"""Standard Webhooks (standardwebhooks.com, specification 1.0.0), also under Svix's header names.

The signature is HMAC-SHA256 over `{id}.{timestamp}.{body}` with the secret's base64 bytes.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime

from shared.senders.proof import judge_time
from shared.senders.reading import as_text, read_json
from shared.senders.sender import Incoming, Kind, SignatureRejected, short_id

PREFIXES = ("webhook", "svix")
REGISTRATION = "registration.created"
RESPONSE_ID, ANSWERS = "id", "answers"
DIGEST_SIZE = hashlib.sha256().digest_size


class StandardWebhooks:
    """Deliveries of `{"type", "timestamp", "data": {"name", "email", …}}`."""

    def verify(
        self,
        headers: Mapping[str, str],
        body: bytes,
        secrets: Sequence[str],
        now: datetime,
        path_secret: str | None = None,  # noqa: ARG002 -- Standard Webhooks are signed
    ) -> None:
        """Raise SignatureRejected unless one secret signed these bytes in these five minutes."""
        delivery_id, timestamp, signatures = _signed_headers(headers)
        judge_time(timestamp, now)
        content = f"{delivery_id}.{timestamp}.".encode(errors="replace") + body
        keys = [key for secret in secrets if (key := _key_of(secret))]
        expected = [hmac.new(key, content, hashlib.sha256).digest() for key in keys]
        given = [item[3:] for item in signatures.split() if item.startswith("v1,")]
        if not any(len(_bytes_of(signature)) == DIGEST_SIZE for signature in given):
            raise SignatureRejected("malformed_signature")
        if not any(_matches(one, signature) for one in expected for signature in given):
            raise SignatureRejected("signature_mismatch")

    def read(self, headers: Mapping[str, str], body: bytes) -> Incoming:
        """Read `data`: its keys and those of its `answers` are the values, `id` the response."""
        sender_id = short_id(_signed_id(headers))
        payload = read_json(body)
        if not isinstance(payload, dict) or payload.get("type") != REGISTRATION:
            return Incoming(Kind.OTHER, sender_id)
        data = payload.get("data")
        if not isinstance(data, dict):
            return Incoming(Kind.REGISTRATION, sender_id)
        response_id = short_id(as_text(data.get(RESPONSE_ID))) or None
        return Incoming(Kind.REGISTRATION, sender_id, response_id, _values_of(data))


def _signed_headers(headers: Mapping[str, str]) -> tuple[str, str, str]:
    """Id, timestamp and signatures, from the first set of header names that is complete."""
    lowered = {name.lower(): value.strip() for name, value in headers.items()}
    for prefix in PREFIXES:
        found = [lowered.get(f"{prefix}-{part}") for part in ("id", "timestamp", "signature")]
        if all(found):
            return str(found[0]), str(found[1]), str(found[2])
    raise SignatureRejected("no_signature_header")


def _signed_id(headers: Mapping[str, str]) -> str:
    """The delivery's id; none for a body that was kept without its headers and is read again."""
    try:
        return _signed_headers(headers)[0]
    except SignatureRejected:
        return ""


def _key_of(secret: str) -> bytes:
    """The bytes of a secret, with or without its prefix and padding; empty when it has none.

    An empty key would be everybody's, so it is never used.
    """
    text = secret.strip().removeprefix("whsec_").rstrip("=")
    return _bytes_of(text + "=" * (-len(text) % 4))


def _bytes_of(text: str) -> bytes:
    """What base64 stands for; empty when the text is none."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _matches(expected: bytes, signature: str) -> bool:
    given = signature.encode(errors="replace")
    return hmac.compare_digest(base64.b64encode(expected), given)


def _values_of(data: Mapping[str, object]) -> dict[str, str]:
    """The values by key; what stands in `data` itself outweighs its `answers`."""
    answers = data.get(ANSWERS)
    own = {key: value for key, value in data.items() if key not in (RESPONSE_ID, ANSWERS)}
    inner = answers if isinstance(answers, dict) else {ANSWERS: answers}
    return {key: text for key, value in {**inner, **own}.items() if (text := as_text(value))}
