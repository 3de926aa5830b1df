"""Rules for single lines of text that people type: cleaning, folding, limits."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 256
_SEPARATORS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DROPPED = re.compile(r"[\x00\ud800-\udfff]")
_WHITE_SPACE = re.compile(r"\s+")


def clean_line(text: str) -> str:
    """One line as it is kept: NUL and lone surrogates dropped, each run of control characters
    or separators turned into one space, ends trimmed, NFC.
    """
    visible = _SEPARATORS.sub(" ", _DROPPED.sub("", text))
    return unicodedata.normalize("NFC", visible).strip()


def has_control(text: str) -> bool:
    """Whether a line holds a control character, a separator or a lone surrogate."""
    return bool(_SEPARATORS.search(text) or _DROPPED.search(text))


def fold(text: str) -> str:
    """The form in which names are compared: NFKC, casefolded, white space to one space.

    Diacritics stay: two people may differ by nothing else.
    """
    return _WHITE_SPACE.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
