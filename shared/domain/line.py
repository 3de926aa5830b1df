"""The line: keys by which people who wait are ordered, and keys between two others.

Keys are compared as ASCII text. A newcomer's key begins with the microsecond of arrival, so the
line is first come first served until somebody is moved.
"""

from __future__ import annotations

from datetime import datetime

DIGITS = "-0123456789abcdefghijklmnopqrstuvwxyz"
"""The letters of keys in their order; no key ends with the first of them."""


def key_of_newcomer(registration_id: str, now: datetime) -> str:
    """The key of somebody who joins the line now; the id parts those who arrive together."""
    return f"{int(now.timestamp() * 1_000_000):020d}-{registration_id}"


def key_between(low: str, high: str) -> str:
    """A key after `low` (empty: the beginning of the line) and before `high`; low < high."""
    padded = low.ljust(len(high), DIGITS[0])
    same = next(n for n, letter in enumerate(high) if padded[n] != letter)
    return high[:same] + _middle(low[same:], high[same:])


def key_at_end(last: str, newcomer: str) -> str:
    """A key after the `last` one, and before those of people who are still to come.

    That is the newcomer's own, unless clocks differ and `last` is ahead of it.
    """
    return newcomer if newcomer > last else last + DIGITS[len(DIGITS) // 2]


def _middle(low: str, high: str) -> str:
    """A key between two whose first letters differ; an empty `high` has no end."""
    first = DIGITS.index(low[0]) if low else 0
    second = DIGITS.index(high[0]) if high else len(DIGITS)
    if second - first > 1:
        return DIGITS[(first + second) // 2]
    if len(high) > 1:
        return high[0]
    return DIGITS[first] + _middle(low[1:], "")
