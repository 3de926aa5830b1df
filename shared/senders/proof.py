"""What proves that a delivery is genuine: an HMAC over its raw bytes, or a secret it carries."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shared.senders.sender import SignatureRejected

TOLERANCE_S = 300
LONGEST_TIMESTAMP = 15
BEARER = "bearer "


class Encoding(StrEnum):
    """How a signature's bytes are written."""

    HEX = "hex"
    BASE64 = "base64"


class Part(StrEnum):
    """What a signature is made over."""

    BODY = "body"
    TIMESTAMP = "timestamp"
    ID = "id"


@dataclass(frozen=True)
class Source:
    """Where a value stands: a header, or one of the `name=value` pairs in it.

    `header` is in lower case.
    """

    header: str
    pair: str | None = None

    def values(self, headers: Mapping[str, str]) -> list[str]:
        """All values given, in order; header names in lower case."""
        text = headers.get(self.header, "").strip()
        if self.pair is None:
            return [text] if text else []
        pairs = (item.strip().partition("=") for item in text.split(","))
        return [value for name, _, value in pairs if name == self.pair and value]


@dataclass(frozen=True)
class Signing:
    """One service's way to sign: the HMAC of `parts`, joined by `separator`, as `signature`.

    `units_per_second` is what the timestamp counts in: 1 for seconds, 1000 for milliseconds.
    """

    signature: Source
    encoding: Encoding = Encoding.HEX
    prefix: str = ""
    algorithm: str = "sha256"
    parts: tuple[Part, ...] = (Part.BODY,)
    separator: bytes = b""
    timestamp: Source | None = None
    units_per_second: int = 1
    window_s: int = TOLERANCE_S
    delivery_id: Source | None = None


def lower_names(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers by their names in lower case."""
    return {name.lower(): value for name, value in headers.items()}


def prove_signature(
    signing: Signing,
    headers: Mapping[str, str],
    body: bytes,
    secrets: Sequence[str],
    now: datetime,
) -> None:
    """Raise SignatureRejected unless one of the secrets signed these very bytes, just now."""
    known = lower_names(headers)
    given = signing.signature.values(known)
    said = {Part.BODY: body, **dict(_signed_headers(signing, known))}
    if not given or not said.keys() >= set(signing.parts):
        raise SignatureRejected("no_signature_header")
    if signing.timestamp is not None:
        stamp = said[Part.TIMESTAMP].decode(errors="replace")
        judge_time(stamp, now, signing.units_per_second, signing.window_s)
    size = hashlib.new(signing.algorithm).digest_size
    signatures = [found for text in given if len(found := _decode(signing, text)) == size]
    if not signatures:
        raise SignatureRejected("malformed_signature")
    keys = [_bytes(secret) for secret in secrets if secret]
    expected = [signature_of(signing, key, said) for key in keys]
    if not any(hmac.compare_digest(one, two) for one in expected for two in signatures):
        raise SignatureRejected("signature_mismatch")


def signature_of(signing: Signing, key: bytes, said: Mapping[Part, bytes]) -> bytes:
    """The signature's bytes over what is `said`."""
    content = signing.separator.join(said[part] for part in signing.parts)
    return hmac.digest(key, content, signing.algorithm)


def judge_time(
    timestamp: str, now: datetime, units_per_second: int = 1, window_s: int = TOLERANCE_S
) -> None:
    """Raise SignatureRejected unless it was signed in these minutes; late is +, early is -."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= LONGEST_TIMESTAMP):
        raise SignatureRejected("malformed_timestamp")
    late = int(now.timestamp() * units_per_second) - int(timestamp)
    if abs(late) > window_s * units_per_second:
        raise SignatureRejected(f"timestamp_out_of_window {round(late / units_per_second):+d} s")


def carries_token(headers: Mapping[str, str], path_secret: str | None) -> bool:
    """Whether the address or `Authorization: Bearer` holds anything at all."""
    return bool(path_secret or _bearer(headers))


def prove_token(
    headers: Mapping[str, str], path_secret: str | None, secrets: Sequence[str]
) -> None:
    """Raise SignatureRejected unless the address or `Authorization: Bearer` holds a secret."""
    given = [_bytes(token) for token in (path_secret or "", _bearer(headers)) if token]
    if not given:
        raise SignatureRejected("no_secret_given")
    known = [_bytes(secret) for secret in secrets if secret]
    if not any(hmac.compare_digest(one, two) for one in known for two in given):
        raise SignatureRejected("secret_mismatch")


def _signed_headers(signing: Signing, headers: Mapping[str, str]) -> Iterator[tuple[Part, bytes]]:
    for part, source in ((Part.TIMESTAMP, signing.timestamp), (Part.ID, signing.delivery_id)):
        found = source.values(headers) if source else []
        if found:
            yield part, _bytes(found[0])


def _decode(signing: Signing, text: str) -> bytes:
    """A signature's bytes; none for what cannot be one."""
    if not text.isascii() or not text.startswith(signing.prefix):
        return b""
    written = text.removeprefix(signing.prefix)
    try:
        if signing.encoding is Encoding.HEX:
            return binascii.unhexlify(written)
        return base64.b64decode(written, validate=True)
    except ValueError:
        return b""


def _bearer(headers: Mapping[str, str]) -> str:
    text = lower_names(headers).get("authorization", "").strip()
    return text[len(BEARER) :].strip() if text.lower().startswith(BEARER) else ""


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
