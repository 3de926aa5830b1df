"""Ids and secrets out of the system's randomness."""

from __future__ import annotations

import secrets
from datetime import datetime

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 26
RANDOM_BITS = 80


class RandomIds:
    """Ids that nobody can guess and that sort by time."""

    def new(self, now: datetime) -> str:
        """A ULID in lower case: 48 bits of milliseconds and 80 random ones, 26 characters.

        See github.com/ulid/spec; two ids of one millisecond are in no order.
        """
        return encode_ulid(now, secrets.randbits(RANDOM_BITS))

    def secret(self) -> str:
        """A bearer secret of 256 bits, URL-safe."""
        return secrets.token_urlsafe(32)


def encode_ulid(now: datetime, randomness: int) -> str:
    """The ULID of an instant and 80 bits."""
    number = (int(now.timestamp() * 1000) << RANDOM_BITS) | randomness
    digits = [CROCKFORD[(number >> shift) & 31] for shift in range(5 * (LENGTH - 1), -1, -5)]
    return "".join(digits)
