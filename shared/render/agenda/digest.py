"""The digest in an agenda's pointer: the event's locale, a colon, a hash of all its bytes.

So a reader knows from the pointer alone which language the agenda has, what its tags are, and
under which names its renditions lie.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from shared.render.agenda.etag import TEMPLATE_VERSION


def make_digest(locale: str, bodies: Mapping[str, bytes]) -> str:
    """The digest of a revision's bodies, before compression."""
    whole = hashlib.sha256(str(TEMPLATE_VERSION).encode())
    for name, body in sorted(bodies.items()):
        whole.update(f"\0{name}\0{len(body)}\0".encode() + body)
    return f"{locale}:{whole.hexdigest()[:32]}"


def locale_of(digest: str) -> str:
    """The locale of the agenda that the digest names."""
    return digest.partition(":")[0]


def rendition_name(representation: str, digest: str) -> str:
    """The name of a rendition: other bytes have another name, so none is ever overwritten."""
    return f"{representation}.{digest.rpartition(':')[2]}"
