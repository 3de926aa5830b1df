"""Read the description of this function's addresses."""

from __future__ import annotations

from pathlib import Path


def read_openapi() -> bytes:
    """The OpenAPI document, JSON."""
    return Path(__file__).with_name("openapi.json").read_bytes()
