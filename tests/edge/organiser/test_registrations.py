"""Registrations by hand, and the list of those who registered."""

from __future__ import annotations

from typing import Any

import pytest

from tests.edge.calling import Called
from tests.edge.organiser.conftest import Desk, errors_of

PATH = "/events/river-basins/registrations"
ADA = {"name": "Ada Lind", "email": "ada@example.org", "institution": "LAS"}


def post(desk: Desk, number: int) -> Called:
    return desk.ask(
        "POST", PATH, {"name": f"Guest {number}", "email": f"guest{number}@example.org"}
    )


def names(called: Called) -> list[str]:
    return [one["name"] for one in called.json()["registrations"]]


def test_somebody_is_registered_by_hand(desk: Desk) -> None:
    answer = desk.ask("POST", PATH, {**ADA, "answers": {"post": "Hydrologist"}, "reason": None})
    shown = answer.json()
    assert answer.status == 201
    assert {key: shown[key] for key in ("name", "email", "state", "position", "source")} == {
        "name": "Ada Lind", "email": "ada@example.org", "state": "confirmed", "position": None,
        "source": "organiser",
    }  # fmt: skip
    assert shown["institution"] == {"id": "sorrel", "name": "Lake Authority of Sorrel"}
    assert shown["answers"] == {"post": "Hydrologist"}
    assert desk.ports.store.gate("river-basins").taken == 1


def test_somebody_who_is_there_is_200_and_stays(desk: Desk) -> None:
    first = desk.ask("POST", PATH, ADA)
    again = desk.ask("POST", PATH, {**ADA, "institution": None})
    assert (first.status, again.status) == (201, 200)
    assert again.json() == first.json()


def test_when_the_hall_is_full_people_wait_by_their_place_in_the_line(desk: Desk) -> None:
    desk.ask("PATCH", "/events/river-basins", {"capacity": 1})
    made = [post(desk, number) for number in (1, 2, 3)]
    assert [(one.status, one.json()["state"], one.json()["position"]) for one in made] == [
        (201, "confirmed", None),
        (201, "waitlisted", 1),
        (201, "waitlisted", 2),
    ]
    rows = desk.ask("GET", PATH).json()["registrations"]
    assert [(one["name"], one["position"]) for one in rows] == [
        ("Guest 1", None),
        ("Guest 2", 1),
        ("Guest 3", 2),
    ]


def test_a_full_hall_without_a_line_is_409(desk: Desk) -> None:
    desk.ask("PATCH", "/events/river-basins", {"capacity": 0, "registration": {"waitlist": False}})
    assert desk.ask("POST", PATH, ADA).status == 409


def test_opening_times_do_not_bind_an_organiser(desk: Desk) -> None:
    closed = {"registration": {"closes_at": "2027-01-01T00:00Z"}}
    desk.ask("PATCH", "/events/river-basins", closed)
    assert desk.ask("POST", PATH, ADA).status == 201


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ({}, ["email"]),
        ({"name": "Ada Lind"}, ["email"]),
        ({"email": "ada@example.org"}, ["name"]),
        ({**ADA, "email": "nobody"}, ["email"]),
        ({**ADA, "email": None}, ["email"]),
        ({**ADA, "name": 7}, ["name"]),
        ({**ADA, "name": "x" * 257}, ["name"]),
        ({**ADA, "institution": {"name": "LAS"}}, ["institution"]),
        ({**ADA, "answers": []}, ["answers"]),
        ({**ADA, "answers": {"phone": 5}}, ["answers.phone"]),
        ({**ADA, "answers": {"shoe_size": "44"}}, ["answers.shoe_size"]),
        ({**ADA, "answers": {"email": "other@example.org"}}, ["answers.email"]),
        ({**ADA, "state": "confirmed"}, ["state"]),
        ([], [""]),
    ],
)
def test_what_is_wrong_with_somebody_is_named(desk: Desk, body: object, paths: list[str]) -> None:
    assert errors_of(desk.ask("POST", PATH, body)) == paths


def test_control_characters_in_a_name_become_one_space(desk: Desk) -> None:
    answer = desk.ask("POST", PATH, {**ADA, "name": "Ada\r\n\u2028Lind\ud800\u0000"})
    assert answer.json()["name"] == "Ada Lind"


def test_a_form_of_the_event_judges_its_own_questions(desk: Desk) -> None:
    form = [
        {"key": "family_name", "label": {"en": "Family name"}, "required": True},
        {"key": "email", "label": {"en": "E-mail"}, "type": "email", "required": True},
        {"key": "meal", "label": {"en": "Meal"}, "type": "select", "options": ["fish", "rice"],
         "required": True},
    ]  # fmt: skip
    desk.ask("PATCH", "/events/river-basins", {"form": form})
    missing = desk.ask("POST", PATH, {"email": "ada@example.org"})
    wrong = desk.ask("POST", PATH, {**ADA, "answers": {"meal": "stone"}})
    right = desk.ask("POST", PATH, {**ADA, "answers": {"meal": "rice"}})
    assert errors_of(missing) == ["answers.family_name", "answers.meal"]
    assert errors_of(wrong) == ["answers.meal"]
    assert (right.status, right.json()["name"]) == (201, "Ada Lind")


def test_a_correction_keeps_id_and_seat_and_what_is_not_said(desk: Desk) -> None:
    made = desk.ask("POST", PATH, {**ADA, "answers": {"post": "Hydrologist"}}).json()
    fixed = desk.ask("PATCH", f"{PATH}/{made['id']}", {"email": "ada.lind@example.org"})
    shown = fixed.json()
    assert fixed.status == 200
    assert (shown["id"], shown["email"], shown["state"]) == (
        made["id"], "ada.lind@example.org", "confirmed"
    )  # fmt: skip
    assert (shown["name"], shown["institution"], shown["answers"]) == (
        made["name"], made["institution"], made["answers"]
    )  # fmt: skip
    assert desk.ports.store.gate("river-basins").taken == 1


def test_null_takes_an_institution_or_an_answer_away(desk: Desk) -> None:
    made = desk.ask("POST", PATH, {**ADA, "answers": {"post": "Hydrologist"}}).json()
    patch = {"institution": None, "answers": {"post": None}}
    shown = desk.ask("PATCH", f"{PATH}/{made['id']}", patch).json()
    assert (shown["institution"], shown["answers"]) == (None, {})


@pytest.mark.parametrize(
    ("patch", "paths"),
    [
        ({"email": None}, ["email"]),
        ({"email": ""}, ["email"]),
        ({"name": None}, ["name"]),
        ({"answers": {"shoe_size": "44"}}, ["answers.shoe_size"]),
        ({"id": "other"}, ["id"]),
    ],
)
def test_a_wrong_correction_is_named(desk: Desk, patch: Any, paths: list[str]) -> None:
    made = desk.ask("POST", PATH, ADA).json()
    assert errors_of(desk.ask("PATCH", f"{PATH}/{made['id']}", patch)) == paths


def test_correcting_one_into_another_is_409(desk: Desk) -> None:
    first, second = post(desk, 1).json(), post(desk, 2).json()
    taken = {"name": first["name"], "email": first["email"]}
    assert desk.ask("PATCH", f"{PATH}/{second['id']}", taken).status == 409


def test_cancelling_passes_the_seat_on_and_repeats_the_answer(desk: Desk) -> None:
    desk.ask("PATCH", "/events/river-basins", {"capacity": 1})
    first, second = post(desk, 1).json(), post(desk, 2).json()
    cancelled = desk.ask("POST", f"{PATH}/{first['id']}/cancel")
    again = desk.ask("POST", f"{PATH}/{first['id']}/cancel")
    assert (cancelled.status, cancelled.json()["state"]) == (200, "cancelled")
    assert (again.status, again.json()) == (200, cancelled.json())
    rows = desk.ask("GET", f"{PATH}?state=confirmed").json()["registrations"]
    assert [one["id"] for one in rows] == [second["id"]]


def test_somebody_who_left_cannot_be_corrected(desk: Desk) -> None:
    made = post(desk, 1).json()
    desk.ask("POST", f"{PATH}/{made['id']}/cancel")
    assert desk.ask("PATCH", f"{PATH}/{made['id']}", {"name": "Other"}).status == 409


@pytest.mark.parametrize("who", ["0" * 26, "x", "x" * 3000, "%23"])
def test_nobody_under_an_id_is_404(desk: Desk, who: str) -> None:
    assert desk.ask("PATCH", f"{PATH}/{who}", {"name": "Other"}).status == 404
    assert desk.ask("POST", f"{PATH}/{who}/cancel").status == 404


def test_a_list_goes_on_by_its_cursor(desk: Desk) -> None:
    for number in (1, 2, 3):
        post(desk, number)
    first = desk.ask("GET", f"{PATH}?limit=2")
    rest = desk.ask("GET", f"{PATH}?limit=2&cursor={first.json()['next']}")
    assert names(first) == ["Guest 1", "Guest 2"]
    assert names(rest) == ["Guest 3"]
    assert rest.json()["next"] is None


def test_a_cursor_opens_its_own_list_only(desk: Desk) -> None:
    for number in (1, 2):
        post(desk, number)
    cursor = desk.ask("GET", f"{PATH}?limit=1").json()["next"]
    event = "/events/river-basins"
    for elsewhere in (f"{PATH}?state=confirmed&", f"{event}/deliveries?", f"{event}/messages?"):
        assert errors_of(desk.ask("GET", f"{elsewhere}cursor={cursor}")) == ["cursor"]


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("limit=0", "limit"),
        ("limit=501", "limit"),
        ("limit=", "limit"),
        ("limit=ten", "limit"),
        ("limit=-1", "limit"),
        ("limit=1&limit=2", "limit"),
        ("state=happy", "state"),
        ("state=", "state"),
        ("cursor=", "cursor"),
        ("cursor=AAAA", "cursor"),
        ("cursor=%F0%9F%8C%8A", "cursor"),
        ("colour=blue", "colour"),
    ],
)
def test_a_wrong_question_is_named(desk: Desk, query: str, path: str) -> None:
    assert errors_of(desk.ask("GET", f"{PATH}?{query}")) == [path]


def test_the_list_without_a_state_holds_everyone(desk: Desk) -> None:
    made = post(desk, 1).json()
    post(desk, 2)
    desk.ask("POST", f"{PATH}/{made['id']}/cancel")
    assert names(desk.ask("GET", f"{PATH}?limit=500")) == ["Guest 1", "Guest 2"]
    assert names(desk.ask("GET", f"{PATH}?state=cancelled")) == ["Guest 1"]
