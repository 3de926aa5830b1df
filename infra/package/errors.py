"""How packaging fails."""

from __future__ import annotations


class CannotPackage(Exception):
    """Something that packaging needs is missing or wrong. Holds the line that says what."""
