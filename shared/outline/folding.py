"""Text made plain, letter for letter, so that an offset in it is one in the text itself."""

from __future__ import annotations

import unicodedata

_DASHES = "\u00ad\u058a\u05be\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\ufe58\ufe63\uff0d"
_MARKS = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"
_ALONE = {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_MARKS, " "),
    **dict.fromkeys("\u2018\u2019\u02bc\u00b4`\u05f3\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u05f4\u2033", '"'),
    **dict.fromkeys("\u301c\uff5e\u223c", "~"),
    **dict.fromkeys("\u2192\u2794\u279c\u27f6\u21d2", ">"),
    **dict.fromkeys("\u2236\ua789", ":"),
    "\u0131": "i", "ł": "l", "đ": "d", "ø": "o", "ى": "ي", "ی": "ي", "ک": "ك",
}  # fmt: skip


class _Folded(dict[int, str]):
    """What each character becomes; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold(chr(code))
        return folded


_FOLDED = _Folded()


def fold(text: str) -> str:
    """The text in small letters without accents, with ASCII digits, dashes and spaces.

    As long as the text: what is not one character (`ß`, `½`) stays, and so do superscripts.
    Text with accents as characters of their own has to be composed (NFC) before.
    """
    return text.translate(_FOLDED)


def _fold(letter: str) -> str:
    if letter in _ALONE:
        return _ALONE[letter]
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if letter.isdigit() or letter == "\n":
        return letter
    small = letter.casefold()
    parts = unicodedata.normalize("NFKD", small)
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return next((_ALONE.get(one, one) for one in (plain, small) if len(one) == 1), letter)
