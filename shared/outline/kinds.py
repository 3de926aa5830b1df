"""What a session is for, told by the words of its title.

The noun at the head decides: `Lunch talk` is a talk, `Talk on lunches` too, `Networking lunch` a
break. What stands before a colon or a dash decides before what stands after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from shared.domain.session import Kind
from shared.outline.folding import fold
from shared.outline.vocabulary import Unit, vocabulary

_LONGEST = 300  # characters of a title that can tell its kind
_CUT = re.compile(r":\s|\s[-|>\u2013\u2014]+\s|\u2014|[:.;!?](?=\s|$)|\n")
_BRACKETS = re.compile(r"[(\[{<][^()\[\]{}<>]*[)\]}>]?")
_NUMBERED = re.compile(
    r"(?:[a-z]+\s)?(?:session|panel|module?|modul|part|block?|bloque|bloc|workshop|atelier|taller"
    r"|keynote|lecture|topic|theme?|thema|tema|sitzung|sesion|sessao|sessione|seance|sesja|sesija"
    r"|sesiune|sesiunea|oturum|szekcio|ules|track|round|roundtable|table ronde|mesa redonda"
    r"|tavola rotonda|forum|item|punkt|point|сессия|сесия|сесија|сесіія|сесія|секция|секція|тема"
    r"|панель?|блок|συνεδρια|ενοτητα|מושב|פאנל|الجلسة|جلسة|radionica|radionica|workshopblock)"
    r"s?\s?(?:no\.?|nr\.?|n[°º]|#)?\s?(?:\d+\s?[a-z]?|[ivxl]+|[a-z])(?![^\W_])"
    r"|(?:\d+|[ivxl]+)\.?\s(?:sitzung|oturum|sesja|szekcio|сессия|сесія|сесија|sesija|panel|ules)"
)
_NO_BREAK_AFTER = re.compile(r"\s(?:break|pause)")
_OBJECTS = {"the", "a", "an", "our", "your", "up", "new"}
_SPLIT = re.compile(r"[&+/,]")
_MOST_UNKNOWN = 2  # words before the one that tells
_KINDS = (
    ("registration", Kind.REGISTRATION), ("rest", Kind.BREAK), ("meal", Kind.BREAK),
    ("other", Kind.OTHER), ("mingling", Kind.OTHER), ("closing", Kind.CLOSING),
    ("opening", Kind.OPENING),
)  # fmt: skip
_TELLING = {name for name, _ in _KINDS} | {"introduction", "end", "talk"}


def kind_of(title: str | None, *, first: bool = True, presented: bool = False) -> Kind:
    """The kind that a title tells; a title that tells none is a session.

    `first`: whether it is the first entry of its day, where an `Introduction` opens the meeting.
    `presented`: whether somebody presents it; then `Tea and empire` is about tea.
    """
    told = _told(title, first=first)
    subject = presented and told in {Kind.BREAK, Kind.OTHER} and _is_subject(title or "")
    return Kind.SESSION if subject else told


def _told(title: str | None, *, first: bool) -> Kind:
    text = fold(title or "")[:_LONGEST].replace("q&a", "qa").replace("'s ", " ").strip(" .*_#\"'")
    if _NUMBERED.match(text) and not _NO_BREAK_AFTER.search(text[:40]):
        return Kind.SESSION
    plain = _BRACKETS.sub(" ", text)
    parts = [part.strip() for part in _CUT.split(plain, maxsplit=1) if part.strip()]
    left, *right = parts or [""]
    told = _kind(left, first=first)
    if told is None and right and _is_pure(right[0]) and len(left.split()) <= 2:
        told = _kind(right[0], first=first)
    return told or Kind.SESSION


def _is_subject(title: str) -> bool:
    """Whether a title says more than what happens and who gives it: not `Dinner hosted by`."""
    given = any(unit.classes & {"by", "host"} for unit in vocabulary("people").units(title))
    return not given and not _is_pure(title)


def _is_pure(text: str) -> bool:
    """Whether a text has no word but those that tell kinds."""
    units = vocabulary("kinds").units(text)
    return bool(units) and all(unit.classes for unit in units)


def _kind(text: str, *, first: bool) -> Kind | None:
    """The kind of an enumeration: registration before all, else what is named first."""
    kinds = [_kind_of_one(one, first=first) for one in _conjuncts(text)]
    if not kinds:
        return None
    if Kind.REGISTRATION in kinds and None not in kinds[: kinds.index(Kind.REGISTRATION)]:
        return Kind.REGISTRATION
    if kinds[0] is Kind.OTHER and Kind.BREAK in kinds and _starts_mingling(text):
        return Kind.BREAK
    if kinds[0] is None and kinds[-1] is Kind.CLOSING and len(text.split()) <= 6:
        return Kind.CLOSING
    return kinds[0]


def _starts_mingling(text: str) -> bool:
    units = vocabulary("kinds").units(text)
    return "mingling" in units[0].classes and "rest" in {c for unit in units for c in unit.classes}


def _conjuncts(text: str) -> list[list[Unit]]:
    """The units of each part of an enumeration."""
    found: list[list[Unit]] = []
    for piece in _SPLIT.split(text):
        found.append([])
        for unit in vocabulary("kinds").units(piece):
            if "and" in unit.classes and unit.words != ("a",) and found[-1]:
                found.append([])
            else:
                found[-1].append(unit)
    return [one for one in found if one]


def _kind_of_one(units: Sequence[Unit], *, first: bool) -> Kind | None:
    links = {"of", "at"}
    begin = 1 if len(units) > 1 and units[0].classes & {"of", "neutral"} & links else 0
    units = units[begin:]
    if "at" in units[0].classes and not units[0].classes & {"neutral", *_TELLING}:
        return None
    head = [units[0], *takewhile(lambda unit: not _links(unit), units[1:])]
    tail = units[len(head) :]
    if not any(_tells(unit) for unit in head):
        return _kind_of_tail(head, tail)
    known = next(at for at, unit in enumerate(head) if _tells(unit))
    if sum(not unit.classes for unit in head[:known]) > _MOST_UNKNOWN:
        return None
    return _head_kind(head, tail, first=first)


def _links(unit: Unit) -> bool:
    return bool(unit.classes & {"of", "at"}) and not unit.classes & _TELLING


def _tells(unit: Unit) -> bool:
    return bool(unit.classes & _TELLING)


def _kind_of_tail(head: Sequence[Unit], tail: Sequence[Unit]) -> Kind | None:
    """`Words of welcome`: a head that says nothing itself hands over to what follows `of`."""
    if not tail or "of" not in tail[0].classes:
        return None
    if not all(unit.classes & {"neutral", "gathering"} for unit in head):
        return None
    told = next((unit for unit in tail if not unit.classes & {"of", "neutral"}), None)
    return None if told is None else _named(told.classes - {"talk"})


def _head_kind(head: Sequence[Unit], tail: Sequence[Unit], *, first: bool) -> Kind | None:
    classes = {name for unit in head for name in unit.classes}
    last = next(unit for unit in reversed(head) if _tells(unit))
    pastime = last.classes & {"rest", "meal", "other"}
    if "talk" in last.classes or ("talk" in classes and not pastime):
        return Kind.SESSION
    if "registration" in classes:
        return _registration(head, tail)
    if "rest" in classes:
        return Kind.BREAK
    if classes & {"meal", "other", "mingling"}:
        return _pastime(head, tail)
    if classes & {"opening", "closing"}:
        return _words_of_occasion(head, tail)
    return _light(head, tail, first=first)


def _registration(head: Sequence[Unit], tail: Sequence[Unit]) -> Kind | None:
    """Registration of people; that of trademarks is a subject."""
    at = next(n for n, unit in enumerate(head) if "registration" in unit.classes)
    after = [*head[at + 1 :], *tail]
    if not after or any("audience" in unit.classes for unit in after):
        return Kind.REGISTRATION
    unknown = not after[0].classes or ("of" in after[0].classes and _all_unknown(after[1:]))
    return None if unknown and "accueil" not in head[at].words else Kind.REGISTRATION


def _all_unknown(units: Sequence[Unit]) -> bool:
    return not any(unit.classes & {"event", *_TELLING} for unit in units)


def _pastime(head: Sequence[Unit], tail: Sequence[Unit]) -> Kind | None:
    """Meals and leisure, unless people meet over them or they are a subject themselves."""
    told = [n for n, unit in enumerate(head) if unit.classes & {"meal", "other", "mingling"}]
    after = head[told[-1] + 1 :]
    if after and after[0].classes & {"goods"}:
        return None
    meal = any("meal" in unit.classes for unit in head)
    if meal and any("gathering" in unit.classes for unit in after):
        return Kind.SESSION
    of = bool(tail) and "of" in tail[0].classes and "at" not in tail[0].classes
    if of and "move" in head[told[-1]].classes:
        return _moved(tail)
    audience = any("audience" in unit.classes for unit in after)
    if audience and "other" in head[told[-1]].classes:
        return Kind.REGISTRATION
    if meal and "other" not in head[told[-1]].classes:
        return Kind.BREAK
    return Kind.OTHER


def _moved(tail: Sequence[Unit]) -> Kind | None:
    """`Arrival of participants`, but `Transfer of technology`."""
    if any("audience" in unit.classes for unit in tail):
        return Kind.REGISTRATION
    return Kind.OTHER if any(unit.classes & {"event", *_TELLING} for unit in tail) else None


def _words_of_occasion(head: Sequence[Unit], tail: Sequence[Unit]) -> Kind | None:
    if any("registration" in unit.classes for unit in tail[:3]):
        return Kind.REGISTRATION
    return None if _has_object(head) else _named({name for unit in head for name in unit.classes})


def _has_object(head: Sequence[Unit]) -> bool:
    """`Closing the gap` does something; `Closing the meeting` ends it."""
    at = next(n for n, unit in enumerate(head) if unit.classes & {"opening", "closing"})
    after = head[at + 1 :]
    if head[at].words[-1] not in {"opening", "closing", "welcoming", "concluding"} or not after:
        return False
    event = any(unit.classes & {"event", "audience", "opening", "closing"} for unit in after)
    return not event and (after[0].words[0] in _OBJECTS or not after[0].classes - {"goods"})


def _light(head: Sequence[Unit], tail: Sequence[Unit], *, first: bool) -> Kind | None:
    """Words that open or end a meeting only where they stand alone or speak of it."""
    others = [unit for unit in (*head, *tail) if not unit.classes & {"introduction", "end"}]
    links = {"neutral", "of", "at", "event", "audience", "gathering", "opening"}
    ends = any("end" in unit.classes for unit in head)
    alone = all(unit.classes & links for unit in others)
    if ends:
        return Kind.CLOSING if alone or _is_of_event(tail) else None
    subject = bool(tail) and not _is_of_event(tail)
    return Kind.OPENING if first and alone and not subject else None


def _is_of_event(tail: Sequence[Unit]) -> bool:
    return any(unit.classes & {"event", "audience"} for unit in tail[:4])


def _named(classes: set[str] | frozenset[str]) -> Kind | None:
    return next((kind for name, kind in _KINDS if name in classes), None)
