"""People known by where they stand and by the shape of their line: `Birger Lund, Tarnvik Port`."""

from __future__ import annotations

import re
from dataclasses import replace

from shared.domain.session import Role
from shared.outline.names import is_name
from shared.outline.people import read_people
from shared.outline.programme import PrintedSpeaker
from shared.outline.talks import Talk

_PERSON_SHAPED = re.compile(
    r"(?P<name>(?:[^\W\d_a-zà-ÿ][\w.'\u2019-]{0,20}|(?:van|von|de|der|di|da|del)) ?"
    r"(?:[\w.'\u2019-]{1,20} ){0,2}[^\W\d_][\w'\u2019-]{1,20})"
    r"(?:,|\s[(\u2013—-])\s?(?P<rest>.{2,80})"
)
_LONGEST_PERSON = 120
_DASHED = re.compile(r"\s[-\u2013—]\s")
_LONGEST_TITLE = 300


def is_person_shaped(text: str) -> bool:
    """`Birger Lund, Tarnvik Port`: a name of two words or three and something after a comma."""
    match = _PERSON_SHAPED.match(text)
    if match is None or len(text) > _LONGEST_PERSON or text[-1] in ".?!:":
        return False
    return is_name(match["name"]) and match["rest"].strip()[:1].isupper()


def read_shaped(text: str, role: Role = Role.SPEAKER) -> tuple[PrintedSpeaker, ...]:
    """The person of a text in the shape of one: what follows the name is where they are from,
    unless it surely names others.
    """
    match = _PERSON_SHAPED.match(text)
    read = read_people(text, role, certain=True).people
    if match is None or len(read) < 2 or any(one.affiliation for one in read):
        return read
    if len(read_people(match["rest"]).people) == len(read) - 1:
        return read
    return (replace(read[0], affiliation=match["rest"].strip(" .()")),)


def split_shaped(text: str) -> Talk | None:
    """`Buttons of bone - Bodo Horn (Institute)`: a title and, behind a dash, its person."""
    cuts = list(_DASHED.finditer(text)) if len(text) <= _LONGEST_TITLE else []
    if not cuts or not is_person_shaped(text[cuts[-1].end() :]):
        return None
    return Talk(text[: cuts[-1].start()].strip(), read_shaped(text[cuts[-1].end() :]))
