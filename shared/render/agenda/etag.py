"""Entity tags of the agenda: told from the pointer and the request alone, before any body."""

from __future__ import annotations

import hashlib
import json

TEMPLATE_VERSION = 3
"""Rises whenever a renderer gives other bytes for the same agenda."""


def entity_tag(revision: int, digest: str, name: str, query: str, coding: str) -> str:
    """The strong tag of one representation (RFC 9110 section 8.8.3), quoted.

    `digest` is the pointer's: it names the bytes of the revision and its locale; `name` is the
    representation, `query` its canonical query, `coding` gzip or identity.
    """
    says = json.dumps([TEMPLATE_VERSION, revision, digest, name, query, coding])
    return f'"{revision}-{hashlib.sha256(says.encode()).hexdigest()[:32]}"'
