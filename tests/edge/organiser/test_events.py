"""Events out of outlines."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

import pytest

from shared.domain.institution import Institution
from shared.domain.session import Kind
from tests.edge.organiser.conftest import Desk, errors_of

OUTLINE: dict[str, Any] = {
    "title": "Seminar on Ferries & Lighthouses",
    "project": "Safe Straits",
    "reference": "2.1.4",
    "dates": ["2027-05-04", "2027-05-05"],
    "location": {"text": "Harbour House, Split", "city": "Split", "country": "Croatia"},
    "contact": {"name": "Lucija Barić", "email": "lucija@example.org", "phone": None},
    "timezone": "Europe/Zagreb",
    "sections": ["BACKGROUND"],
    "background": "Straits are narrow.",
    "expected_outcome": None,
    "participants": ["Harbour Board", "Pilots' Guild", "harbour  board"],
    "sessions": [
        {
            "day": 1, "date": "2027-05-04", "start": "09:00", "end": "09:30",
            "end_source": "printed", "title": "Welcome", "kind": "opening", "room": None,
            "speakers": [
                {"name": "Lucija Barić", "affiliation": None, "role": "chair",
                 "organisation": False},
                {"name": "Buoy Company", "affiliation": None, "role": "speaker",
                 "organisation": True},
            ],
            "items": ["Greetings"], "description": "Two\nlines", "line": 12,
        },
        {"day": 1, "date": "2027-05-04", "start": None, "title": "Posters", "kind": "other"},
        {"day": 2, "date": "2027-05-05", "start": "18:00", "end": "00:00", "title": None,
         "kind": "break"},
    ],
    "warnings": [],
}  # fmt: skip


def outline(**changes: Any) -> dict[str, Any]:
    return {**deepcopy(OUTLINE), **changes}


def test_an_outline_becomes_an_event_with_its_draft(empty_desk: Desk) -> None:
    made = empty_desk.ask("POST", "/events", {"outline": OUTLINE})
    slug = "seminar-on-ferries-lighthouses"
    assert made.status == 201
    assert made.json() == {"id": slug, "draft": f"/organiser/events/{slug}/draft"}
    assert made.headers["location"] == f"/organiser/events/{slug}"
    event = empty_desk.ports.store.event(slug)
    assert (event.title, event.project, event.reference) == (
        "Seminar on Ferries & Lighthouses", "Safe Straits", "2.1.4"
    )  # fmt: skip
    assert event.dates == (date(2027, 5, 4), date(2027, 5, 5))
    assert event.location.city == "Split"
    assert event.contact.name == "Lucija Barić"
    assert event.digest.recipients == ("lucija@example.org",)
    assert event.organiser.address == "lucija@example.org"
    assert len(event.signing_key) == 32
    assert event.span == (
        datetime(2027, 5, 4, 7, tzinfo=UTC),
        datetime(2027, 5, 5, 22, tzinfo=UTC),
    )


def test_entries_with_a_start_become_sessions_in_the_events_zone(empty_desk: Desk) -> None:
    empty_desk.ask("POST", "/events", {"outline": OUTLINE, "id": "ferries"})
    draft = empty_desk.ports.store.draft("ferries")
    assert draft is not None
    welcome, pause = draft.sessions
    assert (welcome.title, welcome.kind) == ("Welcome", Kind.OPENING)
    assert (welcome.start, welcome.end) == (
        datetime(2027, 5, 4, 7, tzinfo=UTC),
        datetime(2027, 5, 4, 7, 30, tzinfo=UTC),
    )
    assert (pause.title, pause.end) == ("Break", datetime(2027, 5, 5, 22, tzinfo=UTC))
    assert draft.known == (welcome.id, pause.id)
    assert [bool(one.id) for one in welcome.speakers] == [True, True]


def test_the_same_outline_under_the_same_id_gives_the_same_session_ids(empty_desk: Desk) -> None:
    empty_desk.ask("POST", "/events", {"outline": OUTLINE, "id": "ferries"})
    first = empty_desk.ports.store.draft("ferries")
    empty_desk.ask("POST", "/events", {"outline": OUTLINE, "id": "ferries-too"})
    other = empty_desk.ports.store.draft("ferries-too")
    assert first is not None
    assert other is not None
    assert first.known == ("ab372c4784", "8369ad0cd9")
    assert set(first.known).isdisjoint(other.known)


def test_invited_and_presenting_bodies_seed_the_institutions_once_each(empty_desk: Desk) -> None:
    empty_desk.ask("POST", "/events", {"outline": OUTLINE, "id": "ferries"})
    assert empty_desk.ports.store.event("ferries").institutions == (
        Institution("harbour-board", "Harbour Board"),
        Institution("pilots-guild", "Pilots' Guild"),
        Institution("buoy-company", "Buoy Company"),
    )


def test_the_gate_and_the_digest_come_with_the_event(empty_desk: Desk) -> None:
    settings = {"capacity": 3, "digest": {"hour": 6}}
    empty_desk.ask("POST", "/events", {"outline": OUTLINE, "id": "ferries", "settings": settings})
    gate = empty_desk.ports.store.gate("ferries")
    schedule = empty_desk.ports.store.digest_schedule("ferries")
    assert schedule is not None
    assert (gate.limit, gate.taken, gate.settings_version) == (3, 0, 1)
    assert schedule.due_at == datetime(2027, 3, 2, 5, tzinfo=UTC)
    assert schedule.since == empty_desk.clock.now()


def test_who_makes_an_event_has_its_scope_at_once(empty_desk: Desk) -> None:
    clerk = empty_desk.employ(5)
    made = empty_desk.ask("POST", "/events", {"outline": OUTLINE, "id": "ferries"}, who=clerk)
    assert made.status == 201
    assert empty_desk.ask("GET", "/events/ferries", who=clerk).status == 200
    granted = empty_desk.ports.store.grant(clerk.token_hash)
    assert granted is not None
    assert granted.events == ("ferries",)


def test_ids_of_like_titles_are_numbered(empty_desk: Desk) -> None:
    made = [empty_desk.ask("POST", "/events", {"outline": OUTLINE}).json()["id"] for _ in range(3)]
    slug = "seminar-on-ferries-lighthouses"
    assert made == [slug, f"{slug}-2", f"{slug}-3"]


def test_a_given_id_that_is_taken_is_409(empty_desk: Desk) -> None:
    body = {"outline": OUTLINE, "id": "ferries"}
    assert empty_desk.ask("POST", "/events", body).status == 201
    assert empty_desk.ask("POST", "/events", body).status == 409


def test_an_id_that_our_own_addresses_need_is_taken(empty_desk: Desk) -> None:
    body = {"outline": OUTLINE, "id": "self"}
    assert empty_desk.ask("POST", "/events", body).status == 409
    named = {"outline": {**OUTLINE, "title": "Self"}}
    assert empty_desk.ask("POST", "/events", named).json()["id"] == "self-2"


def test_who_was_revoked_a_moment_ago_makes_no_event_any_more(empty_desk: Desk) -> None:
    clerk = empty_desk.employ(5)
    assert empty_desk.ask("DELETE", f"/organisers/{clerk.organiser}").status == 204
    late = empty_desk.ask("POST", "/events", {"outline": OUTLINE}, who=clerk)
    assert (late.status, late.headers["www-authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize("slug", ["", "a", "Ferries", "fer ries", "-ferries", "f" * 64, "fähre"])
def test_an_id_that_is_no_slug_is_named(empty_desk: Desk, slug: str) -> None:
    assert errors_of(empty_desk.ask("POST", "/events", {"outline": OUTLINE, "id": slug})) == ["id"]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"timezone": None}, "timezone"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"dates": []}, "dates"),
        ({"title": "Two\nlines"}, "outline.title"),
        ({"sessions": []}, "sessions"),
        ({"sessions": [{"day": 1, "start": None, "title": "Posters"}]}, "sessions"),
        ({"sessions": [{"day": 1, "start": "9 o'clock"}]}, "outline.sessions[0].start"),
        ({"sessions": [{"day": 3, "start": "09:00"}]}, "dates"),
    ],
)
def test_what_an_outline_lacks_is_named(
    empty_desk: Desk, changes: dict[str, Any], path: str
) -> None:
    answer = empty_desk.ask("POST", "/events", {"outline": outline(**changes)})
    assert errors_of(answer) == [path]


def test_an_outline_without_a_title_is_called_by_its_project(empty_desk: Desk) -> None:
    empty_desk.ask("POST", "/events", {"outline": outline(title=None)})
    empty_desk.ask("POST", "/events", {"outline": outline(title=None, project=None)})
    titles = [empty_desk.ports.store.event(one).title for one in ("safe-straits", "meeting")]
    assert titles == ["Safe Straits", "Meeting"]


def test_who_gives_a_talk_inside_an_entry_speaks_in_it(empty_desk: Desk) -> None:
    talk = {"title": "Fog signals", "speakers": [{"name": "Ivo Kos", "role": "speaker"}]}
    sessions = [{"day": 1, "date": "2027-05-04", "start": "09:00", "items": ["Questions", talk]}]
    empty_desk.ask("POST", "/events", {"outline": outline(sessions=sessions), "id": "ferries"})
    draft = empty_desk.ports.store.draft("ferries")
    assert draft is not None
    assert draft.sessions[0].items == ("Questions", "Fog signals")
    assert [one.name for one in draft.sessions[0].speakers] == ["Ivo Kos"]


def test_settings_supply_what_the_outline_lacks(empty_desk: Desk) -> None:
    sessions = [
        {"day": 1, "month_day": "05-04", "date": None, "start": "09:00", "title": "One"},
        {"day": 2, "month_day": "05-06", "date": None, "start": "09:00", "title": "Two"},
    ]
    settings = {"timezone": "Europe/Zagreb", "dates": ["2027-05-06", "2027-05-04"]}
    lacking = outline(timezone=None, dates=[], sessions=sessions)
    body = {"outline": lacking, "settings": settings, "id": "ferries"}
    assert empty_desk.ask("POST", "/events", body).status == 201
    draft = empty_desk.ports.store.draft("ferries")
    assert draft is not None
    assert [one.start for one in draft.sessions] == [
        datetime(2027, 5, 4, 7, tzinfo=UTC),
        datetime(2027, 5, 6, 7, tzinfo=UTC),
    ]


def test_other_dates_in_the_settings_move_the_programme_day_by_day(empty_desk: Desk) -> None:
    body = {"outline": OUTLINE, "settings": {"dates": ["2027-09-01", "2027-09-02"]}, "id": "moved"}
    assert empty_desk.ask("POST", "/events", body).status == 201
    draft = empty_desk.ports.store.draft("moved")
    assert draft is not None
    assert [one.start for one in draft.sessions] == [
        datetime(2027, 9, 1, 7, tzinfo=UTC),
        datetime(2027, 9, 2, 16, tzinfo=UTC),
    ]


def test_a_wrong_setting_is_named_below_settings(empty_desk: Desk) -> None:
    body = {"outline": OUTLINE, "settings": {"capacity": "many"}}
    assert errors_of(empty_desk.ask("POST", "/events", body)) == ["settings.capacity"]


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        (b"", [""]),
        (b"{", [""]),
        (b'{"outline": NaN}', [""]),
        ([], [""]),
        ({}, ["outline"]),
        ({"outline": OUTLINE, "colour": 1}, ["colour"]),
        ({"outline": OUTLINE, "settings": []}, ["settings"]),
    ],
)
def test_a_body_that_is_no_request_is_400(empty_desk: Desk, body: object, paths: list[str]) -> None:
    assert errors_of(empty_desk.ask("POST", "/events", body)) == paths


def test_an_outline_file_is_read_and_nothing_written(empty_desk: Desk) -> None:
    text = (
        "Seminar on ferries\n\n4 May 2027, Split, Croatia\n\nProgramme\n\n09h00 - 09h30\tWelcome\n"
    )
    answer = empty_desk.ask("POST", "/outlines", text.encode())
    assert answer.status == 200
    assert [one["start"] for one in answer.json()["sessions"]] == ["09:00"]
    made = empty_desk.ask("POST", "/events", {"outline": answer.json(), "id": "ferries"})
    assert made.status == 201


@pytest.mark.parametrize("source", [b"", b"\x00\x01\x02\x03" * 50])
def test_a_file_that_is_no_text_is_400(empty_desk: Desk, source: bytes) -> None:
    assert errors_of(empty_desk.ask("POST", "/outlines", source)) == [""]


def test_an_outline_of_more_entries_than_can_be_told_at_once_is_413(empty_desk: Desk) -> None:
    assert empty_desk.ask("POST", "/outlines", b"09:00\n" * 40_000).status == 413


def test_a_file_over_four_megabytes_is_413(empty_desk: Desk) -> None:
    assert empty_desk.ask("POST", "/outlines", b"x" * (4 * 1024 * 1024 + 1)).status == 413
