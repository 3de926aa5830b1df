"""Bytes to text: the encodings an outline comes in, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from shared.outline.errors import OutlineUnreadable

_FILES = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a zipped file such as .docx or .xlsx",
    b"\xd0\xcf\x11\xe0": "an old Office file such as .doc or .xls",
    b"{\\rtf": "an RTF file",
}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Every C0 control but tab, line feed, vertical tab, form feed and carriage return; and DEL.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROLS_IN_A_THOUSAND = 5


def read_text(source: bytes | str) -> str:
    """The text of an outline: UTF-8, UTF-16 with a byte order mark, or windows-1252.

    Raises OutlineUnreadable for an empty source, a known binary format, and bytes that are no text.
    """
    text = source if isinstance(source, str) else _decode(source)
    text = _SURROGATE.sub("", text).removeprefix("\ufeff")
    _refuse_controls(text)
    if not text.strip():
        raise OutlineUnreadable("The outline is empty.")
    return _CONTROL.sub(" ", text)


def _decode(source: bytes) -> str:
    for signature, name in _FILES.items():
        if source.startswith(signature):
            raise OutlineUnreadable(f"This is {name}; the outline must be plain text.")
    if source.startswith(_UTF16):
        return _decode_strictly(source, "utf-16")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        _refuse_broken_utf8(source, broken)
    return _decode_strictly(source, "windows-1252")


def _decode_strictly(source: bytes, encoding: str) -> str:
    try:
        return source.decode(encoding)
    except UnicodeDecodeError as broken:
        raise OutlineUnreadable(
            "The bytes are no text in UTF-8, UTF-16 or windows-1252.",
            _line_at(source, broken.start),
        ) from broken


def _refuse_broken_utf8(source: bytes, broken: UnicodeDecodeError) -> None:
    """Damaged UTF-8 read as windows-1252 would give wrong letters all over: say so instead."""
    lenient = source.decode("utf-8", errors="replace")
    foreign = [letter for letter in lenient if letter > "\x7f"]
    if len(foreign) > 2 * foreign.count("\ufffd"):
        raise OutlineUnreadable(
            "The text is damaged: its UTF-8 breaks off here.", _line_at(source, broken.start)
        ) from broken


def _refuse_controls(text: str) -> None:
    found = _CONTROL.findall(text)
    if "\0" in found or len(found) * 1000 > len(text) * _CONTROLS_IN_A_THOUSAND:
        first = _CONTROL.search(text)
        assert first is not None
        line = text.count("\n", 0, first.start()) + 1
        raise OutlineUnreadable("This is not text: it is full of control characters.", line)


def _line_at(source: bytes, offset: int) -> int:
    return source.count(b"\n", 0, offset) + 1
