"""Documents as bytes: compact JSON, and gzip that is the same at every start."""

from __future__ import annotations

import gzip
import json
from typing import Any


def encode_json(document: object) -> bytes:
    """Compact JSON, UTF-8, the fields in the document's order."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def compress(body: bytes) -> bytes:
    """The body gzip-compressed, without the time of day in it (RFC 1952)."""
    return gzip.compress(body, compresslevel=9, mtime=0)


def read_json(compressed: bytes) -> Any:
    """The document in a compressed rendition."""
    return json.loads(gzip.decompress(compressed))
