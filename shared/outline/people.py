"""People and bodies that present a session, out of the lines that name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from shared.domain.session import Role
from shared.outline.institutions import is_body, part_bodies
from shared.outline.names import Name, is_given, is_mark, is_noun_like, read_name
from shared.outline.programme import PrintedSpeaker
from shared.outline.roles import read_role, role_of
from shared.outline.vocabulary import vocabulary
from shared.outline.zones import country_code

_AND = re.compile(
    r"\s(?:and|&|et|y|und|en|e|i|oraz|a|\u0219i|si|ve"
    r"|\u0438|\u0456|\u0442\u0430|\u0439|\u03ba\u03b1\u03b9"
    r"|\u00e9s|och|as well as)\s"
)
_QUOTED = re.compile(
    r"[\s,:\u2013\u2014-]*([\u201e\u201c\u00ab\"][^\u201e\u201c\u201d\u00ab\u00bb\"]{2,300}"
    r"[\u201c\u201d\u00bb\"])[\s.]*$"
)
_DASH = re.compile(r"\s[\u2013\u2014|/-]\s|\s?[\u2014]\s?")
_ACRONYM = re.compile(r"(?<![^\W_])(?=(?:[a-z]{0,2}[A-Z]){2})[A-Za-z0-9-]{2,12}(?![^\W_])")
_AND_AFTER_BRACKET = re.compile(r"\)" + _AND.pattern)
_COMMAS = {0x060C: ",", 0x061B: ";"}
_NO_VOWEL = re.compile(r"[B-DF-HJ-NP-TV-XZ]{2,5}$")
_AFFILIATED = {"post", "body", "workplace", "bodypart"}
_FEWEST_LISTED = 3  # names that nothing else proves, to be a list of people
_LONGEST = 1000  # characters
_LONGEST_LINK = 3  # letters of `of`, `and`, `für`


@dataclass(frozen=True)
class PeopleRead:
    """Who a text names, and what else it says (empty if it says nothing else)."""

    people: tuple[PrintedSpeaker, ...]
    rest: str


@dataclass
class _Group:
    """People named together, and what is printed of all of them."""

    names: list[Name]
    affiliation: list[str] = field(default_factory=list)
    role: Role | None = None
    prefix: str = ""


def read_people(text: str, role: Role = Role.SPEAKER, certain: bool = False) -> PeopleRead:
    """The people of one line or of joined wrapped lines, with affiliations and roles.

    `certain`: a label or a list has said that people stand here; without it only what can be
    nothing else is taken. A label at the beginning of the text itself gives the role.
    """
    if (parted := _by_labels(text)) is not None:
        return parted
    label = read_role(text)
    if label is not None and label.rest:
        role, certain, text = label.role, certain or label.certain, label.rest
    if len(text) > _LONGEST or vocabulary("people").has(text.strip(" .:()"), "nobody"):
        return PeopleRead((), text)
    lead, named, quoted = _lead_and_quote(text)
    told = label is not None and bool(label.rest)
    groups = _groups(
        named, certain=certain, told=told, plural=told and bool(label and label.plural)
    )
    if groups is None:
        bodies = _bodies(text) if certain else _body_in_brackets(text)
        return PeopleRead(bodies, "" if bodies else text)
    rest = " ".join(filter(None, (lead, quoted)))
    return PeopleRead(tuple(one for group in groups for one in _speakers(group, role)), rest)


def _by_labels(text: str) -> PeopleRead | None:
    """`Moderated by Ana Roe; panellists: Jan Lin, Eva Moe`: each label and its people."""
    pieces = split_outside(text, ";") if len(text) <= _LONGEST and ";" in text else []
    starts = [at for at, piece in enumerate(pieces) if (one := read_role(piece)) and one.certain]
    if len(starts) < 2 or starts[0] != 0:
        return None
    ends = [*starts[1:], len(pieces)]
    read = [read_people("; ".join(pieces[at:end])) for at, end in zip(starts, ends, strict=True)]
    return PeopleRead(
        tuple(person for one in read for person in one.people),
        "; ".join(one.rest for one in read if one.rest),
    )


def is_people_line(text: str) -> bool:
    """Whether a line says nothing but who: names with affiliations, or a label and its people."""
    label = read_role(text)
    if label is not None and label.certain:
        return label.alone or bool(read_people(text).people)
    read = read_people(text)
    words = vocabulary("people").units(read.rest)
    return bool(read.people) and all("format" in unit.classes for unit in words)


def presenters_in(text: str) -> tuple[str, tuple[PrintedSpeaker, ...]]:
    """A line under a session's title, parted into what happens and who presents it.

    `Panel discussion (Ministry of Trade)` names its presenter in brackets at the end. Brackets that
    may hold something else (a duration, a room, a language) stay in the text.
    """
    lead, inside = cut_brackets(text)
    units = vocabulary("people").units(lead)
    if inside is None or not units or not all("format" in unit.classes for unit in units):
        return text, ()
    people = read_people(inside).people or _bodies(inside)
    return (lead, people) if people else (text, ())


def cut_brackets(text: str) -> tuple[str, str | None]:
    """The text before its last brackets and what is in them; None if it does not end in any."""
    closed = text.rstrip(" .")
    depth = 0
    for position in range(len(closed) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(closed[position], 0)
        if depth == 0:
            inside = closed[position + 1 : -1].strip()
            return (closed[:position].strip(), inside) if inside else (text, None)
    return text, None


def is_affiliation(text: str) -> bool:
    """Whether a text names a post, a body, a part of one, or a country."""
    if country_code(text.strip(" .")) is not None or _ACRONYM.search(text):
        return True
    return any(unit.classes & _AFFILIATED for unit in vocabulary("people").units(text))


def _bodies(text: str) -> tuple[PrintedSpeaker, ...]:
    """The bodies of a list; nobody if one of its parts may be something else."""
    for part in split_outside(text, ",;"):
        name = read_name(part)
        if _is_nobody(part) or (name is not None and name.sure):
            return ()
    names = part_bodies(text.rstrip(" ."))
    if not names or not all(is_body(name) for name in names):
        return ()
    return tuple(PrintedSpeaker(name, organisation=True) for name in names)


def _body_in_brackets(text: str) -> tuple[PrintedSpeaker, ...]:
    """`(Ministry of Forests and Waters)`: a body with a line of its own, spelled like a name."""
    inside = text.strip()[1:-1].strip() if re.fullmatch(r"\([^()]{5,100}\)", text.strip()) else ""
    words = inside.split()
    spelled = all(word[:1].isupper() or len(word) <= _LONGEST_LINK for word in words)
    return _bodies(inside) if len(words) > 1 and spelled and words[-1][:1].isupper() else ()


def _is_nobody(text: str) -> bool:
    units = vocabulary("people").units(text)
    return text[:1].isdigit() or any("nobody" in unit.classes for unit in units)


def _lead_and_quote(text: str) -> tuple[str, str, str]:
    """`Keynote by`, the people, and the talk in quotation marks after them."""
    quoted = _QUOTED.search(text)
    if quoted and _is_name_of_body(text, quoted):
        quoted = None
    named = text[: quoted.start()] if quoted and quoted.start() else text
    talk = quoted[1] if quoted and quoted.start() else ""
    units = vocabulary("people").units(named[:120])
    by = next((n for n, unit in enumerate(units[:8]) if "by" in unit.classes), None)
    if by is None or not all("format" in unit.classes for unit in units[:by]):
        return "", named, talk
    return named[: units[by].first].strip(), named[units[by].last :].strip(), talk


def _is_name_of_body(text: str, quoted: re.Match[str]) -> bool:
    """Whether quotation marks hold what a body is called: `Ana Roe, newspaper "Coast"`."""
    before = text[: quoted.start(1)]
    word = before.rpartition(",")[2].split()[-1:] if before.endswith(" ") else []
    return bool(word) and "," in before and is_affiliation(word[0])


def split_outside(text: str, signs: str) -> list[str]:
    """The pieces of a text between signs that stand outside of brackets."""
    pieces, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth = max(0, depth + (letter in "([") - (letter in ")]"))
        if letter in signs and depth == 0 and not text[at + 1 : at + 2].isdigit():
            pieces.append(text[start:at])
            start = at + 1
    return [piece.strip() for piece in (*pieces, text[start:]) if piece.strip()]


def _groups(text: str, *, certain: bool, told: bool, plural: bool) -> list[_Group] | None:
    """The groups of a whole text; None if something in it is not about people.

    `told`: a word before it says that people follow, `plural`: several.
    """
    found: list[_Group] = []
    pieces = split_outside(_with_commas(text), ";")
    for piece in pieces:
        parts = split_outside(piece, ",")
        listed = (plural and len(pieces) == 1) or _is_list(parts)
        groups = _comma_groups(parts, certain=certain, listed=listed)
        if groups is None and not certain:
            return None
        found += groups or []
    kept = [
        group
        for group in found
        if certain or _is_proven(group, found) or (told and _is_whole(group))
    ]
    return kept if kept and (certain or len(kept) == len(found)) else None


def _with_commas(text: str) -> str:
    """`Ana Roe. Director of` with the comma that others print there."""
    text = _AND_AFTER_BRACKET.sub("), ", text).translate(_COMMAS)
    left, stop, right = text.partition(". ")
    words = left.split()
    ends = bool(stop and words) and "," not in left and len(words[-1]) > 3
    name = read_name(left) if ends else None
    return f"{left}, {right}" if name is not None and name.sure and is_affiliation(right) else text


def _is_list(parts: Sequence[str]) -> bool:
    """Whether all parts may be whole names, more than two or each a known one."""
    names = [name for part in parts for one in _AND.split(part) if (name := read_name(one))]
    whole = [one for one in names if " " in one.text and not is_noun_like(one.text)]
    if len(whole) < max(len(parts), 2):
        return False
    return len(whole) >= _FEWEST_LISTED and sum(one.sure for one in whole) * 2 >= len(whole)


def _is_whole(group: _Group) -> bool:
    return all(" " in name.text and not is_noun_like(name.text) for name in group.names)


def _is_proven(group: _Group, among: Sequence[_Group]) -> bool:
    """Sure names, names with a post, and names in a list that has sure ones."""
    if any(name.sure for name in group.names):
        return True
    nouns = any(is_noun_like(name.text) for name in group.names)
    if group.affiliation and not nouns and _leads_with_post(group.affiliation[0]):
        return True
    bare = all(not one.affiliation for one in among)
    return bare and not nouns and any(name.sure for one in among for name in one.names)


def _leads_with_post(text: str) -> bool:
    units = vocabulary("people").units(text)
    return any("post" in unit.classes for unit in units[:4])


def _comma_groups(parts: Sequence[str], *, certain: bool, listed: bool) -> list[_Group] | None:
    groups: list[_Group] = []
    prefix = ""
    for at, part in enumerate(parts):
        group = _people_of(part, certain=certain)
        if group is not None and (not groups or _begins(group, groups[-1], part, listed=listed)):
            group.prefix = prefix
            groups.append(group)
        elif groups:
            groups[-1].affiliation.append(part)
        elif at == 0 and len(parts) > 1 and is_affiliation(part):
            prefix = part.removeprefix("the ")
        else:
            return None
    return groups or None


def _begins(group: _Group, last: _Group, part: str, *, listed: bool) -> bool:
    """Whether a part that may be a name is another person and not where the last one is from."""
    if any(name.sure for name in group.names):
        return not is_affiliation(part) or not group.names[0].text.isupper()
    if is_affiliation(part) and not group.affiliation:
        return False
    one_word = all(" " not in name.text for name in group.names)
    if one_word:
        return bool(group.affiliation) or all(" " not in name.text for name in last.names)
    if last.affiliation or any(is_noun_like(name.text) for name in group.names):
        return bool(last.affiliation and group.affiliation) and _is_whole(group)
    return listed or bool(group.affiliation) or len(group.names) > 1


def _people_of(part: str, *, certain: bool) -> _Group | None:
    """The people of what stands between two commas, with brackets or a dash after the name."""
    text, affiliation, role = part.strip(" *"), "", None
    while (cut := cut_brackets(text))[1] is not None and cut[0]:
        inside = cut[1] or ""
        role = role or role_of(inside)
        if not is_mark(inside) and role_of(inside) is None:
            affiliation = inside
        text = cut[0]
    left, *right = _DASH.split(text, maxsplit=1)
    if right:
        if not (certain or is_affiliation(right[0])):
            return None
        text, affiliation = left, right[0].strip()
    names = _names(text, certain=certain or bool(affiliation and is_given(text)))
    if affiliation and is_given(text):
        names = [Name(name.text, sure=True) for name in names]
    house = _house(text, names)
    if house:
        names = [Name(names[0].text.removesuffix(house).rstrip(), names[0].sure)]
    told = [one for one in (house, affiliation) if one]
    return _Group(names, told, role) if names else None


def _house(text: str, names: Sequence[Name]) -> str:
    """`OStD Roe LSK`: an acronym without a vowel after a titled surname is where one is from."""
    head, _, last = names[0].text.rpartition(" ") if len(names) == 1 else ("", "", "")
    titled = head and text != names[0].text and " " not in head and not is_given(head)
    return last if titled and _NO_VOWEL.match(last) else ""


def _names(text: str, *, certain: bool) -> list[Name]:
    if ": " in text and certain:
        text = text.rpartition(": ")[2]
    names = [read_name(one, certain=certain) for one in _AND.split(f" {text} ") if one.strip()]
    known = [name for name in names if name is not None]
    return known if known and (len(known) == len(names)) else []


def _speakers(group: _Group, role: Role) -> tuple[PrintedSpeaker, ...]:
    told = _without_marks(", ".join(filter(None, (group.prefix, *group.affiliation))))
    named = role_of(told) if told else None
    if named is not None:
        told = ""
    role = group.role or named or role
    return tuple(PrintedSpeaker(name.text, told or None, role) for name in group.names)


def _without_marks(text: str) -> str:
    """An affiliation without `(tbc)` and the full stop of its line."""
    text = text.strip(" ,;*")
    while (cut := cut_brackets(text))[1] is not None and is_mark(cut[1] or ""):
        text = cut[0].strip(" ,;*")
    return text[:-1].rstrip() if text.endswith(".") and text[-3:-2] != "." else text
