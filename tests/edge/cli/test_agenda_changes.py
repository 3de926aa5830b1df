"""`agenda changes`, and `agenda publish`, which shows them first."""

from __future__ import annotations

import json
from typing import Any

from tests.edge.cli.answering import Server, answering
from tests.edge.cli.conftest import Secretariat

CHANGES = ("GET", "/organiser/events/spring/draft/changes")
PUBLISH = ("POST", "/organiser/events/spring/publish")
TAG = '"7-0f0f"'
NONE: dict[str, list[str]] = {"added": [], "removed": [], "moved": [], "retitled": []}
MOVED = {
    "what": "moved", "session": "a", "title": "Letters [and] parcels",
    "before": "2027-05-12T09:00:00+02:00/2027-05-12T09:30:00+02:00",
    "after": "2027-05-12T09:15:00+02:00/", "text": "“Letters [and] parcels” is later.",
}  # fmt: skip
ROOM = {
    "what": "room", "session": "a", "title": "Letters [and] parcels", "before": None,
    "after": "Hall", "text": "“Letters [and] parcels” is in Hall.",
}  # fmt: skip
TOLD: dict[str, Any] = {
    "release": 3,
    "changes": {**NONE, "moved": ["a"], "speakers": [], "cancelled": []},
    "notes": [MOVED, ROOM],
    "mail": [
        {"what": "place", "people": 118, "sessions": ["a"], "text": "118 people: place changed"}
    ],
}
NOTHING = {**TOLD, "notes": [], "mail": []}
DONE = {"release": 4, "changes": {**NONE, "added": ["a", "b"], "moved": ["c"]}}
SHOWN = [
    "Since release 3:",
    "what session before after",
    "moved Letters [and] parcels 2027-05-12 09:00-09:30 2027-05-12 09:15",
    "room Letters [and] parcels Hall",
    "Mail to 118 people: place changed",
]


def on(server: Server) -> tuple[str, ...]:
    return ("--token", "t", "--url", server.url)


def lines_of(out: str) -> list[str]:
    """The lines with something on them, each run of spaces as one, rules left out."""
    lines = [" ".join(line.split()) for line in out.splitlines()]
    return [line for line in lines if line.strip("─ ")]


def test_changes_are_a_table_and_who_is_mailed(secretariat: Secretariat) -> None:
    with answering({CHANGES: (200, TOLD)}) as server:
        ended = secretariat("agenda", "changes", "spring", *on(server))
    assert (ended.code, lines_of(ended.out)) == (0, SHOWN)


def test_changes_as_json_are_the_answer(secretariat: Secretariat) -> None:
    with answering({CHANGES: (200, TOLD)}) as server:
        ended = secretariat("agenda", "changes", "spring", *on(server), "--json")
    assert json.loads(ended.out) == TOLD


def test_a_draft_like_the_release_says_so(secretariat: Secretariat) -> None:
    with answering({CHANGES: (200, NOTHING)}) as server:
        same = secretariat("agenda", "changes", "spring", *on(server))
    with answering({CHANGES: (200, {**NOTHING, "release": None})}) as server:
        none = secretariat("agenda", "changes", "spring", *on(server))
    assert same.out == "Nothing has changed since release 3.\n"
    assert none.out == "Nothing is published yet, and the draft has no session.\n"


def test_before_the_first_release_the_table_says_that(secretariat: Secretariat) -> None:
    with answering({CHANGES: (200, {**TOLD, "release": None})}) as server:
        ended = secretariat("agenda", "changes", "spring", *on(server))
    assert lines_of(ended.out) == ["Not published yet:", *SHOWN[1:]]


def test_publish_shows_what_changes_and_publishes_just_that(secretariat: Secretariat) -> None:
    table: dict[tuple[str, str], tuple[int, object]] = {CHANGES: (200, TOLD), PUBLISH: (200, DONE)}
    with answering(table, {CHANGES: TAG}) as server:
        ended = secretariat("agenda", "publish", "spring", *on(server))
    published = "Release 4 is published: 2 added, 1 moved."
    assert (ended.code, lines_of(ended.out)) == (0, [*SHOWN, published])
    assert [(one.method, one.path) for one in server.asked] == [CHANGES, PUBLISH]
    assert [one.headers["authorization"] for one in server.asked] == ["Bearer t", "Bearer t"]
    assert server.asked[1].headers["if-match"] == TAG
    assert json.loads(server.asked[1].body) == {"notify": "default"}


def test_publish_says_of_what_people_hear(secretariat: Secretariat) -> None:
    table: dict[tuple[str, str], tuple[int, object]] = {CHANGES: (200, TOLD), PUBLISH: (200, DONE)}
    with answering(table, {CHANGES: TAG}) as server:
        ended = secretariat("agenda", "publish", "spring", *on(server), "--notify", "none")
        other = secretariat("agenda", "publish", "spring", *on(server), "--notify", "some")
    assert (ended.code, json.loads(server.asked[1].body)) == (0, {"notify": "none"})
    assert (other.code, other.out, other.err.count("\n"), len(server.asked)) == (2, "", 1, 2)
    assert "'some' is none; take default, all or none" in other.err


def test_publish_as_json_is_the_answer_alone(secretariat: Secretariat) -> None:
    table: dict[tuple[str, str], tuple[int, object]] = {CHANGES: (200, TOLD), PUBLISH: (200, DONE)}
    with answering(table, {CHANGES: TAG}) as server:
        ended = secretariat("agenda", "publish", "spring", *on(server), "--json")
    assert json.loads(ended.out) == DONE
    assert server.asked[1].headers["if-match"] == TAG


def test_a_draft_that_was_saved_meanwhile_is_not_published(secretariat: Secretariat) -> None:
    late = {"status": 412, "detail": "The draft has changed meanwhile; read it again."}
    table: dict[tuple[str, str], tuple[int, object]] = {CHANGES: (200, TOLD), PUBLISH: (412, late)}
    with answering(table, {CHANGES: TAG}) as server:
        ended = secretariat("agenda", "publish", "spring", *on(server))
    told = "secretariat: 412: The draft has changed meanwhile; read it again.\n"
    assert (ended.code, ended.err) == (1, told)
