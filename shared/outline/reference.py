"""The number that an office gives an activity."""

from __future__ import annotations

import re

_OUTLINE = re.compile(r"\b(?:activity|outline|reference|concept note)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){1,5}(?![\d.]*\d)")
_LONGEST = 300


def reference_of(text: str) -> str | None:
    """The number of an activity: `5.4.5 Activity outline`."""
    number = _REFERENCE.search(text) if len(text) <= _LONGEST and _OUTLINE.search(text) else None
    return number[0] if number else None
