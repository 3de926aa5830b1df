"""What publishing would change, told before it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shared.domain.agenda import Release
from shared.domain.gate import GateMove
from shared.domain.session import Session
from shared.domain.writes import Add, MoveGate
from tests.builders import NOW, a_pointer, a_session, some_sessions
from tests.edge.calling import Called
from tests.edge.organiser.conftest import Desk

EVENT = "river-basins"
DRAFT = f"/events/{EVENT}/draft"
CHANGES = f"{DRAFT}/changes"
NONE: dict[str, list[str]] = {
    name: [] for name in ("added", "removed", "moved", "retitled", "speakers", "cancelled")
}
SESSIONS = some_sessions()
Sessions = list[dict[str, Any]]


def release(desk: Desk, sessions: tuple[Session, ...] = SESSIONS) -> None:
    """The draft as it stands at first, or other sessions, become the third release."""
    known = Add(Release(EVENT, 3, sessions, NOW))
    pointer = Add(a_pointer(event=EVENT, release=3))
    desk.ports.store.commit([known, pointer], "release")


def seat(desk: Desk, people: int) -> None:
    """So many people take a seat."""
    for number in range(people):
        desk.ports.store.commit([MoveGate(EVENT, GateMove.TAKE_SEAT)], f"seat-{number}")


def edit(desk: Desk, change: Callable[[Sessions], Sessions]) -> Called:
    """Save the draft after a change."""
    seen = desk.ask("GET", DRAFT)
    tag = {"If-Match": seen.headers["etag"]}
    saved = desk.ask("PUT", DRAFT, {"sessions": change(seen.json()["sessions"])}, tag)
    assert saved.status == 200
    return saved


def test_before_the_first_release_everything_is_added(desk: Desk) -> None:
    seat(desk, 2)
    answer = desk.ask("GET", CHANGES)
    told = answer.json()
    ids = [one.id for one in some_sessions()]
    assert (answer.status, told["release"], told["mail"]) == (200, None, [])
    assert told["changes"] == {**NONE, "added": ids}
    assert [(note["what"], note["session"]) for note in told["notes"]] == [
        ("added", one) for one in ids
    ]
    assert told["notes"][0] == {
        "what": "added",
        "session": "opening",
        "title": "Opening of the workshop",
        "before": None,
        "after": "2027-03-15T09:00:00+04:00/2027-03-15T09:30:00+04:00",
        "text": "“Opening of the workshop” is new: Monday, 15 March 2027, 09:00–09:30.",
    }


def test_a_draft_like_the_release_changes_nothing(desk: Desk) -> None:
    release(desk)
    assert desk.ask("GET", CHANGES).json() == {
        "release": 3, "changes": NONE, "notes": [], "mail": [],
    }  # fmt: skip


def test_what_differs_is_told_with_who_would_be_mailed(desk: Desk) -> None:
    release(desk)
    seat(desk, 3)

    def change(sessions: Sessions) -> Sessions:
        opening, sharing, coffee, _closing = sessions
        opening["end"] = "2027-03-15T09:45:00+04:00"
        sharing |= {"title": "Shared waters", "speakers": []}
        coffee |= {"room": "Garden", "status": "cancelled"}
        return [opening, sharing, coffee]

    edit(desk, change)
    told = desk.ask("GET", CHANGES).json()
    assert told["changes"] == {
        "added": [],
        "removed": ["closing"],
        "moved": ["opening", "coffee"],
        "retitled": ["water-sharing"],
        "speakers": ["water-sharing"],
        "cancelled": ["coffee"],
    }
    assert [(one["what"], one["before"], one["after"]) for one in told["notes"]] == [
        (
            "moved",
            "2027-03-15T09:00:00+04:00/2027-03-15T09:30:00+04:00",
            "2027-03-15T09:00:00+04:00/2027-03-15T09:45:00+04:00",
        ),
        ("retitled", "Sharing water across borders", "Shared waters"),
        ("speakers", "Adaeze Okafor; Marsh Union", None),
        ("room", "Foyer", "Garden"),
        ("cancelled", "scheduled", "cancelled"),
        ("removed", "2027-03-15T17:00:00+04:00/2027-03-15T17:30:00+04:00", None),
    ]
    assert told["mail"] == [
        {"what": "end", "people": 3, "sessions": ["opening"], "text": "3 people: end changed"},
        {"what": "place", "people": 3, "sessions": ["coffee"], "text": "3 people: place changed"},
        {
            "what": "cancellation",
            "people": 3,
            "sessions": ["coffee", "closing"],
            "text": "3 people: session cancelled or back",
        },
    ]


def test_nobody_is_mailed_where_nobody_has_a_seat_and_one_person_is_one(desk: Desk) -> None:
    release(desk)
    edit(desk, lambda sessions: sessions[:3])
    assert desk.ask("GET", CHANGES).json()["mail"] == []
    seat(desk, 1)
    (line,) = desk.ask("GET", CHANGES).json()["mail"]
    assert line["text"] == "1 person: session cancelled or back"


def test_the_tag_is_the_drafts_and_publishing_takes_it(desk: Desk) -> None:
    shown = desk.ask("GET", CHANGES)
    assert shown.headers["etag"] == desk.ask("GET", DRAFT).headers["etag"]
    edit(desk, lambda sessions: sessions[:3])
    late = {"If-Match": shown.headers["etag"]}
    assert desk.ask("POST", f"/events/{EVENT}/publish", headers=late).status == 412
    fresh = desk.ask("GET", CHANGES).headers["etag"]
    done = desk.ask("POST", f"/events/{EVENT}/publish", headers={"If-Match": fresh})
    assert (done.status, done.json()["release"]) == (200, 1)


def test_looking_writes_nothing(desk: Desk) -> None:
    release(desk)
    edit(desk, lambda sessions: sessions[:3])
    store = desk.ports.store
    before = (store.draft(EVENT), store.event(EVENT), store.pointer(EVENT), store.gate(EVENT))
    first = desk.ask("GET", CHANGES)
    second = desk.ask("GET", CHANGES)
    assert (first.body, first.headers["etag"]) == (second.body, second.headers["etag"])
    after = (store.draft(EVENT), store.event(EVENT), store.pointer(EVENT), store.gate(EVENT))
    assert after == before


def test_an_event_without_a_draft_has_no_changes_to_show(desk: Desk) -> None:
    assert desk.ask("GET", "/events/nowhere/draft/changes").status == 404


def test_more_than_can_be_told_at_once_is_413(desk: Desk) -> None:
    release(desk, sessions=(a_session(title="ж" * 1_100_000),))
    assert desk.ask("GET", CHANGES).status == 413


def test_a_head_request_has_the_tag_and_no_body(desk: Desk) -> None:
    asked = desk.ask("HEAD", CHANGES)
    assert (asked.status, asked.body) == (200, b"")
    assert asked.headers["etag"] == desk.ask("GET", DRAFT).headers["etag"]
