"""Labels that say what the people after them do: `Moderator:`, `Moderated by`, `Relatori:`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from shared.domain.session import Role
from shared.outline.folding import fold
from shared.outline.vocabulary import Unit, vocabulary

_LONGEST_LABEL = 90  # characters
_LABEL_END = re.compile(
    r"\s?(?:\([^()]{0,30}\)|\[[^\[\]]{0,30}\])?[\s.]*(?::|[-\u2013\u2014](?=\s|$)|$)"
)
_NUMBER = re.compile(r"\s?(?:n[o°º]\.?\s?)?\d{1,2}(?!\d)")
_ENDING = re.compile(r"\s?(?:[(/*:_]-?[a-z\u0430-\u044f]{1,6}\)?|/-?\s?[a-z]{1,6}\b)")
_PANEL_OF = re.compile(
    r"(?:panel|table ronde|podiums|mesa redonda|tavola rotonda|debat|diskus|дискус|roundtable"
    r"|round table|conversation|dyskus)[^:]*(?:between|with|among|entre|avec|mit|con|tra|met|z|s"
    r"|sa)\s?:$"
)
_BY = {"by_moderator": Role.MODERATOR, "by_chair": Role.CHAIR, "by_speaker": Role.SPEAKER}
_NOUNS = {
    "moderator": Role.MODERATOR, "chair": Role.CHAIR, "panellist": Role.PANELLIST,
    "speaker": Role.SPEAKER,
}  # fmt: skip
_PLURAL = re.compile(
    r"(?:s|y|lar|lar[i\u0131]|ler|leri|innen|ci|zy|cy|ri|ti|ste|\u0438|\u044b|\u0456|εσ|ok|ak|ek|ים|ות|ون|ين)$"
)


@dataclass(frozen=True)
class RoleLabel:
    """A printed role; `rest` is what follows it, `alone` that nothing does: its people follow.

    `certain`: a noun with its colon, so that what follows is people whatever it looks like; after
    words such as `by` or `with` it may be something else.
    """

    role: Role
    rest: str
    plural: bool
    alone: bool
    certain: bool = True


def read_role(text: str) -> RoleLabel | None:
    """The label at the beginning of a line, or the label that fills it; None if there is none."""
    units = vocabulary("roles").units(text[:_LONGEST_LABEL])
    if not units or text[: units[0].first].strip(" *_#.\u2022-\u2013[<"):
        return None
    label = _noun_label(text, units) or _verb_label(text, units)
    if label is not None:
        return label
    if len(text) <= _LONGEST_LABEL and _PANEL_OF.search(fold(text).strip(" *_")):
        return RoleLabel(Role.PANELLIST, "", plural=True, alone=True)
    return None


def role_of(text: str) -> Role | None:
    """The role that a text names and nothing else: `Chair`, `moderator`, `Vorsitz`."""
    units = vocabulary("roles").units(text)
    named = [role for unit in units if (role := _role(unit)) is not None]
    allowed = all(_role(unit) is not None or "filler" in unit.classes for unit in units)
    return named[-1] if named and allowed else None


def _role(unit: Unit) -> Role | None:
    return next((role for name, role in _NOUNS.items() if name in unit.classes), None)


def _noun_label(text: str, units: Sequence[Unit]) -> RoleLabel | None:
    """`Moderator:`, `Session chairs:`, `Speaker 3:`, `Chair and moderator -`."""
    role, word, end, sure = None, "", 0, True
    for unit in units:
        if text[end : unit.first].strip(" -/&*_()'.\"") and role is not None:
            break
        if _role(unit) is None and "filler" not in unit.classes:
            break
        if role is None and _role(unit) is not None:
            role, word = _role(unit), unit.words[-1]
            sure = "format" not in unit.classes
        end = unit.last
    if role is None:
        return None
    folded = fold(text)
    for more in (_ENDING, _NUMBER):
        found = more.match(folded, end)
        end = found.end() if found else end
    label = _closed(text, folded, end, role, word)
    return label if label is None or sure else replace(label, certain=label.alone)


def _closed(text: str, folded: str, end: int, role: Role, word: str) -> RoleLabel | None:
    closed = _LABEL_END.match(folded, _after_marks(text, end))
    if closed is None:
        return None
    rest = text[_after_marks(text, closed.end()) :].strip(" *_:")
    return RoleLabel(role, rest, bool(_PLURAL.search(word)), alone=not rest)


def _after_marks(text: str, at: int) -> int:
    while at < len(text) and text[at] in "*_)]>":
        at += 1
    return at


def _verb_label(text: str, units: Sequence[Unit]) -> RoleLabel | None:
    """`Moderated by Ana Roe`, `Modera: Ana Roe`, `par Ana Roe`."""
    kind = next((role for name, role in _BY.items() if name in units[0].classes), None)
    if kind is None:
        return None
    rest = text[units[0].last :].strip(" *_:")
    colon = text[units[0].last :].lstrip(" *_").startswith(":")
    certain = colon or (kind is not Role.SPEAKER and len(units[0].words) + len(rest) > 1)
    if not rest and not colon:
        return None
    return RoleLabel(kind, rest, plural=False, alone=not rest, certain=certain)
