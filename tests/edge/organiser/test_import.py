"""A revised outline is proposed to the draft; nothing is written until the draft is saved."""

from __future__ import annotations

from typing import Any

import pytest

from tests.edge.calling import Called
from tests.edge.organiser.conftest import Desk, errors_of

DRAFT = "/events/kites/draft"
NONE: dict[str, list[str]] = {
    name: [] for name in ("added", "removed", "moved", "retitled", "speakers", "cancelled")
}
Sessions = list[dict[str, Any]]
Outline = dict[str, Any]


def entry(start: str, end: str, title: str, *speakers: str, **more: Any) -> dict[str, Any]:
    people = [{"name": name} for name in speakers]
    kind = {"kind": "session", "day": 1, "date": "2027-09-06"}
    return {**kind, "start": start, "end": end, "title": title, "speakers": people, **more}


OPENING = entry("09:00", "09:15", "Opening", "Ragna Wind", kind="opening")
TAILS = entry("09:15", "10:30", "Tails and their lengths", "Sven Schweif", room="Barn")
LUNCH = entry("10:30", "11:30", "Lunch", kind="break")


def outline(*entries: dict[str, Any], **changes: Any) -> Outline:
    head = {"title": "Kites", "timezone": "Europe/Oslo", "dates": ["2027-09-06"]}
    return {**head, "sessions": list(entries), **changes}


FIRST = outline(OPENING, TAILS, LUNCH)
REVISED = outline(
    {**OPENING, "title": "Opening words"},
    {**TAILS, "start": "09:30", "end": "10:45"},
    entry("10:45", "11:30", "A flight over the fjord", "Trude Fjell"),
)


@pytest.fixture
def kites(empty_desk: Desk) -> Desk:
    """A desk with the meeting of kite makers."""
    made = empty_desk.ask("POST", "/events", {"outline": FIRST, "id": "kites"})
    assert made.status == 201
    return empty_desk


def draft_of(desk: Desk) -> Called:
    return desk.ask("GET", DRAFT)


def propose(desk: Desk, revised: Outline) -> Called:
    return desk.ask("POST", f"{DRAFT}/import", {"outline": revised})


def save(desk: Desk, sessions: Sessions, **more: Any) -> Called:
    tag = {"If-Match": draft_of(desk).headers["etag"]}
    saved = desk.ask("PUT", DRAFT, {"sessions": sessions, **more}, tag)
    assert saved.status == 200
    return saved


def edit(desk: Desk, at: int, **changes: Any) -> None:
    """Change one session by hand."""
    sessions = draft_of(desk).json()["sessions"]
    sessions[at] |= changes
    save(desk, sessions)


def test_the_same_outline_changes_nothing_and_nothing_is_written(kites: Desk) -> None:
    before = draft_of(kites)
    told = propose(kites, FIRST)
    assert (told.status, told.headers["etag"]) == (200, before.headers["etag"])
    assert told.json() == {**before.json(), "changes": NONE, "conflicts": []}
    propose(kites, REVISED)
    assert draft_of(kites).body == before.body


def test_sessions_keep_their_ids_and_the_proposal_can_be_saved_as_it_is(kites: Desk) -> None:
    opening, tails, lunch = [one["id"] for one in draft_of(kites).json()["sessions"]]
    told = propose(kites, REVISED)
    sessions, changes = told.json()["sessions"], told.json()["changes"]
    assert [(one.get("id"), one["title"], one["start"][11:16]) for one in sessions] == [
        (opening, "Opening words", "09:00"),
        (tails, "Tails and their lengths", "09:30"),
        (None, "A flight over the fjord", "10:45"),
    ]
    body, tag = {"sessions": sessions}, {"If-Match": told.headers["etag"]}
    saved = kites.ask("PUT", DRAFT, body, tag)
    [added] = {one["id"] for one in saved.json()["sessions"]} - {opening, tails}
    assert changes == {
        **NONE, "added": [added], "removed": [lunch], "moved": [tails], "retitled": [opening],
    }  # fmt: skip


def test_what_was_edited_by_hand_stays_and_conflicts_are_told(kites: Desk) -> None:
    edit(kites, 0, title="Grand opening", description="In the yard.", status="postponed")
    edit(kites, 2, translations={"fr": {"title": "Repas"}}, room="Mess")
    opening, tails, lunch = draft_of(kites).json()["sessions"]
    told = propose(kites, REVISED).json()
    assert told["sessions"][0] == opening
    assert told["sessions"][1] == {**tails, "start": "2027-09-06T09:30:00+02:00",
                                   "end": "2027-09-06T10:45:00+02:00"}  # fmt: skip
    assert lunch in told["sessions"]
    assert told["conflicts"] == [
        {"session": opening["id"], "field": "title", "hand": "Grand opening",
         "document": "Opening words"},
        {"session": lunch["id"], "field": None, "hand": lunch, "document": None},
    ]  # fmt: skip


def test_a_session_removed_by_hand_stays_away_unless_the_document_changes_it(kites: Desk) -> None:
    opening, tails, lunch = draft_of(kites).json()["sessions"]
    save(kites, [opening, tails])
    assert propose(kites, FIRST).json()["conflicts"] == []
    later = propose(kites, outline(OPENING, TAILS, {**LUNCH, "start": "10:45"})).json()
    printed = {**lunch, "start": "2027-09-06T10:45:00+02:00"}
    assert [one["title"] for one in later["sessions"]] == [opening["title"], tails["title"]]
    assert later["conflicts"] == [
        {"session": lunch["id"], "field": None, "hand": None, "document": printed}
    ]
    assert len(save(kites, [*later["sessions"], printed]).json()["sessions"]) == 3


def test_the_next_import_starts_from_the_outline_that_was_taken_in(kites: Desk) -> None:
    edit(kites, 0, title="Grand opening")
    save(kites, propose(kites, REVISED).json()["sessions"], outline=REVISED)
    again = propose(kites, REVISED).json()
    assert (again["changes"], again["conflicts"]) == (NONE, [])
    opening, tails, flight = REVISED["sessions"]
    third = propose(kites, outline(opening, {**tails, "start": "10:00"}, flight)).json()
    assert third["conflicts"] == []
    assert [one["start"][11:16] for one in third["sessions"]] == ["09:00", "10:00", "10:45"]
    assert third["sessions"][0]["title"] == "Grand opening"


def test_a_new_session_that_was_not_wanted_stays_away(kites: Desk) -> None:
    proposed = propose(kites, REVISED).json()["sessions"]
    save(kites, proposed[:2], outline=REVISED)
    again = propose(kites, REVISED).json()
    assert (again["changes"], again["conflicts"], len(again["sessions"])) == (NONE, [], 2)


def test_a_day_that_the_outline_has_come_to_print_is_taken(kites: Desk) -> None:
    later = {**LUNCH, "title": "Flying", "day": 2, "date": "2027-09-07", "kind": "session"}
    days = ["2027-09-06", "2027-09-07"]
    told = propose(kites, outline(OPENING, TAILS, LUNCH, later, dates=days)).json()
    assert [one["date"] for one in told["sessions"]] == ["2027-09-06"] * 3 + ["2027-09-07"]
    assert {**told["changes"], "added": []} == NONE


def test_where_no_outline_is_remembered_every_difference_is_told(desk: Desk) -> None:
    path = "/events/river-basins/draft"
    opening, *_ = desk.ask("GET", path).json()["sessions"]
    start, end = opening["start"], opening["end"]
    day = {"date": start[:10], "kind": "opening", "speakers": opening["speakers"]}
    printed = {**day, "start": start[11:16], "end": end[11:16], "title": "Opening of the meeting"}
    told = desk.ask("POST", f"{path}/import", {"outline": {"sessions": [printed]}}).json()
    assert told["conflicts"][0] == {
        "session": opening["id"], "field": "title", "hand": opening["title"],
        "document": "Opening of the meeting",
    }  # fmt: skip
    assert {one["field"] for one in told["conflicts"][1:]} == {None}
    assert told["changes"] == NONE


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ({}, ["outline"]),
        ({"outline": outline()}, ["sessions"]),
        ({"outline": FIRST, "apply": True}, ["apply"]),
        ({"outline": outline({**OPENING, "day": 4, "date": None}, dates=[])}, ["dates"]),
    ],
)
def test_what_cannot_be_read_is_named(kites: Desk, body: object, paths: list[str]) -> None:
    assert errors_of(kites.ask("POST", f"{DRAFT}/import", body)) == paths


def test_an_event_out_of_scope_is_not_proposed_to(kites: Desk) -> None:
    clerk = kites.employ(5, "river-basins")
    body = {"outline": FIRST}
    assert kites.ask("POST", f"{DRAFT}/import", body, who=clerk).status == 403
