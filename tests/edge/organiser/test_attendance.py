"""Attendance: by tick, by list, and people who walk in."""

from __future__ import annotations

from typing import Any

import pytest

from shared.domain.registration import Registration
from tests.builders import an_id
from tests.edge.calling import Called
from tests.edge.organiser.conftest import Desk, errors_of

EVENT = "/events/river-basins"
ADA = {"name": "Ada Lind", "email": "ada@example.org"}
ODO = {"name": "Odo Lind", "email": "odo@example.org"}


def post(desk: Desk, body: dict[str, Any]) -> Called:
    return desk.ask("POST", f"{EVENT}/registrations", body)


def attend(desk: Desk, one: str, attended: object = True) -> Called:
    return desk.ask("POST", f"{EVENT}/registrations/{one}/attend", {"attended": attended})


def stored(desk: Desk, one: str) -> Registration:
    found = desk.ports.store.registration("river-basins", one)
    assert found is not None
    return found


def outcomes(called: Called) -> list[str]:
    assert called.status == 200
    return [line["outcome"] for line in called.json()["lines"]]


def test_a_tick_notes_when_somebody_came_and_nothing_that_the_registration_shows(
    desk: Desk,
) -> None:
    made = post(desk, ADA).json()
    desk.clock.advance(hours=1)
    noted = attend(desk, made["id"])
    assert noted.status == 200
    assert {**noted.json(), "mail": None} == {**made, "mail": None}
    assert stored(desk, made["id"]).attended_at == desk.clock.now()


def test_a_second_tick_keeps_the_first_instant_and_a_tick_may_be_taken_back(desk: Desk) -> None:
    one = post(desk, ADA).json()["id"]
    first = desk.clock.now()
    attend(desk, one)
    desk.clock.advance(hours=1)
    attend(desk, one)
    assert stored(desk, one).attended_at == first
    attend(desk, one, False)
    attend(desk, one, False)
    assert stored(desk, one).attended_at is None
    entries = desk.ports.store.entry_page("river-basins", None, 9).items
    told = [(entry.what.value, entry.detail) for entry in entries]
    assert [row for row in told if row[0] == "attended"] == [
        ("attended", f"{one}: not"), ("attended", one),
    ]  # fmt: skip


def test_who_has_no_seat_cannot_have_come(desk: Desk) -> None:
    desk.ask("PATCH", EVENT, {"capacity": 0})
    one = post(desk, ADA).json()["id"]
    assert attend(desk, one).status == 409
    assert attend(desk, one, False).status == 200


@pytest.mark.parametrize("one", [an_id(77), "nobody", "%00"])
def test_an_unknown_registration_is_404(desk: Desk, one: str) -> None:
    assert attend(desk, one).status == 404


@pytest.mark.parametrize("body", [{}, {"attended": 1}, {"attended": None}])
def test_a_tick_is_true_or_false(desk: Desk, body: object) -> None:
    one = post(desk, ADA).json()["id"]
    answer = desk.ask("POST", f"{EVENT}/registrations/{one}/attend", body)
    assert errors_of(answer) == ["attended"]


def test_a_list_is_noted_line_by_line(desk: Desk) -> None:
    ada = post(desk, ADA).json()["id"]
    odo = post(desk, ODO).json()["id"]
    post(desk, {**ODO, "name": "Ida Ferm", "email": "both@example.org"})
    post(desk, {**ODO, "name": "Uma Berg", "email": "both@example.org"})
    gone = post(desk, {**ODO, "name": "Left Long", "email": "gone@example.org"}).json()["id"]
    desk.ask("POST", f"{EVENT}/registrations/{gone}/cancel")
    attend(desk, odo)
    said = [
        " ADA@Example.ORG ",
        odo,
        "both@example.org",
        gone,
        "nobody@example.org",
        "Ada",
        "",
        ada,
    ]
    answer = desk.ask("POST", f"{EVENT}/attendance", {"people": said})
    assert outcomes(answer) == [
        "attended", "already", "ambiguous", "not_confirmed", "unknown", "unknown", "unknown",
        "already",
    ]  # fmt: skip
    assert answer.json()["attended"] == 1
    assert answer.json()["lines"][:3] == [
        {"line": 1, "said": " ADA@Example.ORG ", "outcome": "attended", "registration": ada},
        {"line": 2, "said": odo, "outcome": "already", "registration": odo},
        {"line": 3, "said": "both@example.org", "outcome": "ambiguous", "registration": None},
    ]


def test_of_one_address_the_one_who_has_a_seat_is_meant(desk: Desk) -> None:
    left = post(desk, {**ADA, "name": "Ida Ferm"}).json()["id"]
    desk.ask("POST", f"{EVENT}/registrations/{left}/cancel")
    ada = post(desk, ADA).json()["id"]
    answer = desk.ask("POST", f"{EVENT}/attendance", {"people": [ADA["email"]]})
    assert [line["registration"] for line in answer.json()["lines"]] == [ada]


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({}, "people"),
        ({"people": []}, "people"),
        ({"people": ["x"] * 501}, "people"),
        ({"people": [5]}, "people[0]"),
        ({"people": "x"}, "people"),
    ],
)
def test_what_is_wrong_with_a_list_of_people_is_named(desk: Desk, body: object, path: str) -> None:
    assert errors_of(desk.ask("POST", f"{EVENT}/attendance", body)) == [path]


def test_who_walks_in_takes_a_seat_by_the_same_gate_and_is_there(desk: Desk) -> None:
    answer = post(desk, {**ADA, "walk_in": True})
    shown = answer.json()
    assert (answer.status, shown["state"], shown["source"]) == (201, "confirmed", "walk_in")
    assert stored(desk, shown["id"]).attended_at == desk.clock.now()
    assert desk.ports.store.gate("river-basins").taken == 1


def test_who_walks_into_a_full_hall_waits_and_is_not_there(desk: Desk) -> None:
    desk.ask("PATCH", EVENT, {"capacity": 0})
    shown = post(desk, {**ADA, "walk_in": True}).json()
    assert (shown["state"], shown["position"], shown["source"]) == ("waitlisted", 1, "walk_in")
    assert stored(desk, shown["id"]).attended_at is None


def test_who_was_expected_and_walks_in_is_there_under_the_same_registration(desk: Desk) -> None:
    made = post(desk, ADA).json()
    desk.clock.advance(days=14)
    again = post(desk, {**ADA, "walk_in": True})
    assert (again.status, again.json()["id"]) == (200, made["id"])
    assert again.json()["source"] == "organiser"
    assert stored(desk, made["id"]).attended_at == desk.clock.now()


def test_the_door_is_open_when_registration_is_closed(desk: Desk) -> None:
    closed = {"registration": {"closes_at": "2027-01-01T00:00Z"}}
    desk.ask("PATCH", EVENT, closed)
    assert post(desk, {**ADA, "walk_in": True}).status == 201


def test_walking_in_is_said_with_true_or_false(desk: Desk) -> None:
    assert errors_of(post(desk, {**ADA, "walk_in": "yes"})) == ["walk_in"]


def test_who_comes_back_after_a_cancellation_has_not_been_there(desk: Desk) -> None:
    one = post(desk, ADA).json()["id"]
    attend(desk, one)
    desk.ask("POST", f"{EVENT}/registrations/{one}/cancel")
    desk.clock.advance(days=1)
    assert post(desk, ADA).json()["id"] == one
    assert stored(desk, one).attended_at is None
