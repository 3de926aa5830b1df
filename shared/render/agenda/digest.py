"""The digest in an agenda's pointer: its locales, a colon, a hash of all its bytes.

So a reader knows from the pointer alone which languages the agenda has, what its tags are, and
under which names its renditions lie. The first locale is the agenda's own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from shared.render.agenda.etag import TEMPLATE_VERSION


def make_digest(locales: Sequence[str], bodies: Mapping[str, bytes]) -> str:
    """The digest of a revision's bodies, by representation and locale, before compression."""
    whole = hashlib.sha256(str(TEMPLATE_VERSION).encode())
    for name, body in sorted(bodies.items()):
        whole.update(f"\0{name}\0{len(body)}\0".encode() + body)
    return f"{','.join(locales)}:{whole.hexdigest()[:32]}"


def locales_named(digest: str) -> tuple[str, ...]:
    """The locales of the agenda that the digest names, its own first."""
    return tuple(digest.rpartition(":")[0].split(","))


def rendition_name(representation: str, locale: str, digest: str) -> str:
    """The name of a rendition: other bytes have another name, so none is ever overwritten."""
    return f"{representation}.{locale}.{digest.rpartition(':')[2]}"
