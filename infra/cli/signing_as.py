"""Signing, or carrying the secret, as each form service does."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from infra.cli.client import judge_header
from infra.cli.exits import Unreadable
from infra.cli.signing import read_secret, sign
from shared.senders import tally, typeform
from shared.senders.presets import PRESETS
from shared.senders.proof import Encoding, Part, Signing, Source, signature_of
from shared.senders.registry import SENDERS

STANDARD = frozenset({"standard", "google_forms"})
"""The senders that sign Standard Webhooks."""
SIGNINGS: Mapping[str, Signing] = {
    "typeform": typeform.SIGNING,
    "tally": tally.SIGNING,
    **{name: preset.signing for name, preset in PRESETS.items() if preset.signing},
}
"""How the others sign; those in neither list carry their secret."""


@dataclass(frozen=True)
class Signed:
    """What goes with a body: its headers, and the secret that stands in the address."""

    headers: Mapping[str, str]
    path_secret: str | None = None


def judge_sender(name: str) -> str:
    """A sender that secretariat knows. Raises Unreadable naming those that it does."""
    if name not in SENDERS:
        raise Unreadable(f"--sender: {name!r} is none; take {', '.join(sorted(SENDERS))}")
    return name


def judge_secret(sender: str, secret: str) -> str:
    """A secret that this sender may have. Raises Unreadable."""
    if not secret:
        raise Unreadable("--secret: give one, or set SECRETARIAT_WEBHOOK_SECRET")
    if sender in STANDARD:
        read_secret(secret)
    return secret


def sign_as(sender: str, secret: str, body: bytes, now: int) -> Signed:
    """Send `body` as that service would at `now` (unix seconds). Raises Unreadable."""
    judge_secret(sender, secret)
    typed = {"Content-Type": media_type_of(body)}
    if sender in STANDARD:
        return Signed({**sign(read_secret(secret), delivery_id(body), now, body), **typed})
    if sender in SIGNINGS:
        return Signed({**_sign(SIGNINGS[sender], secret, body, now), **typed})
    return Signed(typed, secret)


def media_type_of(body: bytes) -> str:
    """The content type that a recorded body must have had, by its first bytes."""
    if body.startswith(b"--"):
        boundary = body.splitlines()[0][2:].decode("ascii", "replace").strip()
        return f'multipart/form-data; boundary="{judge_header("FILE", boundary)}"'
    if body.lstrip()[:1] in (b"{", b"["):
        return "application/json"
    return "application/x-www-form-urlencoded"


def delivery_id(body: bytes) -> str:
    """The response's id, as our script for Google Forms sends it; else a new one."""
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    known = told.get("responseId") if isinstance(told, dict) else None
    return judge_header("responseId", str(known)) if known else f"msg_{secrets.token_urlsafe(18)}"


def write_signature(signing: Signing, signature: bytes) -> str:
    """A signature as its header holds it."""
    if signing.encoding is Encoding.HEX:
        return signing.prefix + signature.hex()
    return signing.prefix + base64.b64encode(signature).decode()


def _sign(signing: Signing, secret: str, body: bytes, now: int) -> dict[str, str]:
    stamp, number = str(now * signing.units_per_second), secrets.token_urlsafe(18)
    said = {Part.BODY: body, Part.TIMESTAMP: stamp.encode(), Part.ID: number.encode()}
    signature = write_signature(signing, signature_of(signing, secret.encode(), said))
    placed = ((signing.timestamp, stamp), (signing.delivery_id, number),
              (signing.signature, signature))  # fmt: skip
    return _write_headers([(source, text) for source, text in placed if source])


def _write_headers(placed: list[tuple[Source, str]]) -> dict[str, str]:
    """Each value in its header; pairs of one header stand in it with commas between."""
    texts: dict[str, list[str]] = {}
    for source, text in placed:
        pair = text if source.pair is None else f"{source.pair}={text}"
        texts.setdefault(source.header, []).append(pair)
    return {header: ",".join(pairs) for header, pairs in texts.items()}
