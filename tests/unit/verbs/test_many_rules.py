"""Several rules at once: what one seat frees may serve several who wait, each exactly once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shared.domain.due import DueKind
from shared.domain.event import Event, RegistrationRules
from shared.domain.form import DEFAULT_FORM, Field, FieldType
from shared.domain.quota import Quotas
from shared.ports import Ports
from shared.verbs.approve import approve, decline
from shared.verbs.cancel import cancel
from shared.verbs.register import Origin, Registered, SettingsChanged, register
from shared.verbs.revise import revise
from tests.builders import EVENT, NOW, a_submission
from tests.fakes import put_event, some_ports

DINNER = Field("dinner", {"en": "Dinner"}, FieldType.SELECT, options=("fish", "none"))
BUS = Field("bus", {"en": "Bus"}, FieldType.CHECKBOX)
FORM = (*DEFAULT_FORM, DINNER, BUS)
ONE_EACH = Quotas({"sorrel": 1}, {"dinner=fish": 1, "bus=yes": 1})


def meeting(quotas: Quotas, **changes: Any) -> tuple[Ports, Event]:
    ports = some_ports()
    settled = {"form": FORM, "quotas": quotas, "capacity": 20, **changes}
    return ports, put_event(ports, lambda one: replace(one, **settled))


def come(
    ports: Ports, event: Event, number: int, house: str | None = None, **answers: str
) -> Registered:
    said = a_submission(
        email=f"p{number}@example.org", name=f"P {number}", institution=house, answers=answers
    )
    return register(ports, event, said, Origin("form"))


def states(ports: Ports) -> list[str]:
    rows = ports.store.registration_page(EVENT, None, 99, None).items
    return [one.state.value for one in rows]


def counters(ports: Ports) -> dict[str, tuple[int, int]]:
    return {one.key: (one.taken, one.waiting) for one in ports.store.tallies(EVENT, "")}


def test_one_cancellation_serves_everybody_whom_it_frees() -> None:
    ports, event = meeting(ONE_EACH)
    leaver = come(ports, event, 1, "LAS", dinner="fish", bus="yes")
    come(ports, event, 2, "LAS")
    come(ports, event, 3, dinner="fish")
    come(ports, event, 4, bus="yes")
    come(ports, event, 5, bus="yes")
    assert states(ports) == ["confirmed", *["waitlisted"] * 4]
    for _ in range(2):
        cancel(ports, EVENT, leaver.registration or "")
    assert states(ports) == ["cancelled", *["confirmed"] * 3, "waitlisted"]
    assert counters(ports) == {
        "institution#sorrel": (1, 0),
        "option#bus=yes": (1, 1),
        "option#dinner=fish": (1, 0),
    }
    assert (ports.store.gate(EVENT).taken, ports.store.gate(EVENT).waiting) == (3, 1)


def test_somebody_held_back_by_two_quotas_waits_until_both_are_free() -> None:
    ports, event = meeting(ONE_EACH)
    one = come(ports, event, 1, "LAS")
    two = come(ports, event, 2, dinner="fish")
    come(ports, event, 3, "LAS", dinner="fish")
    cancel(ports, EVENT, one.registration or "")
    assert states(ports) == ["cancelled", "confirmed", "waitlisted"]
    cancel(ports, EVENT, two.registration or "")
    assert states(ports) == ["cancelled", "cancelled", "confirmed"]


def test_an_approval_passes_every_quota() -> None:
    ports, event = meeting(ONE_EACH, registration=RegistrationRules(approval=True))
    one, two, three = (
        come(ports, event, number, "LAS", dinner="fish").registration or "" for number in range(3)
    )
    assert (states(ports), counters(ports)) == (["pending"] * 3, {})
    approve(ports, EVENT, one)
    approve(ports, EVENT, two)
    decline(ports, EVENT, three)
    assert states(ports) == ["confirmed", "waitlisted", "declined"]
    cancel(ports, EVENT, one)
    assert states(ports) == ["cancelled", "confirmed", "declined"]
    assert counters(ports) == {"institution#sorrel": (1, 0), "option#dinner=fish": (1, 0)}


def test_whoever_is_held_back_by_a_quota_is_looked_after_again_in_a_minute() -> None:
    ports, event = meeting(ONE_EACH)
    come(ports, event, 1, "LAS")
    assert ports.store.due_item(EVENT, DueKind.PROMOTION) is None
    come(ports, event, 2, "LAS")
    due = ports.store.due_item(EVENT, DueKind.PROMOTION)
    assert due
    assert due.due_at == NOW + timedelta(minutes=1)


def test_a_cancellation_by_older_settings_passes_no_seat_beyond_a_new_quota() -> None:
    ports, event = meeting(Quotas(), capacity=2)
    leaver = come(ports, event, 1)
    come(ports, event, 2, "LAS")
    come(ports, event, 3, "LAS")
    come(ports, event, 4)
    revise(ports, EVENT, lambda one: replace(one, quotas=Quotas({"sorrel": 1})))
    kept = replace(ports, events=_Kept(ports, event))
    cancel(kept, EVENT, leaver.registration or "")
    assert states(ports) == ["cancelled", "confirmed", "waitlisted", "confirmed"]


class _Kept:
    """Events of which an older state is known until they are read afresh."""

    def __init__(self, ports: Ports, known: Event) -> None:
        self._ports, self._known = ports, known

    def known(self, event_id: str) -> Event:
        return self._known

    def fresh(self, event_id: str) -> Event:
        return self._ports.store.event(event_id)


def test_without_a_line_a_quota_that_is_full_by_older_settings_is_asked_again() -> None:
    rules = RegistrationRules(waitlist=False)
    ports, event = meeting(Quotas({"sorrel": 0}), registration=rules)
    assert come(ports, event, 1, "LAS") == Registered("refused", None, "full")
    revise(ports, EVENT, lambda one: replace(one, quotas=Quotas({"sorrel": 1})))
    with pytest.raises(SettingsChanged):
        come(ports, event, 1, "LAS")
    assert come(ports, ports.store.event(EVENT), 1, "LAS").outcome == "confirmed"
