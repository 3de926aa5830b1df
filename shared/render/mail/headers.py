"""Header fields of a mail, written so that no value can become another field or person."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from email.charset import Charset

from shared.domain.text import LONGEST_NAME, clean_line, without_bidi

LONGEST_TEXT = 2 * LONGEST_NAME
LONGEST_WORD = 60
LINE = 66
"""Characters of a value before it is folded; RFC 5322 section 2.1.1 wants lines of at most 78."""
LONGEST_PIECE = 39
"""Bytes of an encoded word that stays within LINE in base64: its frame is 12 characters."""
_UTF_8 = Charset("utf-8")
_JOINER = "\u200d"
SHORT_TOKEN = 50
"""What stands beside a field's name on one line of 78."""
_PLAIN = re.compile(r"[ -~]*")
_ENCODED_WORD = re.compile(r"=(?=\?)")


def header_text(text: str) -> str:
    """One clean line that cannot be read as an encoded word (RFC 2047 section 2).

    What looks like one is broken up by a space, since mail programs and Python's own parser
    would decode it, line ends and all. Controls of writing direction are dropped.
    """
    clean = " ".join(without_bidi(clean_line(text)).split())
    return _ENCODED_WORD.sub("= ", clean)[:LONGEST_TEXT]


def unstructured(text: str) -> str:
    """The value of a field of free text such as Subject, folded."""
    clean = header_text(text)
    words = clean.split(" ")
    if not _PLAIN.fullmatch(clean) or max(map(len, words)) > LONGEST_WORD:
        return _encode(clean)
    folded = textwrap.wrap(clean, LINE, break_long_words=False, break_on_hyphens=False)
    return "\r\n ".join(folded)


def token(text: str) -> str:
    """The value of a field that is one word of printable ASCII, on a line of its own if long."""
    return text if len(text) <= SHORT_TOKEN else f"\r\n {text}"


def mailbox(name: str, address: str) -> str:
    """The value of a field with one mailbox; the bare address where there is no name.

    `address` is ASCII and checked (shared.domain.address.wire_address).
    """
    clean = header_text(name)
    if not clean:
        return address
    phrase = _encode(clean)
    if _PLAIN.fullmatch(clean) and len(clean) <= LONGEST_WORD:
        phrase = '"' + re.sub(r'([\\"])', r"\\\1", clean) + '"'
    line = f"{phrase} <{address}>"
    return line if len(line) <= LINE else f"{phrase}\r\n <{address}>"


def write_fields(fields: Iterable[tuple[str, str]]) -> bytes:
    """Fields as bytes, each with its CRLF; values are folded and ASCII already."""
    return b"".join(f"{name}: {value}\r\n".encode("ascii") for name, value in fields)


def _encode(text: str) -> str:
    """The text as encoded words of at most 75 characters (RFC 2047 section 2), one a line."""
    pieces = [""]
    for sign in _signs(text):
        if pieces[-1] and len((pieces[-1] + sign).encode()) > LONGEST_PIECE:
            pieces.append("")
        pieces[-1] += sign
    return "\r\n ".join(map(_UTF_8.header_encode, pieces))


def _signs(text: str) -> Iterator[str]:
    """What a reader sees as one sign, with its marks, joiners and tints; what fills a word alone
    comes letter by letter, and so do flags, which are two letters.
    """
    sign = ""
    for letter in text:
        if sign and not _goes_on(sign, letter):
            yield from _fitting(sign)
            sign = ""
        sign += letter
    yield from _fitting(sign)


def _goes_on(sign: str, letter: str) -> bool:
    joins = letter == _JOINER or sign.endswith(_JOINER) or "\U0001f3fb" <= letter <= "\U0001f3ff"
    return joins or unicodedata.category(letter).startswith("M")


def _fitting(sign: str) -> Iterator[str]:
    yield from [sign] if len(sign.encode()) <= LONGEST_PIECE else sign
