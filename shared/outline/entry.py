"""What one entry says: its title, its people, its talks, its room, out of the lines under it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from shared.domain.session import Role
from shared.outline.folding import fold
from shared.outline.people import is_affiliation, is_people_line, presenters_in, read_people
from shared.outline.programme import PrintedItem, PrintedSpeaker
from shared.outline.roles import RoleLabel, read_role
from shared.outline.rooms import is_room, read_room, split_room
from shared.outline.rows import ColumnKind
from shared.outline.shaped import is_person_shaped, read_shaped, split_shaped
from shared.outline.talks import Talk, split_talk, split_title
from shared.outline.words_of_parts import bare, words_of_part
from shared.outline.wrapped import Below, Text, is_noise, join_wrapped

_DASHED = re.compile(r"\s[-\u2013—]\s")
_OPENING_QUOTES = '“„«"\u2018'
_LONGEST_BRACKET = 300
_LONGEST_TITLE = 300
_SUBTITLE_WORDS = 8
_FORMAT_WORDS = 4


@dataclass
class Content:
    """What an entry says."""

    title: str | None = None
    room: str | None = None
    speakers: list[PrintedSpeaker] = field(default_factory=list)
    items: list[PrintedItem] = field(default_factory=list)
    description: list[str] = field(default_factory=list)
    trusting: bool = False
    dashing: bool = False

    def add(self, people: Iterable[PrintedSpeaker]) -> None:
        """People once each; whoever stands among them already stays."""
        known = {one.name.casefold() for one in self.speakers}
        self.speakers += [one for one in people if one.name.casefold() not in known]


def read_entry(
    printed: str,
    cells: Sequence[tuple[ColumnKind | None, str]],
    below: Sequence[Below],
    *,
    trusting: bool = False,
    dashing: bool = False,
) -> Content:
    """The content of an entry: `printed` stands beside its time, `cells` in its row.

    `trusting`: in this document what stands right under a title in the shape of a person is one;
    `dashing`: so is what stands behind a dash in the title.
    """
    texts = join_wrapped([Text(printed)] if printed else [], below)
    content = Content()
    content.trusting, content.dashing = trusting, dashing
    rest = _take_title(content, texts, beside=bool(printed))
    _read_cells(content, cells, printed)
    _read_texts(content, rest)
    return content


def _take_title(content: Content, texts: list[Text], *, beside: bool) -> list[Text]:
    """Set title, room and the people of the title; what is left are the texts under it."""
    rest = [one for at, one in enumerate(texts) if (beside and not at) or not is_noise(one.text)]
    if not rest or (not beside and not _may_be_title(rest)):
        return rest
    head, rest = rest[0], rest[1:]
    label = read_role(head.text)
    if label is not None and label.certain and not label.alone:
        return [head, *rest]
    title = head.text
    while rest and _is_more_title(title, rest):
        title = f"{title} {rest.pop(0).text}"
    title, room = split_room(title)
    talk = split_title(title) if len(title) <= _LONGEST_TITLE else None
    if content.dashing and (talk is None or not talk.people):
        talk = split_shaped(title) or talk
    if talk is not None and talk.title:
        title = talk.title
        content.add(talk.people)
    content.title = title.strip().rstrip(":").rstrip() or None
    content.room = room
    return rest


def _may_be_title(texts: Sequence[Text]) -> bool:
    """Whether the first text under a bare time is its title: not a bullet, not people."""
    head = texts[0]
    return not head.bullet and not is_people_line(head.text)


def _is_more_title(title: str, rest: Sequence[Text]) -> bool:
    """Whether the next text belongs to the title too."""
    following = rest[0]
    if following.bullet or following.number or len(title) > _LONGEST_TITLE:
        return False
    text = following.text
    if read_role(text) is not None or is_people_line(text) or read_room(text):
        return False
    if title[0] in "<[" and title[-1] in ">]":
        return not following.blank
    if title[-1] == ":" and len(text) <= _LONGEST_BRACKET:
        return not following.blank or text[0] in _OPENING_QUOTES
    if text[0] in _OPENING_QUOTES and len(title.split()) <= _FORMAT_WORDS:
        return len(text) <= _LONGEST_BRACKET
    return _is_subtitle(rest)


def _is_subtitle(rest: Sequence[Text]) -> bool:
    """A short line between a title and its people, with no blank line around it."""
    one = rest[0]
    if one.blank or one.indent or len(one.text.split()) > _SUBTITLE_WORDS or len(rest) < 2:
        return False
    people = rest[1]
    if people.blank or people.bullet or presenters_in(one.text)[1]:
        return False
    return read_role(people.text) is None and is_people_line(people.text)


def _read_cells(
    content: Content, cells: Sequence[tuple[ColumnKind | None, str]], printed: str
) -> None:
    """People, rooms and descriptions in columns of their own; an unnamed cell goes by its words."""
    role = next((read_role(f"{text}:") for kind, text in cells if kind is ColumnKind.ROLE), None)
    where = next((text for kind, text in cells if kind is ColumnKind.AFFILIATION), "")
    for kind, text in cells:
        if kind is ColumnKind.SPEAKER and _is_labelled(text):
            _read_texts(content, [Text(piece.strip()) for piece in text.split(";")])
        elif kind is ColumnKind.SPEAKER:
            named = f"{text}, {where}" if where and "," not in text else text
            told = role.role if role else Role.SPEAKER
            shaped = is_person_shaped(named) and named.count(",") == 1
            content.add(
                read_shaped(named, told)
                if shaped
                else read_people(named, told, certain=True).people
            )
        elif kind is ColumnKind.ROOM:
            content.room = content.room or text
        elif kind is ColumnKind.DESCRIPTION:
            content.description.append(text)
        elif kind is None and text != printed:
            _read_cell(content, text)


def _is_labelled(text: str) -> bool:
    """`Moderator: Ana Roe; Panellists: Jan Lin, Eva Moe`."""
    labels = [read_role(piece.strip()) for piece in text.split(";")]
    return len(labels) > 1 and any(label is not None and label.certain for label in labels)


def _read_cell(content: Content, text: str) -> None:
    """A cell of a column that nothing names: a room, people, or more of the entry."""
    if bare(text) in words_of_part("venues") or is_room(text, venue=True):
        content.room = content.room or text
    elif is_person_shaped(text):
        content.add(read_shaped(text))
    else:
        _read_texts(content, [Text(text)])


def _read_texts(content: Content, texts: Sequence[Text]) -> None:
    """Take each text for what it is."""
    role: RoleLabel | None = None
    for at, one in enumerate(texts):
        text = one.text
        if is_noise(text):
            continue
        if _is_talk_above(texts, at):
            content.description.append(text)
            continue
        label = read_role(text)
        if label is not None and (label.certain or label.alone):
            role = label if not label.alone or at + 1 < len(texts) else None
            if not label.alone:
                _add_labelled(content, texts, at, label)
            continue
        under = role if role is not None and _is_under(texts, at) else None
        if not under:
            role = None
        _read_text(content, one, under, first=at > 0 and read_role(texts[at - 1].text) is not None)


def _is_talk_above(texts: Sequence[Text], at: int) -> bool:
    """Whether the next line says who speaks, right under this one, which is then a talk."""
    if at + 1 >= len(texts) or texts[at].bullet or read_role(texts[at].text) is not None:
        return False
    label = read_role(texts[at + 1].text)
    speaks = label is not None and label.certain and not label.alone and label.role is Role.SPEAKER
    return speaks and not texts[at + 1].blank and not texts[at + 1].bullet


def _is_under(texts: Sequence[Text], at: int) -> bool:
    """Whether a text still stands in the list that a label opened."""
    before, one = texts[at - 1], texts[at]
    return not one.blank or one.bullet > 0 or before.blank or read_role(before.text) is not None


def _add_labelled(content: Content, texts: Sequence[Text], at: int, label: RoleLabel) -> None:
    """`Speaker: Ana Roe`: of the talk whose title stands right above, else of the whole entry."""
    people = read_people(texts[at].text, certain=label.certain).people
    if not label.plural and len(people) > 1 and is_person_shaped(label.rest):
        people = read_shaped(label.rest, label.role)
    above = texts[at - 1] if at else None
    plain = above is not None and content.description[-1:] == [above.text]
    if label.role is Role.SPEAKER and plain and above and not texts[at].blank and _is_short(above):
        content.description.pop()
        content.items.append(PrintedItem(above.text.rstrip(" :"), people))
    else:
        content.add(people)


def _is_short(text: Text) -> bool:
    return len(text.text.split()) <= 30 and text.text[-1] not in ".!?"


def _read_text(content: Content, one: Text, role: RoleLabel | None, *, first: bool) -> None:
    """A text that is no label: a list's item, a room, people, a talk, or a description."""
    text = one.text
    room = None if one.bullet or one.number else read_room(text)
    if one.bullet or one.number:
        _read_listed(content, text, role)
    elif room is not None:
        content.room = content.room or room
    elif not _take_people(content, text, role, first=first):
        _take_words(content, text)


def _take_people(content: Content, text: str, role: RoleLabel | None, *, first: bool) -> bool:
    """Whether a text names people; then they are taken."""
    told = role.role if role else Role.SPEAKER
    shaped = content.trusting and is_person_shaped(text)
    talk = None if shaped else _talk_at_dash(text)
    sure = is_people_line(text)
    listed = first and role is not None and role.alone and len(text) <= _LONGEST_BRACKET
    if talk is not None:
        content.items.append(PrintedItem(talk.title.rstrip(" :"), talk.people))
    elif shaped and not sure and (role is None or not role.plural):
        content.add(read_shaped(text, told))
    elif sure or (listed and role is not None and role.certain):
        read = read_people(text, told, certain=listed)
        content.add(read.people)
        content.description += [read.rest] if read.rest else []
    else:
        return False
    return True


def _take_words(content: Content, text: str) -> None:
    talk = split_talk(text) if len(text) <= _LONGEST_BRACKET else None
    lead, people = presenters_in(text)
    if people:
        content.add(people)
        content.description.append(lead)
    elif talk is not None and talk.people and talk.title and text[-1] not in ".!?":
        content.items.append(PrintedItem(talk.title.rstrip(" :"), talk.people))
    else:
        content.description.append(_without_label(text))


def _talk_at_dash(text: str) -> Talk | None:
    """`Estonia, Madis Tamm — Digital State`, but not `Ana Roe — Director of Works`."""
    cut = _DASHED.search(text) if len(text) <= _LONGEST_BRACKET else None
    if cut is None or is_affiliation(text[cut.end() :]) or read_role(text) is not None:
        return None
    talk = split_talk(text)
    return talk if talk.people and talk.title and talk.title in text else None


def _read_listed(content: Content, text: str, role: RoleLabel | None) -> None:
    """A bullet or a numbered line: people, or a talk."""
    certain = role is not None and role.certain and role.alone
    if certain or is_people_line(text):
        read = read_people(text, role.role if role else Role.SPEAKER, certain=certain)
        if read.people:
            content.add(read.people)
            return
    talk = split_talk(text)
    if content.dashing and not talk.people:
        talk = split_shaped(text) or talk
    if talk.title.strip(" :"):
        content.items.append(PrintedItem(talk.title.strip().rstrip(" :"), talk.people))
    else:
        content.add(talk.people)


def _without_label(text: str) -> str:
    label, colon, rest = text.partition(":")
    known = colon and fold(label).strip() in words_of_part("description")
    return rest.strip() if known and rest.strip() else text
