"""Postal addresses on lines of their own."""

from __future__ import annotations

import re

_POSTCODE = re.compile(
    r"(?<![\d\u00a9] )(?<!\d)(?!(?:19|20)\d\d\s[A-Z][a-z])(?:[A-Z]{1,2}-)?\d{2,3}[ -]?\d{2,3}\s"
    r"(?:[A-Z]{2}\s)?(?P<city>[^\W\d_][^\d,]{1,40})$"
)
_LONGEST = 80


def is_postcode_line(text: str) -> bool:
    """Whether a line is, or ends in, a postcode and a city."""
    return len(text) <= _LONGEST and city_of(text) is not None


def city_of(text: str) -> str | None:
    """The city behind a postcode."""
    found = _POSTCODE.search(text)
    first = found["city"][:1] if found else ""
    return found["city"].strip(" .") if found and not first.islower() else None


def is_address_line(text: str) -> bool:
    """Whether a line may be a house or a street: short, and no sentence."""
    return 0 < len(text) <= _LONGEST and text[-1] not in ".!?:;" and len(text.split()) <= 6
