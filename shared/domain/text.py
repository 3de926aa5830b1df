"""Rules for single lines of text that people type: cleaning, folding, limits."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 256
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SEPARATORS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DROPPED = re.compile(r"[\x00\ud800-\udfff]")
_WHITE_SPACE = re.compile(r"\s+")
_MARKS = re.compile(
    r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"  # Latin, Greek
    r"\u0483-\u0489\u2de0-\u2dff\ua66f-\ua672\ua674-\ua67d\ua69e\ua69f"  # Cyrillic
    r"\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\ufb1e"  # Hebrew
    r"\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    r"\u06ea-\u06ed\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"  # Arabic, and its tatweel
    r"\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+"  # no width at all
)
_PLAIN = (
    dict(
        zip(
            "\N{LATIN SMALL LETTER DOTLESS I}øđðħłŧŋĸƀɓƈɖɗǝəɛƒɠɣɨɩƙɲɔƥƭʈʉʋƴƶ",
            "ioddhltnqbbcddeeefggiiknopttuvyz",
            strict=True,
        )
    )
    | {"æ": "ae", "œ": "oe", "þ": "th"}
    | dict(zip("ٱىیک\N{ARABIC LETTER TEH MARBUTA}", "اييك\N{ARABIC LETTER HEH}", strict=True))
    | dict.fromkeys("\u2018\u2019\u02bb\u02bc\u05f3", "'")
    | dict.fromkeys("\u201c\u201d\u05f4", '"')
    | dict.fromkeys("\u2010\u2012\u2013\u2014\u05be", "-")
)
_VARIANTS = re.compile(f"[{''.join(_PLAIN)}]")


def clean_line(text: str) -> str:
    """One line as it is kept: NUL and lone surrogates dropped, each run of control characters
    or separators turned into one space, ends trimmed, NFC.
    """
    visible = _SEPARATORS.sub(" ", _DROPPED.sub("", text))
    return unicodedata.normalize("NFC", visible).strip()


def without_bidi(text: str) -> str:
    """The text without the characters that turn round what stands after it."""
    return _BIDI_CONTROLS.sub("", text)


def has_control(text: str) -> bool:
    """Whether a line holds a control character, a separator or a lone surrogate."""
    return bool(_SEPARATORS.search(text) or _DROPPED.search(text))


def fold(text: str) -> str:
    """The form in which names are compared: NFKC, casefolded, white space to one space.

    Diacritics stay: two people may differ by nothing else.
    """
    return _WHITE_SPACE.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def search_key(text: str) -> str:
    """The form in which words are looked for: folded, and spelled as a plain keyboard spells.

    The marks of Latin, Greek, Cyrillic, Hebrew and Arabic letters go, letters that are one with
    their stroke or tie lose it, and so do the Arabic spellings that vary; the vowel signs of
    other scripts and whole syllables of Hangul stay. Never a form to tell two names apart.
    """
    if not text.isascii():
        bare = _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()
        plain = _VARIANTS.sub(lambda variant: _PLAIN[variant[0]], bare)
        text = unicodedata.normalize("NFC", plain)
    return " ".join(text.casefold().split())
