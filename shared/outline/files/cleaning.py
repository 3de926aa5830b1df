"""Text without what cannot be seen: the spelling that all readers of files share."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufe00-\ufe0f\ufeff"
)
_UNSEEN = re.compile(f"[{_INVISIBLE}]")
_STRANGE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ue000-\uf8ff\ufffc\ufffd]"
)
_BOXES = re.compile("[\u2500-\u259f]")
_BULLET = re.compile(
    r"[-*+\u2010-\u2015\u2212•·‣\u2043∙▪▫◦●○■□◾►▸▶➢➤➔→✓✔❖◆◇]\s+(?=\S)|[•▪◦●■►➢➤❖◆]\s*(?=\w)"
)
_RULE = re.compile(r"[\s|+:=_*~.\u2010-\u2015\u2212-]*")


def clean(text: str) -> str:
    """A text in NFC, on one line, with single spaces and only what a reader sees."""
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    text = _STRANGE.sub(" ", text)
    return " ".join(_BOXES.sub(" ", text).split())


def cut_bullet(text: str) -> tuple[str, bool]:
    """A clean text without the bullet sign before it, and whether there was one."""
    sign = _BULLET.match(text)
    return (text[sign.end() :], True) if sign else (text, False)


def is_rule(text: str) -> bool:
    """Whether a text only draws a line, such as `-----` or `+---+---+`."""
    return _RULE.fullmatch(text) is not None
