"""Frozen options, and what the organiser hears of at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.domain.errors import Invalid
from shared.domain.event import DigestRules, Event, OrganiserIdentity, RegistrationRules
from shared.domain.form import DEFAULT_FORM, Field, FieldType, Submission
from shared.domain.journal import Hand
from shared.domain.message import Message, MessageKind
from shared.domain.quota import Quotas
from shared.domain.registration import State
from shared.ports import Ports
from shared.verbs.cancel import cancel
from shared.verbs.change import change
from shared.verbs.register import Origin, Registered, SettingsChanged, register
from tests.builders import EVENT, NOW, a_submission, an_id
from tests.fakes import FakeClock, put_event, some_ports

START = datetime(2027, 3, 15, 5, 0, tzinfo=UTC)
DINNER = Field("dinner", {"en": "Dinner"}, FieldType.SELECT, options=("fish", "none"))
FORM = (*DEFAULT_FORM, DINNER)
FROZEN = RegistrationRules(freeze_at=NOW + timedelta(hours=1))


def meeting(**changes: Any) -> tuple[Ports, Event, FakeClock]:
    clock = FakeClock()
    ports = some_ports(clock=clock)
    event = put_event(ports, lambda one: replace(one, form=FORM, **changes))
    return ports, event, clock


def meret(dinner: str | None = "fish", **more: Any) -> Submission:
    return a_submission(answers={"dinner": dinner} if dinner else {}, **more)


def response(message_id: str) -> Origin:
    return Origin("webhook:standard", "standard", message_id, "response-1", b"{}")


def come(ports: Ports, event: Event) -> str:
    return register(ports, event, meret(), response("msg-1")).registration or ""


def messages(ports: Ports, kind: MessageKind) -> list[Message]:
    return [one for one in ports.store.message_page(EVENT, None, 99).items if one.kind is kind]


def dinner_of(ports: Ports, registration: str) -> str | None:
    found = ports.store.registration(EVENT, registration)
    assert found
    return found.answers.get("dinner")


def test_frozen_options_stay_and_everything_else_may_change() -> None:
    ports, event, clock = meeting(registration=FROZEN)
    one = come(ports, event)
    clock.advance(hours=2)
    with pytest.raises(Invalid) as frozen:
        change(ports, event, one, meret("none"))
    assert [path for path, _ in frozen.value.errors] == ["dinner"]
    changed = change(ports, event, one, meret(name="Meret A. Aalders"))
    assert (changed.name, changed.answers) == ("Meret A. Aalders", {"dinner": "fish"})
    assert cancel(ports, EVENT, one).state is State.CANCELLED


def test_options_change_until_they_freeze_and_by_hand_even_then() -> None:
    ports, event, clock = meeting(registration=FROZEN)
    one = come(ports, event)
    change(ports, event, one, meret("none"))
    clock.advance(hours=2)
    change(ports, event, one, meret("fish"), hand=Hand(an_id(9)))
    assert dinner_of(ports, one) == "fish"


def test_a_response_that_changes_frozen_options_is_refused_and_told_so() -> None:
    ports, event, clock = meeting(registration=FROZEN)
    one = come(ports, event)
    clock.advance(hours=2)
    assert register(ports, event, meret("none"), response("msg-2")) == Registered(
        "refused", one, "closed"
    )
    assert register(ports, event, meret(None), response("msg-3")) == Registered(
        "refused", one, "closed"
    )
    assert dinner_of(ports, one) == "fish"
    assert [m.facts["what"] for m in messages(ports, MessageKind.REFUSED)] == ["update"]
    again = register(ports, event, meret("fish", name="Meret A."), response("msg-4"))
    assert again == Registered("confirmed", one, "updated")


def test_a_response_that_changes_to_a_full_option_is_refused_and_the_seat_stays() -> None:
    ports, event, _ = meeting(quotas=Quotas(option={"dinner=none": 0}))
    one = come(ports, event)
    assert register(ports, event, meret("none"), response("msg-2")) == Registered(
        "refused", one, "full"
    )
    assert dinner_of(ports, one) == "fish"
    assert ports.store.gate(EVENT).taken == 1


def test_a_response_decided_on_older_settings_asks_for_the_newer_ones() -> None:
    ports, event, _ = meeting()
    come(ports, event)
    older = replace(event, settings_version=0)
    with pytest.raises(SettingsChanged):
        register(ports, older, meret("none"), response("msg-2"))


def test_a_change_decided_on_older_settings_is_judged_by_the_newer_ones() -> None:
    ports, event, clock = meeting(registration=FROZEN)
    one = come(ports, event)
    clock.advance(hours=2)
    older = replace(event, registration=RegistrationRules(), settings_version=0)
    with pytest.raises(Invalid):
        change(ports, older, one, meret("none"))


def test_two_days_before_the_start_the_organiser_hears_of_a_cancellation_at_once() -> None:
    ports, event, clock = meeting()
    one = come(ports, event)
    clock.at = START - timedelta(hours=48)
    cancel(ports, EVENT, one)
    cancel(ports, EVENT, one)
    [alert] = messages(ports, MessageKind.ALERT)
    assert alert.to
    assert (alert.to.address, alert.registration) == ("organiser@example.org", None)
    assert alert.facts == {
        "what": "cancelled",
        "name": "Meret Aalders",
        "institution": "Delta Institute",
        "detail": "confirmed",
    }


def test_before_that_nobody_is_alerted() -> None:
    ports, event, clock = meeting()
    one = come(ports, event)
    clock.at = START - timedelta(hours=48, seconds=1)
    change(ports, event, one, meret("none"))
    cancel(ports, EVENT, one)
    assert messages(ports, MessageKind.ALERT) == []


def test_a_late_change_of_options_is_told_and_another_change_is_not() -> None:
    ports, event, clock = meeting()
    one = come(ports, event)
    clock.at = START - timedelta(hours=1)
    change(ports, event, one, meret("fish", name="Meret A."))
    change(ports, event, one, meret(None, name="Meret A."))
    change(ports, event, one, meret("none", name="Meret A."))
    assert [alert.facts["detail"] for alert in messages(ports, MessageKind.ALERT)] == [
        "Dinner: fish → no answer",
        "Dinner: no answer → none",
    ]


def test_every_recipient_of_the_digest_is_alerted_once() -> None:
    recipients = ("one@example.org", "two@example.org", "one@example.org")
    ports, event, clock = meeting(digest=DigestRules(recipients))
    one = come(ports, event)
    clock.at = START
    cancel(ports, EVENT, one)
    told = [alert.to.address for alert in messages(ports, MessageKind.ALERT) if alert.to]
    assert sorted(told) == ["one@example.org", "two@example.org"]


def test_without_recipients_the_monitored_address_is_alerted() -> None:
    identity = OrganiserIdentity("House of Rivers", "desk@example.com")
    ports, event, clock = meeting(digest=DigestRules(()), organiser=identity)
    one = come(ports, event)
    clock.at = START
    cancel(ports, EVENT, one)
    [alert] = messages(ports, MessageKind.ALERT)
    assert alert.to
    assert alert.to.address == "desk@example.com"
