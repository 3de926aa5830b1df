"""A letter of nomination, as organisers come by it."""

from __future__ import annotations

from typing import cast

from infra.local.letters import LocalLetters
from shared.verbs.register import Origin, register
from tests.builders import EVENT, a_submission, an_id
from tests.edge.letters import post_letter
from tests.edge.organiser.conftest import Desk

PATH = f"/events/{EVENT}"


def come(desk: Desk) -> str:
    desk.ask("PATCH", PATH, {"registration": {"letter_required": True}})
    event = desk.ports.store.event(EVENT)
    return register(desk.ports, event, a_submission(), Origin("form")).registration or ""


def test_a_letter_is_missing_until_it_came_and_then_led_to(desk: Desk) -> None:
    who = come(desk)
    assert desk.ask("GET", f"{PATH}/registrations/{who}/letter").status == 404
    form = desk.ports.letters.presign(EVENT, who, "application/pdf", "")
    post_letter(cast("LocalLetters", desk.ports.letters), form, b"%PDF-1.7")
    answer = desk.ask("GET", f"{PATH}/registrations/{who}/letter")
    assert (answer.status, answer.headers["location"]) == (
        303, f"https://letters.example.org/{who}"
    )  # fmt: skip
    assert answer.headers["cache-control"] == "no-store"


def test_nobody_has_no_letter(desk: Desk) -> None:
    for who in ("nobody", an_id(77)):
        assert desk.ask("GET", f"{PATH}/registrations/{who}/letter").status == 404


def test_who_sent_no_letter_may_be_approved_all_the_same(desk: Desk) -> None:
    who = come(desk)
    answer = desk.ask("POST", f"{PATH}/registrations/{who}/approve")
    assert (answer.status, answer.json()["state"]) == (200, "confirmed")


def test_an_event_out_of_scope_shows_no_letter(desk: Desk) -> None:
    clerk = desk.employ(5, "another-event")
    who = come(desk)
    assert desk.ask("GET", f"{PATH}/registrations/{who}/letter", who=clerk).status == 403
