"""Approving, declining, and moving in the line, as an organiser does it."""

from __future__ import annotations

from typing import Any

import pytest

from shared.domain.event import Event
from shared.verbs.register import Origin, register
from tests.builders import a_submission
from tests.edge.organiser.conftest import Desk, errors_of

EVENT = "/events/river-basins"
PATH = f"{EVENT}/registrations"


def settle(desk: Desk, **patch: Any) -> Event:
    assert desk.ask("PATCH", EVENT, patch).status == 200
    return desk.ports.store.event("river-basins")


def come(desk: Desk, number: int) -> str:
    event = desk.ports.store.event("river-basins")
    said = a_submission(email=f"p{number}@example.org", name=f"P {number}")
    return register(desk.ports, event, said, Origin("form")).registration or ""


def state(desk: Desk, path: str) -> tuple[int, str, int | None]:
    answer = desk.ask("POST", f"{PATH}/{path}")
    return answer.status, answer.json()["state"], answer.json()["position"]


def test_who_asked_is_approved_or_waits_and_repeats_answer_the_same(desk: Desk) -> None:
    settle(desk, capacity=1, registration={"approval": True})
    one, two, three = (come(desk, number) for number in range(3))
    assert len(desk.ask("GET", f"{PATH}?state=pending").json()["registrations"]) == 3
    for _ in range(2):
        assert state(desk, f"{one}/approve") == (200, "confirmed", None)
        assert state(desk, f"{two}/approve") == (200, "waitlisted", 1)
        assert state(desk, f"{three}/decline") == (200, "declined", None)


def test_what_a_state_does_not_allow_is_409(desk: Desk) -> None:
    settle(desk, registration={"approval": True})
    one, two = come(desk, 1), come(desk, 2)
    state(desk, f"{one}/approve")
    state(desk, f"{two}/decline")
    assert desk.ask("POST", f"{PATH}/{one}/decline").status == 409
    assert desk.ask("POST", f"{PATH}/{two}/approve").status == 409
    assert desk.ask("POST", f"{PATH}/{one}/move", {"position": 1}).status == 409


def test_an_approval_for_a_full_hall_without_a_line_is_409_and_it_stays_pending(
    desk: Desk,
) -> None:
    settle(desk, capacity=0, registration={"approval": True, "waitlist": False})
    one = come(desk, 1)
    assert desk.ask("POST", f"{PATH}/{one}/approve").status == 409
    [row] = desk.ask("GET", PATH).json()["registrations"]
    assert (row["id"], row["state"]) == (one, "pending")


def test_somebody_moves_in_the_line_and_positions_follow(desk: Desk) -> None:
    settle(desk, capacity=0)
    people = [come(desk, number) for number in range(3)]
    moved = desk.ask("POST", f"{PATH}/{people[2]}/move", {"position": 1})
    again = desk.ask("POST", f"{PATH}/{people[2]}/move", {"position": 1})
    assert (moved.status, moved.json()["position"]) == (200, 1)
    assert (again.status, again.json()) == (200, moved.json())
    rows = desk.ask("GET", PATH).json()["registrations"]
    assert {row["id"]: row["position"] for row in rows} == {
        people[0]: 2, people[1]: 3, people[2]: 1
    }  # fmt: skip
    assert desk.ask("POST", f"{PATH}/{people[2]}/move", {"position": 99}).json()["position"] == 3


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({}, "position"),
        ({"position": 0}, "position"),
        ({"position": "1"}, "position"),
        ({"position": True}, "position"),
        ({"position": 1, "to": 2}, "to"),
    ],
)
def test_a_wrong_place_is_named(desk: Desk, body: object, path: str) -> None:
    settle(desk, capacity=0)
    assert errors_of(desk.ask("POST", f"{PATH}/{come(desk, 1)}/move", body)) == [path]


@pytest.mark.parametrize("what", ["approve", "decline", "move"])
@pytest.mark.parametrize("who", ["0" * 26, "x", "%23"])
def test_nobody_under_an_id_is_404(desk: Desk, what: str, who: str) -> None:
    assert desk.ask("POST", f"{PATH}/{who}/{what}", {"position": 1}).status == 404


@pytest.mark.parametrize("what", ["approve", "decline", "move"])
def test_another_organisers_event_is_403(desk: Desk, what: str) -> None:
    foreign = desk.employ(7, "another-meeting")
    path = f"{PATH}/{come(desk, 1)}/{what}"
    assert desk.ask("POST", path, {"position": 1}, who=foreign).status == 403


def test_the_digest_names_those_who_wait_for_approval(desk: Desk) -> None:
    settle(desk, registration={"approval": True})
    come(desk, 1)
    preview = desk.ask("GET", f"{EVENT}/digest").json()
    assert preview["subject"].startswith("0 of 20 confirmed, 0 waiting, 0 cancelled")
    assert "Wait for your approval (1)\n- P 1" in preview["text"]
