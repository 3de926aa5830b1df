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


def visible(text: str) -> str:
    """What a calendar can carry of a text: line ends become one newline, other control
    characters and lone surrogates are dropped.
    """
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))


def escape_text(text: str) -> str:
    """A TEXT value (RFC 5545 section 3.3.11)."""
    return "".join(_ESCAPES.get(one, one) for one in visible(text))


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
    folded: list[bytes] = []
    part = b""
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > LONGEST_LINE:
            folded.append(part)
            part = b" "
        part += octets
    return b"\r\n".join((*folded, part)) + b"\r\n"


def write_lines(lines: Iterable[str]) -> bytes:
    """Lines as the bytes of a calendar."""
    return b"".join(fold_line(line) for line in lines)
