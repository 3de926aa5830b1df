"""Quotas: so many of an institution or of an option, in the same transaction as the seat."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from shared.domain.errors import Invalid
from shared.domain.event import Event, RegistrationRules
from shared.domain.form import DEFAULT_FORM, Field, FieldType, Submission
from shared.domain.quota import Quotas, institution_tally, option_tallies
from shared.domain.registration import State
from shared.ports import Ports
from shared.verbs.cancel import cancel
from shared.verbs.change import change
from shared.verbs.register import Origin, Registered, register
from shared.verbs.revise import revise
from tests.builders import EVENT, a_submission
from tests.fakes import put_event, some_ports

DINNER = Field("dinner", {"en": "Dinner"}, FieldType.SELECT, options=("fish", "none"))
FORM = (*DEFAULT_FORM, DINNER)


def meeting(quotas: Quotas, capacity: int | None = 20, **changes: Any) -> tuple[Ports, Event]:
    ports = some_ports()
    event = put_event(
        ports, lambda one: replace(one, quotas=quotas, capacity=capacity, form=FORM, **changes)
    )
    return ports, event


def person(number: int, institution: str | None = None, dinner: str | None = None) -> Submission:
    return a_submission(
        email=f"person{number}@example.org",
        name=f"Person {number}",
        institution=institution,
        answers={"dinner": dinner} if dinner else {},
    )


def come(ports: Ports, event: Event, submission: Submission) -> Registered:
    return register(ports, event, submission, Origin("form"))


def state(ports: Ports, registered: Registered) -> State:
    found = ports.store.registration(EVENT, registered.registration or "")
    assert found
    return found.state


def test_an_institution_beyond_its_quota_waits_although_the_hall_has_room() -> None:
    ports, event = meeting(Quotas({"sorrel": 1}))
    first = come(ports, event, person(1, "LAS"))
    second = come(ports, event, person(2, "Lake Authority of Sorrel"))
    other = come(ports, event, person(3, "Delta Institute"))
    assert [first.outcome, second.outcome, other.outcome] == [
        "confirmed",
        "waitlisted",
        "confirmed",
    ]


def test_each_institution_has_the_common_quota_unless_its_own_says_otherwise() -> None:
    ports, event = meeting(Quotas({"*": 1, "sorrel": None}))
    outcomes = [
        come(ports, event, person(n, house)).outcome
        for n, house in enumerate(["LAS", "LAS", "Delta Institute", "delta  institute", None, None])
    ]
    assert outcomes == [
        "confirmed",
        "confirmed",
        "confirmed",
        "waitlisted",
        "confirmed",
        "confirmed",
    ]


def test_an_option_that_is_full_makes_people_wait_and_its_seat_goes_to_them() -> None:
    ports, event = meeting(Quotas(option={"dinner=fish": 1}))
    first = come(ports, event, person(1, dinner="fish"))
    second = come(ports, event, person(2, dinner="fish"))
    come(ports, event, person(3, dinner="none"))
    assert state(ports, second) is State.WAITLISTED
    cancel(ports, EVENT, first.registration or "")
    assert state(ports, second) is State.CONFIRMED


def test_a_seat_passes_over_those_whom_a_quota_holds_back() -> None:
    ports, event = meeting(Quotas({"sorrel": 1}), capacity=2)
    come(ports, event, person(1, "LAS"))
    leaver = come(ports, event, person(2))
    held = come(ports, event, person(3, "LAS"))
    next_one = come(ports, event, person(4))
    cancel(ports, EVENT, leaver.registration or "")
    assert state(ports, held) is State.WAITLISTED
    assert state(ports, next_one) is State.CONFIRMED


def test_a_newcomer_does_not_wait_behind_people_whom_only_a_quota_holds_back() -> None:
    ports, event = meeting(Quotas({"sorrel": 0}), capacity=3)
    held = come(ports, event, person(1, "LAS"))
    assert come(ports, event, person(2)).outcome == "confirmed"
    leaver = come(ports, event, person(3))
    cancel(ports, EVENT, leaver.registration or "")
    assert ports.store.gate(EVENT).taken == 1
    assert state(ports, held) is State.WAITLISTED


def test_a_raised_quota_serves_those_it_held_back() -> None:
    ports, event = meeting(Quotas({"sorrel": 0}))
    held = come(ports, event, person(1, "LAS"))
    revise(ports, EVENT, lambda one: replace(one, quotas=Quotas({"sorrel": 1})))
    assert state(ports, held) is State.CONFIRMED


def test_without_a_line_a_full_quota_refuses() -> None:
    ports, event = meeting(Quotas({"sorrel": 0}), registration=RegistrationRules(waitlist=False))
    assert come(ports, event, person(1, "LAS")) == Registered("refused", None, "full")


def test_a_change_to_a_full_option_is_refused_naming_the_field_and_keeps_the_seat() -> None:
    ports, event = meeting(Quotas(option={"dinner=fish": 1}))
    come(ports, event, person(1, dinner="fish"))
    second = come(ports, event, person(2, dinner="none"))
    with pytest.raises(Invalid) as refused:
        change(ports, event, second.registration or "", person(2, dinner="fish"))
    assert [path for path, _ in refused.value.errors] == ["dinner"]
    assert state(ports, second) is State.CONFIRMED


def test_a_change_that_frees_a_quota_serves_the_line() -> None:
    ports, event = meeting(Quotas(option={"dinner=fish": 1}))
    first = come(ports, event, person(1, dinner="fish"))
    second = come(ports, event, person(2, dinner="fish"))
    change(ports, event, first.registration or "", person(1, dinner="none"))
    assert state(ports, second) is State.CONFIRMED


def test_every_seat_is_given_back_exactly_once_under_every_tally() -> None:
    ports, event = meeting(Quotas({"sorrel": 2}, {"dinner=fish": 2}))
    one = come(ports, event, person(1, "LAS", "fish"))
    for _ in range(2):
        cancel(ports, EVENT, one.registration or "")
    assert {(t.key, t.taken, t.waiting) for t in ports.store.tallies(EVENT, "")} == {
        ("institution#sorrel", 0, 0),
        ("option#dinner=fish", 0, 0),
    }


def test_only_options_of_the_form_are_counted_and_long_names_make_short_keys() -> None:
    assert option_tallies(FORM, {"dinner": "x" * 2000, "phone": "fish"}) == ()
    key = institution_tally(None, "Ж" * 256)
    assert key
    assert len(key) == len("institution#~") + 32
