"""Tokens in links and forms: signed by the event's key, read without a store.

HMAC-SHA256 cut to 128 bits, which nobody guesses online (RFC 2104 section 5).
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LINK, INVITATION, FOCAL_POINT, DIGEST = "link", "invitation", "focal", "digest"
"""What a token of a link is for; one made for another purpose does not hold."""
FORM_TOKEN_LIFE = timedelta(hours=12)
_VERSION = re.compile(r"[1-9][0-9]{0,7}")


@dataclass(frozen=True)
class LinkClaim:
    """What the token of a link says; true only if its signature and version are checked.

    `registration` is the id of what the link is about: for other purposes than self-service that
    of an invitation, an institution or a reader of the digest.
    """

    event: str
    registration: str
    link_version: int
    signature: str


def make_link_token(
    key: bytes, event: str, registration: str, link_version: int, purpose: str = LINK
) -> str:
    """The token of a link, for self-service unless another purpose is named."""
    says = f"{event}.{registration}.{link_version}"
    return f"{says}.{_sign(key, purpose, says)}"


def read_link_token(token: str) -> LinkClaim | None:
    """What the token says, or None when it does not have a token's shape."""
    parts = token.split(".")
    if len(parts) != 4 or not _VERSION.fullmatch(parts[2]):
        return None
    return LinkClaim(parts[0], parts[1], int(parts[2]), parts[3])


def link_is_signed(key: bytes, claim: LinkClaim, purpose: str = LINK) -> bool:
    """Whether the event's key signed the claim for that purpose; constant time."""
    says = f"{claim.event}.{claim.registration}.{claim.link_version}"
    return hmac.compare_digest(_sign(key, purpose, says).encode(), claim.signature.encode())


def make_form_token(key: bytes, event: str, nonce: str, now: datetime) -> str:
    """A token that lets one page post the form until it expires."""
    expires = int((now + FORM_TOKEN_LIFE).timestamp())
    says = f"{expires}.{nonce}"
    return f"{says}.{_sign(key, 'form', f'{event}.{says}')}"


def form_token_is_good(key: bytes, event: str, token: str, now: datetime) -> bool:
    """Whether the token was made for this event's form and has not expired."""
    expires, _, rest = token.partition(".")
    nonce, _, signature = rest.partition(".")
    if not (expires.isascii() and expires.isdigit() and len(expires) < 12):
        return False
    genuine = _sign(key, "form", f"{event}.{expires}.{nonce}")
    matches = hmac.compare_digest(genuine.encode(), signature.encode())
    return matches and now < datetime.fromtimestamp(int(expires), UTC)


def _sign(key: bytes, purpose: str, says: str) -> str:
    return hmac.new(key, f"{purpose}\0{says}".encode(), hashlib.sha256).hexdigest()[:32]
