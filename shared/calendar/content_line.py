"""Content lines of iCalendar (RFC 5545 section 3.1): escaped, quoted, folded, CRLF."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST_LINE = 75
"""Octets of a line without its CRLF (RFC 5545 section 3.1)."""
_LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_CARETS = {"^": "^^", "\n": "^n", '"': "^'"}
_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
"""The backslash first: those that the others bring stay as they are."""


def visible(text: str) -> str:
    """What a calendar can carry of a text: line ends become one newline, other control
    characters and lone surrogates are dropped.
    """
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))


def escape_text(text: str) -> str:
    """A TEXT value (RFC 5545 section 3.3.11)."""
    escaped = visible(text)
    for plain, written in _ESCAPES.items():
        escaped = escaped.replace(plain, written)
    return escaped


def quote_parameter(text: str) -> str:
    """A quoted parameter value; quotes, carets and newlines as RFC 6868 says."""
    return '"' + "".join(_CARETS.get(one, one) for one in visible(text)) + '"'


def uri(text: str) -> str:
    """A URI value: what no URI may hold is dropped, so that no second line can begin."""
    return re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]", "", text)


def text_line(name: str, text: str | None) -> tuple[str, ...]:
    """A line with a TEXT value, or no line when there is no text."""
    return (f"{name}:{escape_text(text)}",) if text else ()


def fold_line(line: str) -> bytes:
    """A line with its CRLF, folded at 75 octets and never inside a character."""
    octets = line.encode()
    folded: list[bytes] = []
    start, end = 0, LONGEST_LINE
    while end < len(octets):
        while octets[end] & 0b1100_0000 == 0b1000_0000:  # not the first octet of its character
            end -= 1
        folded.append(octets[start:end])
        start, end = end, end + LONGEST_LINE - 1  # a space goes before
    return b"\r\n ".join((*folded, octets[start:])) + b"\r\n"


def write_lines(lines: Iterable[str]) -> bytes:
    """Lines as the bytes of a calendar."""
    return b"".join(fold_line(line) for line in lines)
