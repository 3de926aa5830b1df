import json
from typing import Any

import pytest

from shared.outline.parse import parse_outline
from shared.outline.to_json import outline_to_json
from tests.corpus.comparison import GROUPS, groups_of
from tests.corpus.own_corpus import GOLD, OWN, folded, gold_of, lay_beside, names_of_outlines, read

PAIRS = OWN / "pairs"
REVISIONS = sorted(path.name.split(".")[0] for path in PAIRS.glob("*.mapping.json"))
CASES = [(name, group) for name in names_of_outlines() for group in groups_of(gold_of(name))]


@pytest.mark.parametrize(("name", "group"), CASES, ids=[f"{n}-{g}" for n, g in CASES])
def test_an_outline_is_read_as_a_careful_person_reads_it(name: str, group: str) -> None:
    assert list(GROUPS[group](read(name))) == []


def test_every_gold_answer_has_its_outline() -> None:
    golds = {path.name.removesuffix(GOLD) for path in OWN.glob("*" + GOLD)}
    assert golds == {name.rsplit(".", 1)[0] for name in names_of_outlines()}
    assert len(golds) >= 45


@pytest.mark.parametrize("name", names_of_outlines())
def test_the_words_of_a_gold_answer_are_printed_in_its_outline(name: str) -> None:
    gold, printed = gold_of(name), _letters((OWN / name).read_text("utf-8"))
    place = gold["location"] or {"text": None}
    assert [w for w in [gold["title"], place["text"], *_words(gold)] if w not in (None, "")] == [
        w for w in [gold["title"], place["text"], *_words(gold)] if w and _letters(w) in printed
    ]


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_a_gold_answer_is_right_by_its_own_measure(group: str) -> None:
    wrong = {}
    for name in names_of_outlines():
        gold = gold_of(name)
        text = (OWN / name).read_text("utf-8")
        wrong[name] = list(GROUPS[group](lay_beside(text, gold, _as_answered(gold, text))))
    assert {name: lines for name, lines in wrong.items() if lines} == {}


@pytest.mark.parametrize(
    ("group", "key", "value", "complaint"),
    [
        ("sessions", "end", "09:31", "end 09:31 (printed): 1 08:45-09:15 Registration"),
        ("titles", "title", "Regatta", "'Regatta' is 'Registration'"),
        ("kinds", "kind", "break", "break is registration: 1 08:45-09:15 Registration"),
        ("rooms", "room", None, "None is 'Foyer': 1 08:45-09:15 Registration"),
        ("days", "date", None, "date None is 2027-03-11: 1 08:45-09:15 Registration"),
    ],
)
def test_an_answer_that_is_wrong_is_found_out(
    group: str, key: str, value: object, complaint: str
) -> None:
    gold = gold_of("pipes_on_one_line.txt")
    answer = _as_answered(gold, "")
    answer["sessions"][0] |= {key: value, "end_source": "printed"}
    assert list(GROUPS[group](lay_beside("", gold, answer))) == [complaint]


def test_a_person_whom_nobody_printed_is_found_out() -> None:
    gold = gold_of("open_discussion_nobody.txt")
    answer = _as_answered(gold, "")
    answer["sessions"][3]["speakers"] = [_person({"name": "All Participants", "role": "speaker"})]
    assert list(GROUPS["people"](lay_beside("", gold, answer))) == [
        "invented: All Participants: 1 11:15-12:00 Open discussion"
    ]


@pytest.mark.parametrize("name", REVISIONS)
def test_both_sides_of_a_revision_are_read_in_full(name: str) -> None:
    before, after = (_sessions(f"{name}.{side}.txt") for side in ("before", "after"))
    mapping = json.loads((PAIRS / f"{name}.mapping.json").read_text("utf-8"))["before_of_after"]
    known = [index for index in mapping if index is not None]
    assert len(after) == len(mapping)
    assert len(known) == len(set(known)) <= len(before)
    assert all(index < len(before) for index in known)
    assert all(session["start"] and session["end"] for session in [*before, *after])


def test_the_revisions_are_of_eight_kinds() -> None:
    assert REVISIONS == [
        "a_day_added",
        "a_session_split",
        "a_title_reworded",
        "everything_fifteen_minutes_later",
        "one_removed_and_a_new_one_in_its_place",
        "speakers_changed",
        "times_moved",
        "two_sessions_swapped",
    ]


def _sessions(name: str) -> list[dict[str, Any]]:
    answer: dict[str, Any] = outline_to_json(parse_outline((PAIRS / name).read_bytes()))
    sessions: list[dict[str, Any]] = answer["sessions"]
    return sessions


def _letters(text: str) -> str:
    return "".join(c for c in folded(text).replace("&#8217;", "") if c.isalnum())


def _words(gold: dict[str, Any]) -> list[str | None]:
    found: list[str | None] = list((gold["contact"] or {}).values())
    for session in gold["sessions"]:
        found += [session["title"], session.get("room")]
        for item in session.get("items", []):
            found.append(item["title"])
            found += [word for one in item["speakers"] for word in _said_of(one)]
        found += [word for one in session["speakers"] for word in _said_of(one)]
    return found


def _said_of(person: dict[str, Any]) -> list[str | None]:
    return [person["name"], person.get("affiliation")]


def _as_answered(gold: dict[str, Any], text: str) -> dict[str, Any]:
    """The gold in the shape that the reader prints."""
    lines = [folded(line) for line in text.splitlines()]
    wanted = [folded(s["title"]) for s in gold["sessions"] if s.get("warning_required")]
    return {
        "project": None, "reference": None, "sections": [], "timezone": None,
        **gold,
        "participants": gold.get("invited_institutions", []),
        "location": gold["location"] and _full("text venue room city country", gold["location"]),
        "contact": gold["contact"] and _full("name post organisation email phone", gold["contact"]),
        "sessions": [_session(session) for session in gold["sessions"]],
        "warnings": [
            {"line": n} for n, line in enumerate(lines, 1) if any(one in line for one in wanted)
        ],
    }  # fmt: skip


def _full(keys: str, given: dict[str, Any]) -> dict[str, Any]:
    return dict.fromkeys(keys.split()) | given


def _session(gold: dict[str, Any]) -> dict[str, Any]:
    items = [
        item | {"speakers": [_person(one) for one in item["speakers"]]}
        for item in gold.get("items", [])
    ]
    return {
        "room": None,
        **gold,
        "end_source": gold["end"] and "printed",
        "speakers": [_person(one) for one in gold["speakers"]],
        "items": items,
    }


def _person(gold: dict[str, Any]) -> dict[str, Any]:
    return {"affiliation": None, "organisation": False, **gold}
