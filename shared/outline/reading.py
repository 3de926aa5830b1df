"""Bytes to text: the encodings an outline comes in, and what is no text at all."""

from __future__ import annotations

import codecs
import json
import re
from functools import cache
from importlib.resources import files
from itertools import pairwise

from shared.outline.errors import OutlineUnreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Where two read the same letters the first wins: bytes of one language often look like another's.
_OLD_ENCODINGS = (
    "windows-1252", "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1255",
    "windows-1256", "iso8859-2", "iso8859-5", "iso8859-7", "iso8859-9", "iso8859-15", "koi8-r",
    "koi8-u", "mac-roman",
)  # fmt: skip
# Every C0 control but tab, line feed, vertical tab, form feed and carriage return; and DEL.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_WORD = re.compile(r"\w+")
_CONTROLS_IN_A_THOUSAND = 5
_LOOKED_AT = 20_000
_LEGIBLE = 0.7
_SIGNS = frozenset(
    "\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e«»\u2039\u203a…•·°§©®™€£ªº¿¡\u00d7½¼¾²³"
    "\xa0\xad\u200e\u200f؟،؛"
)


def read_text(source: bytes | str) -> str:
    """The text of an outline, in UTF-8, UTF-16, UTF-32 or an old encoding of Europe or the Levant.

    Raises OutlineUnreadable for an empty source and for bytes that are no text.
    """
    text = source if isinstance(source, str) else decode(source)
    text = _SURROGATE.sub("", text).removeprefix("\ufeff")
    _refuse_controls(text)
    if not text.strip():
        raise OutlineUnreadable("The outline is empty.")
    return _CONTROL.sub(" ", text)


def decode(source: bytes) -> str:
    """Bytes as text: by their mark, as UTF-8, else as the old encoding whose letters fit best."""
    for mark, encoding in _MARKS:
        if source.startswith(mark):
            return _decode_strictly(source, encoding)
    if b"\0" in source:
        wide = _decode_wide(source)
        if wide is not None:
            return wide
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as broken:
        _refuse_broken_utf8(source, broken)
    return _decode_strictly(source, _old_encoding(source))


def _decode_strictly(source: bytes, encoding: str) -> str:
    try:
        return source.decode(encoding)
    except UnicodeDecodeError as broken:
        raise OutlineUnreadable(
            "The bytes are no text in UTF-8, UTF-16 or an encoding of Europe or the Levant.",
            _line_at(source, broken.start),
        ) from broken


def _decode_wide(source: bytes) -> str | None:
    """UTF-16 without a mark: its blanks and line ends have a zero on one side, always the same."""
    little, big = source[1::2].count(0), source[::2].count(0)
    if (
        len(source) % 2
        or max(little, big) * 20 < len(source)
        or min(little, big) * 10 > max(little, big)
    ):
        return None
    try:
        text = source.decode("utf-16-le" if little > big else "utf-16-be")
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else text


def _old_encoding(source: bytes) -> str:
    """The encoding whose letters are most of all those of one language; windows-1252 if none."""
    sample = source[:_LOOKED_AT]
    best, name = (_LEGIBLE, 0), "windows-1252"
    for encoding in _OLD_ENCODINGS:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        fit = _fit(text)
        if fit > best:
            best, name = fit, encoding
    return name


def _fit(text: str) -> tuple[float, int]:
    """How much of what is not ASCII one language writes, and how many of its words are there."""
    strange = [letter for letter in text if letter > "\x7f"]
    words = [word.casefold() for word in _WORD.findall(text)]
    shouting = sum(1 for a, b in pairwise(text) if a.islower() and b.isupper())
    best = (0.0, 0)
    for letters, common in _languages():
        known = sum(letter in letters for letter in strange)
        share = max(known - shouting, 0) / max(len(strange), 1)
        best = max(best, (round(share, 2), sum(word in common for word in words)))
    return best


@cache
def _languages() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Of each language its letters beyond ASCII, with the signs of print, and its common words."""
    source = files("shared.outline").joinpath("words/letters.json").read_text("utf-8")
    return tuple(
        (
            frozenset(one["letters"] + one["letters"].upper()) | _SIGNS,
            frozenset(one["words"].split()),
        )
        for one in json.loads(source).values()
    )


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
