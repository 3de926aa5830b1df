"""A title and its people on one line: `Title (Presenter: Name)`, `Name: Title`, `Title by Name`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shared.domain.session import Kind, Role
from shared.outline.folding import fold
from shared.outline.kinds import kind_of
from shared.outline.names import read_name
from shared.outline.people import cut_brackets, presenters_in, read_people
from shared.outline.programme import PrintedSpeaker
from shared.outline.roles import read_role
from shared.outline.vocabulary import vocabulary

_DURATION = re.compile(
    r"[(\[]\s?\d{1,3}\s?(?:min\w{0,5}\.?|['\u2032\u2019]|dk|\u043c\u0438\u043d\w{0,3})\s?[)\]]"
)
_DASH = re.compile(r"\s[\u2013\u2014|/-]\s")
_COLON = re.compile(r":\s")
_QUOTE_AFTER = re.compile(r"\s?[:,\u2013-]?\s?(?=[\u201e\u201c\u00ab\"])")
_MEET = (
    "meeting with", "treffen mit", "rencontre avec", "entretien avec", "incontro con",
    "encuentro con", "reunion con", "spotkanie z",
)  # fmt: skip
_LONGEST = 1000  # characters
_LONGEST_LEAD = 15  # words


@dataclass(frozen=True)
class Talk:
    """A title as printed without its people, and the people."""

    title: str
    people: tuple[PrintedSpeaker, ...]


def split_talk(text: str) -> Talk:
    """A talk without a time of its own, parted into its title and who gives it.

    Where nobody is sure to be named, the whole text is the title. Durations in brackets go.
    """
    if len(text) > _LONGEST:
        return Talk(text, ())
    plain = " ".join(_DURATION.sub(" ", text).split())
    return (
        _label_inside(plain)
        or _labelled(plain)
        or _at_colon(plain)
        or _at_dash(plain)
        or _quoted(plain)
        or split_title(plain)
    )


def split_title(text: str) -> Talk:
    """The title of a session, parted into its words and the people printed after them."""
    label = read_role(text)
    if len(text) > _LONGEST or (label is not None and label.certain):
        return Talk(text, ())
    return (
        _labelled(text)
        or _by(text)
        or _meeting(text)
        or _person_behind(text)
        or _last_sentence(text)
        or Talk(text, ())
    )


def _person_behind(text: str) -> Talk | None:
    """`Title - Dr Ana Roe (body)`, `Opening: Ana Roe, Mayor`: nothing but sure people at the end.

    A colon counts only behind words that say no more than what happens.
    """
    cuts = [*_DASH.finditer(text)][-1:] + [*_COLON.finditer(text)][-1:]
    for cut in cuts:
        left, right = text[: cut.start()].strip(), text[cut.end() :].strip()
        if not left or (cut[0].strip() == ":" and not _is_occasion(left)):
            continue
        read = read_people(right)
        if read.people and not read.rest and not read_people(left).people:
            return Talk(left, read.people)
    return None


def _is_occasion(text: str) -> bool:
    if kind_of(text) in {Kind.OPENING, Kind.CLOSING}:
        return True
    units = vocabulary("people").units(text)
    return bool(units) and all("format" in unit.classes for unit in units)


def _label_inside(text: str) -> Talk | None:
    """`Results - Discussant: Ana Roe`."""
    for cut in _DASH.finditer(text):
        label = read_role(text[cut.end() :])
        read = read_people(text[cut.end() :]) if label and label.certain and label.rest else None
        if read is not None and read.people and not read.rest:
            return Talk(text[: cut.start()].strip(), read.people)
    return None


def _labelled(text: str) -> Talk | None:
    """`Title (Presenter: Name)`, `Panel (Ministry of Trade)`, `Title (Dr Ana Roe)`."""
    lead, inside = cut_brackets(text)
    if inside is None or not lead:
        return None
    label = read_role(inside)
    read = read_people(inside)
    certain = label is not None and bool(label.rest)
    if read.people and not read.rest and (certain or len(lead.split()) > 1):
        whole = read_people(text)
        return None if whole.people else Talk(lead, read.people)
    lead, people = presenters_in(text)
    return Talk(lead, people) if people else None


def _at_colon(text: str) -> Talk | None:
    """`Name: Title` or, at the last colon, `Title: Name, affiliation`."""
    left, colon, right = text.partition(": ")
    if colon:
        read = read_people(left)
        if read.people and not read.rest:
            return Talk(right.strip(), read.people)
    left, colon, right = text.rpartition(": ")
    if not colon or not left.strip():
        return None
    named = read_people(right)
    return Talk(left.strip(), named.people) if named.people and not named.rest else None


def _at_dash(text: str) -> Talk | None:
    """`Title - Name (body)` and `Country, Name - Title`."""
    cuts = list(_DASH.finditer(text))
    for cut in (*cuts[-1:], *cuts[:1]):
        left, right = text[: cut.start()].strip(), text[cut.end() :].strip()
        for named, title in ((right, left), (left, right)):
            read = read_people(named)
            if read.people and not read.rest and title and not read_people(title).people:
                return Talk(title, read.people)
    return None


def _quoted(text: str) -> Talk | None:
    read = read_people(text)
    if read.people and read.rest[:1] in '\u201e\u201c\u00ab"' and read.rest:
        return Talk(read.rest, read.people)
    return Talk("", read.people) if read.people and not read.rest else None


def _by(text: str) -> Talk | None:
    """`Title by Name, post`, `Introduction de M. Roe : « Title »`."""
    people = vocabulary("people")
    units = people.units(text)
    for at, unit in enumerate(units[1:], 1):
        genitive = unit.words in {("de",), ("di",), ("del",), ("da",)}
        if "by" not in unit.classes and not genitive:
            continue
        if "host" in units[at - 1].classes and "format" not in units[at - 1].classes:
            continue
        if at > _LONGEST_LEAD:
            return None
        found = _who_after(text, unit.last, strict=genitive)
        if found is not None:
            named, after = found
            lead = text[: unit.first].rstrip(" ,(")
            return Talk(f"{lead}{after}", named)
    return None


def _who_after(
    text: str, at: int, *, strict: bool
) -> tuple[tuple[PrintedSpeaker, ...], str] | None:
    named = text[at:].strip(" :")
    quote = _QUOTE_AFTER.search(named)
    after = named[quote.start() :] if quote else ""
    named = named[: quote.start()] if quote else named.rstrip(")")
    read = read_people(named)
    if not read.people or read.rest:
        return None
    name = read_name(named.split(",")[0])
    titled = name is not None and name.text != named.split(",")[0].strip()
    if strict and not (titled or after):
        return None
    return read.people, after


def _meeting(text: str) -> Talk | None:
    """`Meeting with Mr Roe, Mayor`: whom one meets is in the title and is one of its people."""
    folded = fold(text)
    met = next((words for words in _MEET if f"{words} " in folded[:60]), None)
    if met is None:
        return None
    named = text[folded.index(met) + len(met) :].strip()
    first = named.split(",")[0]
    name = read_name(first)
    if name is None or name.text == first:
        return None
    return Talk(text, read_people(named).people)


def _last_sentence(text: str) -> Talk | None:
    """`Title. Dr Ana Roe (body)`, `Closure Ana Roe, Chair`."""
    head, stop, last = text.rpartition(". ")
    while stop and head.strip() and len(head.split()[-1]) <= 4:
        before, stop, more = head.rpartition(". ")
        head, last = before, f"{more}. {last}"
    read = read_people(last) if stop and head else None
    if read is not None and read.people and not read.rest:
        return Talk(head, read.people)
    return _with_role_after(text)


def _with_role_after(text: str) -> Talk | None:
    lead, comma, role = text.rpartition(", ")
    words = lead.split()
    for taken in (3, 2):
        if not comma or len(words) <= taken:
            continue
        read = read_people(f"{' '.join(words[-taken:])}, {role}")
        before = words[-taken - 1]
        told = bool(read.people) and read.people[0].role is not Role.SPEAKER
        if told and len(read.people) == 1 and not read.rest and before[-1:].isalpha():
            return Talk(" ".join(words[:-taken]), read.people)
    return None
