"""The journal: every change of an organiser writes who did what, and when."""

from __future__ import annotations

from typing import Any

from tests.builders import EVENT, NOW
from tests.edge.organiser.conftest import Desk, errors_of
from tests.edge.organiser.test_replay import ADA, arrive, kept

PATH = f"/events/{EVENT}"
PERSON = {"name": "Ada Lind", "email": "ada.lind@example.org"}


def entries(desk: Desk, path: str = PATH) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = desk.ask("GET", f"{path}/journal").json()["entries"]
    return rows


def told(desk: Desk) -> list[tuple[str, str | None]]:
    """What was done and to what, the first first."""
    return [(one["what"], one["detail"]) for one in reversed(entries(desk))]


def register(desk: Desk, **more: str) -> str:
    made: str = desk.ask("POST", f"{PATH}/registrations", {**PERSON, **more}).json()["id"]
    return made


def test_an_entry_says_who_when_and_what(desk: Desk) -> None:
    clerk = desk.employ(3, EVENT)
    desk.ask("PATCH", PATH, {"capacity": 12, "registration": {"waitlist": False}}, who=clerk)
    assert entries(desk) == [
        {
            "at": NOW.isoformat(),
            "who": clerk.organiser,
            "what": "settings_changed",
            "detail": "capacity, registration.waitlist",
        }
    ]


def test_settings_that_stay_as_they_were_are_no_change(desk: Desk) -> None:
    desk.ask("PATCH", PATH, {"capacity": 20})
    desk.ask("PATCH", PATH, {"capacity": -1})
    assert entries(desk) == []


def test_the_draft_saved_and_published_stands_in_the_journal(desk: Desk) -> None:
    draft = desk.ask("GET", f"{PATH}/draft")
    shorter = {"sessions": draft.json()["sessions"][1:]}
    desk.ask("PUT", f"{PATH}/draft", shorter, {"If-Match": draft.headers["etag"]})
    desk.ask("POST", f"{PATH}/publish")
    desk.ask("POST", f"{PATH}/publish")
    assert told(desk) == [("draft_saved", None), ("published", "1")]


def test_registrations_by_hand_stand_in_the_journal_with_their_reasons(desk: Desk) -> None:
    made = register(desk, reason="asked at the door")
    register(desk, reason="there already")
    one = f"{PATH}/registrations/{made}"
    desk.ask("PATCH", one, {"name": "Ada Lindt", "reason": "misspelt"})
    desk.ask("PATCH", one, {"name": "Ada Lindt"})
    desk.ask("POST", f"{one}/cancel")
    desk.ask("POST", f"{one}/cancel")
    assert told(desk) == [
        ("registered", f"{made}: asked at the door"),
        ("corrected", f"{made}: misspelt"),
        ("cancelled", made),
    ]


def test_decisions_stand_in_the_journal(desk: Desk) -> None:
    desk.ask("PATCH", PATH, {"registration": {"approval": True}, "capacity": 0})
    asked = [
        arrive(desk, {"name": f"Guest {n}", "email": f"g{n}@example.org"}, f"msg_{n}").registration
        for n in range(3)
    ]
    one, two, three = (f"{PATH}/registrations/{person}" for person in asked)
    for path in (f"{one}/approve", f"{two}/approve", f"{three}/decline"):
        assert desk.ask("POST", path).status == 200
    assert desk.ask("POST", f"{two}/move", {"position": 1}).status == 200
    assert told(desk)[1:] == [
        ("approved", asked[0]),
        ("approved", asked[1]),
        ("declined", asked[2]),
        ("moved", f"{asked[1]} to 1"),
    ]


def test_institutions_stand_in_the_journal(desk: Desk) -> None:
    register(desk, institution="Lake Auth. Sorrel")
    two = [{"id": "sorrel", "name": "Lake Authority of Sorrel"}, {"id": "delta", "name": "Delta"}]
    desk.ask("PUT", f"{PATH}/institutions", {"institutions": two})
    merge = {"into": "sorrel", "spelling": "Lake Auth. Sorrel"}
    desk.ask("POST", f"{PATH}/institutions/merge", merge)
    desk.ask("DELETE", f"{PATH}/institutions/delta/focal-point")
    assert told(desk)[1:] == [
        ("institutions_changed", None),
        ("institutions_merged", "sorrel"),
        ("focal_point_revoked", "delta"),
    ]


def test_a_replay_stands_in_the_journal(desk: Desk) -> None:
    arrive(desk, ADA)
    desk.ask("POST", f"{PATH}/deliveries/{kept(desk).id}/replay")
    assert told(desk) == [("replayed", kept(desk).id)]


def test_what_people_do_for_themselves_is_no_entry(desk: Desk) -> None:
    arrive(desk, PERSON)
    assert entries(desk) == []


def test_who_made_an_event_stands_first_in_its_journal(desk: Desk) -> None:
    clerk = desk.employ(3)
    outline = {
        "title": "Seminar",
        "dates": ["2027-06-01"],
        "timezone": "Europe/Zagreb",
        "sessions": [{"day": 1, "date": "2027-06-01", "start": "09:00", "title": "Opening"}],
    }
    made = desk.ask("POST", "/events", {"outline": outline, "id": "seminar"}, who=clerk)
    assert made.status == 201, made.json()
    [entry] = entries(desk, "/events/seminar")
    assert (entry["who"], entry["what"]) == (clerk.organiser, "event_created")


def test_organisers_stand_in_the_journals_of_their_events(desk: Desk) -> None:
    added = desk.ask("POST", "/organisers", {"email": "clerk@example.org", "events": [EVENT]})
    desk.ask("DELETE", f"/organisers/{added.json()['id']}")
    assert told(desk) == [
        ("organiser_added", added.json()["id"]),
        ("organiser_revoked", added.json()["id"]),
    ]


def test_what_concerns_every_event_stands_in_the_general_journal(desk: Desk) -> None:
    chief = desk.ask("POST", "/organisers", {"email": "chief@example.org", "events": ["*"]})
    idle = desk.ask("POST", "/organisers", {"email": "idle@example.org"})
    answer = desk.ask("GET", "/journal")
    assert [(one["what"], one["detail"]) for one in answer.json()["entries"]] == [
        ("organiser_added", idle.json()["id"]),
        ("organiser_added", chief.json()["id"]),
    ]
    assert desk.ask("GET", "/journal", who=desk.employ(3, EVENT)).status == 403


def test_more_events_than_one_commit_holds_are_no_hindrance(desk: Desk) -> None:
    many = {"email": "clerk@example.org", "events": [EVENT] * 200}
    assert desk.ask("POST", "/organisers", many).status == 201


def test_the_journal_is_paged_newest_first(desk: Desk) -> None:
    for capacity in (1, 2, 3):
        desk.ask("PATCH", PATH, {"capacity": capacity})
    page = desk.ask("GET", f"{PATH}/journal?limit=2").json()
    rest = desk.ask("GET", f"{PATH}/journal?cursor={page['next']}").json()
    assert (len(page["entries"]), len(rest["entries"]), rest["next"]) == (2, 1, None)
    assert errors_of(desk.ask("GET", f"{PATH}/messages?cursor={page['next']}")) == ["cursor"]
