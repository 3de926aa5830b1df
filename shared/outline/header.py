"""The head of an outline: title, project, reference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shared.domain.session import Kind
from shared.outline.clock import Sureness, find_times
from shared.outline.dates import find_dates
from shared.outline.days import read_day
from shared.outline.folding import fold
from shared.outline.institutions import is_body
from shared.outline.kinds import kind_of
from shared.outline.people import is_people_line
from shared.outline.place import find_place
from shared.outline.reference import reference_of
from shared.outline.rooms import is_room
from shared.outline.rows import Row
from shared.outline.vocabulary import vocabulary
from shared.outline.wordbook import any_of, read_words
from shared.outline.words_of_parts import is_programme_noun

_ANNOUNCES = re.compile(
    r"(?:[\w-]{1,30}\s){0,3}(?:meeting|workshop|conference|seminar|training|course|forum"
    r"|round ?table|symposium|visit)\s(?:on|for|of|about)(?:\sthe)?:?",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s?(?:[|:;,]|\s[-\u2010-\u2015]{1,2})\s(?P<tail>[^|:;,\u2010-\u2015]{1,40})$")
_LEAD = re.compile(r"(?P<lead>[^|:;\u2010-\u2015]{1,40}?)\s?(?:[|:;]|\s[-\u2010-\u2015]{1,2})\s")
_GATHERING = re.compile(rf"(?<!\w)(?:{any_of(read_words('gatherings')['words'])})")
_SETTLEMENT = re.compile(
    r"(?:\u0433|\u043c|\u0441|\u0433\u0440|ul|\u0443\u043b|\u0432\u0443\u043b|c/|av|str)[./]?\s?"
    r"[^\W\d_]"
)
_HOUSES = {"body", "workplace", "bodypart"}
_SEASONS = {"summer", "winter", "autumn", "spring", "annual", "phd", "doctoral", "open", "first"}
_OF = re.compile(r"\s(?:of|de|du|des|del|della|dei|der|van|d')\s")
_NUMBER = re.compile(r"(?<![\d,.])\d{5,}(?!\d)")
_LONGEST = 300  # characters of a line that may stand in a head
_LONGEST_TITLE = 220
_MOST_ROWS = 200
_LONGEST_PLACE = 90


@dataclass(frozen=True)
class Header:
    """What the head of the outline names."""

    title: str | None
    project: str | None
    reference: str | None


def read_header(rows: Sequence[Row], languages: Sequence[str] = ()) -> Header:
    """Title, project and reference of the rows over the programme.

    The project stands first in an outline that has a reference line; the title follows a line like
    `Meeting on`, else the reference line, else it is the text that is most like a title.
    """
    at = next((n for n, row in enumerate(rows) if reference_of(row.text)), None)
    reference = reference_of(rows[at].text) if at is not None else None
    above = [] if at is None else [row.text for row in rows[:at] if row.text]
    below = rows if at is None else rows[at + 1 :]
    return Header(_title(below, languages), above[0] if above else None, reference)


def is_gathering(text: str) -> bool:
    """Whether a text has a word for a meeting, a course or a visit."""
    return bool(_GATHERING.search(fold(text)))


def is_place_line(text: str) -> bool:
    """`Harbour House, Tarnvik`: two to four short parts that begin like names, and no meeting."""
    parts = [part.strip() for part in text.strip(" .").replace("\u060c", ",").split(",")]
    if not 2 <= len(parts) <= 4 or len(text) > _LONGEST_PLACE or text[-1] in ":?!":
        return False
    short = all(part and len(part.split()) <= 5 for part in parts)
    named = all(not part[:1].islower() or _SETTLEMENT.match(part) for part in parts if part)
    meets = _GATHERING.search(fold(parts[0])) and not _is_house(parts[0])
    return short and named and not meets and not is_people_line(text)


def is_house(text: str) -> bool:
    """Whether a line such as `Sea Laboratory, Cape Ness` names a house and not who invites."""
    first, _, rest = text.partition(",")
    return _is_house(first) and not is_body(rest.strip())


def _is_house(text: str) -> bool:
    """`School House`, `Sea Laboratory`, but not `Summer School`: a house's word at its edge."""
    words = fold(text).split()
    inside = any(word in _SEASONS for word in words)
    edges = (words[:1], words[-1:]) if words else ()
    people = vocabulary("people")
    return not inside and any(people.classes(edge[0]) & _HOUSES for edge in edges)


def rest_beside(text: str, languages: Sequence[str] = ()) -> str:
    """What a line says beside its dates."""
    phrases = find_dates(text, languages)
    after = text[phrases[-1].last :] if phrases else ""
    before = text[: phrases[0].first] if phrases else text
    kept = after if after.strip(" ,.:;|-\u2013—)") else before
    return kept.strip(" ,:;|-\u2013\u2014].\u00b7\u2022").rstrip("" if "(" in kept else ")")


def tidy_title(text: str) -> str:
    """A title without `Draft agenda` behind or before it."""
    tail = _TAIL.search(text)
    if tail and is_programme_noun(tail["tail"]):
        text = text[: tail.start()]
    lead = _LEAD.match(text)
    if lead and is_programme_noun(lead["lead"]):
        text = text[lead.end() :]
    return _without_noun(text).strip(" ,:;|-\u2013\u2014")


def _without_noun(text: str) -> str:
    """`I3S final meeting agenda` without its last words."""
    words = text.split()
    for taken in (2, 1):
        if len(words) > taken + 1 and is_programme_noun(" ".join(words[-taken:])):
            left = " ".join(words[:-taken])
            return left if _GATHERING.search(fold(left)) else text
    return text


def _title(rows: Sequence[Row], languages: Sequence[str]) -> str | None:
    for position, row in enumerate(rows):
        if _ANNOUNCES.fullmatch(row.text[:_LONGEST]):
            rows = rows[position + 1 :]
            return next(filter(None, (text for text, _ in _candidates(rows, languages))), None)
    candidates = list(_candidates(rows, languages))
    if not candidates:
        return None
    best = max(score for _, score in candidates)
    return next((text for text, score in candidates if score == best and score >= 0), None)


def _candidates(rows: Sequence[Row], languages: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Texts that may be the title, wrapped lines joined, and how much they are like one."""
    group: list[str] = []
    level, named = 0, False
    named = False  # whether a line that may be the title stands above
    for row in (*rows[:_MOST_ROWS], Row(0, ())):
        text, ends = _titling(row, languages)
        named = named or bool(group)
        if (
            named
            and text
            and not row.level
            and (is_place_line(text) or (ends and _is_little(text)))
        ):
            text, ends = "", True
        own = bool(text) and ends and not row.text.startswith(text[:20])
        host = " ".join(group)
        own = own or (is_gathering(text) and is_body(host) and not is_gathering(host))
        if group and (row.level or level or not text or row.bullet or own):
            yield _rated(group, level, dated=ends)
            group, level = [], 0
        if text and not row.bullet:
            group.append(text)
            level = max(level, row.level)
            if ends:
                yield _rated(group, level, dated=True)
                group, level = [], 0


def _rated(group: Sequence[str], level: int, *, dated: bool) -> tuple[str, int]:
    text = tidy_title(" ".join(group))
    if not text or len(text) > _LONGEST_TITLE or is_programme_noun(text):
        return text, -9
    gathering = bool(_GATHERING.search(fold(text)))
    prose = text[-1] == "." and len(text.split()) > 12
    score = 3 * gathering + 2 * (level == 1) + dated - 9 * prose
    return text, score - (
        0
        if gathering
        else 2 * is_body(_OF.split(text)[0]) + 4 * (kind_of(text) is not Kind.SESSION)
    )


def _is_little(text: str) -> bool:
    return len(text.split()) <= 2 and not is_gathering(text)


def _titling(row: Row, languages: Sequence[str]) -> tuple[str, bool]:
    """The part of a row that can stand in a title, and whether a date or place follows it."""
    text = row.text
    table = row.table > 0 and len(row.cells) > 1
    if not text or table or len(text) > _LONGEST or is_programme_noun(text) or _NUMBER.search(text):
        return "", False
    if _is_timed(text) or is_room(text.rpartition(",")[2]):
        return "", True
    phrases = find_dates(text, languages)
    if not phrases and read_day(row, languages) is not None:
        return "", True
    if not phrases:
        place = find_place(text, languages)
        alone = place is not None and place.country is not None and text.count(" ") <= 4
        return ("", True) if alone else (text, False)
    before = text[: phrases[0].first].strip(" ,:;|-\u2013\u2014([")
    after = text[phrases[-1].last :].strip(" ,:;|-\u2013\u2014)].")
    kept = before if len(before) >= len(after) else after
    if (
        find_place(kept, languages)
        or is_place_line(kept)
        or len(kept.split()) < 2
        or is_programme_noun(kept)
    ):
        return "", True
    day = read_day(row, languages)
    if day is not None and (day.weekday is not None or day.number) and not is_gathering(kept):
        return "", True
    return ("", True) if kept[:1].islower() and kept is after else (kept, True)


def _is_timed(text: str) -> bool:
    return any(span.sure is Sureness.CERTAIN for span in find_times(text))
