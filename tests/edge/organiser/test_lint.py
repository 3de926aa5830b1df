"""Looking at a draft before it is published."""

from __future__ import annotations

from shared.domain.writes import Add
from tests.builders import an_event
from tests.edge.organiser.conftest import Desk

EVENT = "/events/river-basins"
PATH = f"{EVENT}/draft/lint"
GAP = (
    "On Monday 15 March 2027 nothing is on from 11:30 to 17:00 (330 minutes), between “Coffee” and "
    "“Closing”. Add what is missing, such as a break, or move one of the two."
)


def test_a_draft_is_looked_at_in_sentences(desk: Desk) -> None:
    answer = desk.ask("GET", PATH)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json() == {
        "findings": [{"code": "gap", "message": GAP, "sessions": ["coffee", "closing"]}]
    }


def test_what_was_mended_is_found_no_more(desk: Desk) -> None:
    draft = desk.ask("GET", f"{EVENT}/draft")
    sessions = draft.json()["sessions"]
    sessions[3] |= {"start": "2027-03-15T11:30:00+04:00", "end": "2027-03-15T12:00:00+04:00"}
    tag = {"If-Match": draft.headers["etag"]}
    assert desk.ask("PUT", f"{EVENT}/draft", {"sessions": sessions}, tag).status == 200
    assert desk.ask("GET", PATH).json() == {"findings": []}


def test_the_present_settings_count(desk: Desk) -> None:
    patch = {"hall": {"from": "09:00", "until": "17:15"}, "dates": ["2027-03-16"]}
    assert desk.ask("PATCH", EVENT, patch).status == 200
    found = [(one["code"], one["sessions"]) for one in desk.ask("GET", PATH).json()["findings"]]
    assert found == [
        ("off_days", ["opening", "water-sharing", "coffee", "closing"]),
        ("after_hall", ["closing"]),
        ("gap", ["coffee", "closing"]),
    ]


def test_looking_leaves_everything_as_it_was(desk: Desk) -> None:
    before = desk.ask("GET", f"{EVENT}/draft")
    desk.ask("GET", PATH)
    after = desk.ask("GET", f"{EVENT}/draft")
    assert (after.body, after.headers["etag"]) == (before.body, before.headers["etag"])


def test_head_answers_as_get_without_a_body(desk: Desk) -> None:
    head = desk.ask("HEAD", PATH)
    assert (head.status, head.body) == (200, b"")


def test_an_event_without_a_draft_has_none_to_look_at(empty_desk: Desk) -> None:
    empty_desk.ports.store.commit([Add(an_event())], "an event alone")
    assert empty_desk.ask("GET", PATH).status == 404
