"""What a session is for, told by the words of its title."""

from __future__ import annotations

import re

from shared.domain.session import Kind
from shared.outline.lines import DASHES

_NUMBERED = re.compile(
    r"(?:session|panel|module|part|block|workshop|keynote|lecture|topic|theme)\b(?!\s+break)",
    re.IGNORECASE,
)
_MEAL = r"(?:coffee|tea|lunch|breakfast|refreshments?)"
_RULES = tuple(
    (kind, re.compile(rule, re.IGNORECASE))
    for kind, rule in (
        (Kind.BREAK, rf"(?:\S+\s){{0,2}}(?:{_MEAL}|breaks?|pause)\b"),
        (Kind.REGISTRATION, r"(?:\S+\s){0,2}(?:registration|check-in|sign-in)\b"
                            r"|arrival of (?:the )?(?:participants|guests|delegates)\b"),
        (Kind.OTHER, r"(?:\S+\s){0,2}(?:dinner|reception|cocktails?|drinks|excursion|sightseeing"
                     r"|free time|departure|arrival|travel|transfer|depart|group photo)\b"),
        (Kind.CLOSING, r"(?:\S+\s){0,2}(?:conclusions?|closing|closure|wrap-up|farewell)\b"),
        (Kind.OPENING, r"(?:\S+\s){0,2}(?:opening|welcome)\b(?!\s+(?:keynote|panel|session\s\d))"),
    )
)  # fmt: skip


def kind_of(title: str | None) -> Kind:
    """The kind that a title tells; a title that tells none is a session."""
    head = re.split(rf"[:{DASHES[:-1]}]|\s-\s", title or "", maxsplit=1)[0].strip()
    if _NUMBERED.match(head):
        return Kind.SESSION
    return next((kind for kind, rule in _RULES if rule.match(head)), Kind.SESSION)
