"""Our own outlines beside what a careful person reads in them, laid side by side."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from shared.outline.parse import parse_outline
from shared.outline.to_json import outline_to_json

OWN = Path(__file__).parent / "own"
GOLD = ".expected.json"

Answer = Mapping[str, Any]

BEFORE_PEOPLE = re.compile(
    "mr|mrs|ms|miss|mx|sir|dame|the|hon|he|dr|drs|ir|ing|prof|assoc|judge|amb|mme|mlle|m|herr|frau"
    "|sr|sra|dott|dottssa|profssa|mgr|phdr|doç|проф|др|г-н|г-жа"
)
BEHIND_PEOPLE = re.compile("mp|mep|phd|esq|tbc")


@dataclass(frozen=True)
class Reading:
    """An outline's text, what is right and what the reader answers; sessions stand in pairs."""

    text: str
    gold: Answer
    answer: Answer
    pairs: tuple[tuple[Answer, Answer | None], ...]
    invented: tuple[Answer, ...]


def names_of_outlines() -> list[str]:
    """The files of the corpus that have a gold answer."""
    golds = {path.name.removesuffix(GOLD) for path in OWN.glob("*" + GOLD)}
    return sorted(
        path.name for path in OWN.iterdir() if path.stem in golds and path.suffix != ".json"
    )


def gold_of(name: str) -> dict[str, Any]:
    """What a careful person reads in an outline."""
    gold: dict[str, Any] = json.loads((OWN / (Path(name).stem + GOLD)).read_text("utf-8"))
    return gold


@cache
def read(name: str) -> Reading:
    """Read an outline of the corpus and lay the answer beside the gold."""
    source, gold = (OWN / name).read_bytes(), gold_of(name)
    answer = outline_to_json(parse_outline(source))
    return lay_beside(source.decode("utf-8"), gold, answer)


def lay_beside(text: str, gold: Answer, answer: Answer) -> Reading:
    """Pair the sessions: those of one day, start and title first, then those of one day and start.

    An optional session of the gold that nobody gives is left out.
    """
    left, found = list(answer["sessions"]), {}
    for alike in (_same_entry, _same_moment):
        for at, wanted in enumerate(gold["sessions"]):
            if at not in found and (got := next((s for s in left if alike(wanted, s)), None)):
                left.remove(got)
                found[at] = got
    pairs = tuple(
        (wanted, found.get(at))
        for at, wanted in enumerate(gold["sessions"])
        if at in found or not wanted.get("optional")
    )
    return Reading(text, gold, answer, pairs, tuple(left))


def folded(text: str | None) -> str:
    """A text without what does not count: case, white space, form of dashes and quotes, end."""
    plain = unicodedata.normalize("NFKC", text or "").casefold()
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", re.sub(r"\s", "", plain))
    return re.sub("[“”„«»\"‘’'´`]", "'", plain).strip("'.,;:-")


def folded_name(name: str) -> str:
    """A person's or body's name without titles before and letters behind it."""
    words = [re.sub(r"[^\w-]", "", word) for word in name.casefold().split()]
    while len(words) > 1 and BEFORE_PEOPLE.fullmatch(words[0]):
        words = words[1:]
    while len(words) > 1 and BEHIND_PEOPLE.fullmatch(words[-1]):
        words = words[:-1]
    return "".join(words)


def _same_moment(wanted: Answer, got: Answer) -> bool:
    starts = [wanted["start"], *wanted.get("start_alt", [])]
    return got["day"] == wanted["day"] and got["start"] in starts


def _same_entry(wanted: Answer, got: Answer) -> bool:
    return _same_moment(wanted, got) and folded(got["title"]) in forms_of(wanted, "title")


def forms_of(wanted: Answer, key: str) -> set[str]:
    """What a gold entry says, and what else is right, each folded."""
    return {folded(form) for form in [wanted[key], *wanted.get(key + "_alt", [])]}
