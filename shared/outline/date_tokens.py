"""The words, numbers and signs of a line, each as one letter for its part in a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shared.outline.calendar_words import Meanings, month_names, weekday_names, words_of_days
from shared.outline.folding import fold

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:'(?=\s|$|\d))?|[^\w\s]|_")
_SIGNS = {"\u060c": ",", "-": "-", "~": "-", ">": "-", ".": ".", ",": ",", "/": "/",
          ":": ":", "|": ":", "(": "(", ")": ")", "&": "a", "+": "a"}  # fmt: skip
_ROMAN = {
    name: n
    for n, name in enumerate(
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], 1
    )
}
_LAST_DAY = 31
_CENTURIES = range(1900, 2200)
_VERBS = {"may", "march"}


@dataclass(frozen=True)
class Token:
    """`kind` is `n` a day or month number, `x` another of two digits, `y` a year, `m` a month,
    `w` a weekday, `r` a Roman month, `o` of, `t` to, `a` and, `b` several of these, `s` what is
    glued to a number, `e` an era, `d` a point between digits, `q` anything else, or a sign.
    """

    first: int
    last: int
    kind: str
    number: int = 0
    means: Meanings | None = None


def read_tokens(text: str, languages: Sequence[str]) -> tuple[Token, ...]:
    """All tokens of a line. `languages`: those it may be in; short names of others count less."""
    folded = fold(text)
    raw = [(match.start(), match.end(), match[0]) for match in _TOKEN.finditer(folded)]
    found: list[Token] = []
    at = 0
    while at < len(raw):
        token, used = _read(raw, at, found, text, languages)
        found.append(token)
        at += used
    return tuple(found)


_Raw = list[tuple[int, int, str]]


def _read(
    raw: _Raw, at: int, before: list[Token], text: str, languages: Sequence[str]
) -> tuple[Token, int]:
    first, last, word = raw[at]
    if word.isdecimal():
        kind = "q" if _is_hour(raw, at) else _kind_of_number(word)
        return Token(first, last, kind, int(word[:9])), 1
    if not word[0].isalpha():
        if word == "-" and (suffix := _suffix_after_dash(raw, at, before)):
            return suffix, 2
        return Token(first, last, _kind_of_sign(raw, at, before)), 1
    glued = bool(before) and before[-1].kind == "n" and before[-1].last == first
    if glued and word in words_of_days("suffix"):
        return Token(first, last, "s"), 1
    if found := _read_pair(raw, at):
        return found
    return _read_word(raw, at, before, text, languages), 1


def _is_hour(raw: _Raw, at: int) -> bool:
    """`9h`, `9h30`: the hour of a clock is neither a day nor a year."""
    return at + 1 < len(raw) and raw[at + 1][0] == raw[at][1] and raw[at + 1][2] == "h"


def _kind_of_number(digits: str) -> str:
    if len(digits) == 4 and int(digits) in _CENTURIES:
        return "y"
    if len(digits) > 2:
        return "q"
    return "n" if 1 <= int(digits) <= _LAST_DAY else "x"


def _kind_of_sign(raw: _Raw, at: int, before: list[Token]) -> str:
    first, last, sign = raw[at]
    glued = before and before[-1].kind in "nxyq" and before[-1].last == first
    if sign in ".:" and glued and at + 1 < len(raw):
        following = raw[at + 1]
        if following[0] == last and following[2].isdecimal():
            return "d"
    return _SIGNS.get(sign, "q")


def _suffix_after_dash(raw: _Raw, at: int, before: list[Token]) -> Token | None:
    """`4-én`: what follows the dash is no word of its own."""
    if not before or before[-1].kind not in {"n", "y"} or at + 1 >= len(raw):
        return None
    first, last, word = raw[at + 1]
    glued = before[-1].last == raw[at][0] and raw[at][1] == first
    return Token(raw[at][0], last, "s") if glued and word in words_of_days("suffix") else None


def _read_pair(raw: _Raw, at: int) -> tuple[Token, int] | None:
    """`تشرين الثاني`, `יום שני` and `segunda-feira` are one name of two words."""
    for size in (2, 3):
        parts = raw[at : at + size]
        if len(parts) < size:
            return None
        pair = ("" if size == 3 else " ").join(part[2] for part in parts)
        for kind, names in (("m", month_names()), ("w", weekday_names())):
            if pair in names:
                return Token(parts[0][0], parts[-1][1], kind, 0, names[pair]), size
    return None


def _read_word(
    raw: _Raw, at: int, before: list[Token], text: str, languages: Sequence[str]
) -> Token:
    first, last, word = raw[at]
    if word in _VERBS and text[first].islower() and not _year_near(raw, at):
        return Token(first, last, "q")
    month = month_names().get(word) or month_names().get(word.removeprefix("ב"))
    if month:
        return Token(first, last, "m", 0, month)
    if word in weekday_names():
        return Token(first, last, "w", 0, weekday_names()[word])
    if word in _ROMAN and _between_points(raw, at, before):
        return Token(first, last, "r", _ROMAN[word])
    short = _read_short(raw, at, before, languages)
    return short or Token(first, last, _kind_of_word(word))


def _year_near(raw: _Raw, at: int) -> bool:
    return any(len(part[2]) == 4 and part[2].isdecimal() for part in raw[at + 1 : at + 4])


def _between_points(raw: _Raw, at: int, before: list[Token]) -> bool:
    after = raw[at + 1][2] if at + 1 < len(raw) else ""
    year = len(after) == 4 and after.isdecimal()
    return bool(before) and before[-1].kind in ".n" and (after == "." or year)


def _read_short(raw: _Raw, at: int, before: list[Token], languages: Sequence[str]) -> Token | None:
    """`Mar 4`, `4 mar.`: short names count beside numbers alone."""
    first, last, word = raw[at]
    after = [part[2] for part in raw[at + 1 : at + 5]]
    rest = after[next((n for n, one in enumerate(after) if one not in {".", ","}), 0) :]
    number = bool(rest) and rest[0].isdecimal()
    counted = next((one.kind in "nsx" for one in reversed(before) if one.kind not in ".d"), False)
    month, day = month_names(short=True).get(word), weekday_names(short=True).get(word)
    of_month = len(rest) > 1 and (rest[1] in month_names() or rest[1] in month_names(short=True))
    if month and (counted or (number and not (day and of_month))):
        year = number and len(rest[0]) == 4
        spoken = {one for told in month.values() for one in told}
        if after[:1] == ["."] or year or "en" in spoken or spoken & set(languages):
            return Token(first, last, "m", 0, month)
    if day and not counted and number and len(rest[0]) <= 2:
        return Token(first, last, "w", 0, day)
    beside = before and (before[-1].kind in "(," or before[-1].kind in "ym")
    own = day and {one for told in day.values() for one in told} & set(languages)
    ends = not after or not after[0].isalpha()
    if day and beside and len(word) > 2 and (own or ends):
        return Token(first, last, "w", 0, day)
    return None


def _kind_of_word(word: str) -> str:
    kinds = [kind for kind in ("of", "to", "and", "era") if word in words_of_days(kind)]
    if kinds == ["era"]:
        return "e"
    kinds = [kind for kind in kinds if kind != "era"]
    return "b" if len(kinds) > 1 else kinds[0][0] if kinds else "q"
