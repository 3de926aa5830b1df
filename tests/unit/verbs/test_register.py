"""Registering: seats, the line, repeats, updates, returns."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from shared.domain.entry import Method
from shared.domain.event import RegistrationRules, UniqueBy
from shared.domain.form import Submission
from shared.domain.gate import Gate
from shared.domain.message import MessageKind
from shared.domain.registration import Registration, State
from shared.ports import Ports
from shared.verbs.cancel import cancel
from shared.verbs.change import change
from shared.verbs.register import Origin, Registered, SettingsChanged, register
from shared.verbs.revise import revise
from tests.builders import EVENT, NOW, a_submission
from tests.fakes import put_event, some_ports

FORM = Origin("form")


def webhook(number: int, response: str | None = None) -> Origin:
    return Origin("webhook:standard", "standard", f"msg_{number}", response, b"{}")


def kinds(ports: Ports) -> list[str]:
    return [message.kind for message in ports.store.message_page(EVENT, None, 100).items]


def everybody(ports: Ports) -> list[Registration]:
    return list(ports.store.registration_page(EVENT, None, 100, None).items)


def person(number: int) -> Submission:
    return a_submission(email=f"person{number}@example.org", name=f"Person {number}")


def test_a_newcomer_gets_a_seat_a_confirmation_and_a_live_calendar_entry() -> None:
    ports = some_ports()
    event = put_event(ports)
    result = register(ports, event, a_submission(), webhook(1))
    [registration] = everybody(ports)
    [message] = ports.store.message_page(EVENT, None, 10).items
    assert result == Registered("confirmed", registration.id, None)
    assert registration.state is State.CONFIRMED
    assert (message.kind, message.method) == (MessageKind.CONFIRMATION, Method.REQUEST)
    assert (message.entry, registration.entry.sequence) == (registration.entry, 0)
    assert ports.store.gate(EVENT) == Gate(EVENT, 20, 1, taken=1, waiting=0)


def test_the_same_webhook_again_answers_duplicate_with_the_first_outcome() -> None:
    ports = some_ports()
    event = put_event(ports)
    first = register(ports, event, a_submission(), webhook(1))
    again = register(ports, event, a_submission(name="Somebody Else"), webhook(1))
    assert again == Registered("duplicate", first.registration, "confirmed")
    assert kinds(ports) == ["confirmation"]


def test_the_same_content_under_a_new_id_is_a_duplicate_while_the_registration_lives() -> None:
    ports = some_ports()
    event = put_event(ports)
    first = register(ports, event, a_submission(), webhook(1))
    again = register(ports, event, a_submission(), webhook(2))
    retried = register(ports, event, a_submission(), webhook(2))
    assert again == Registered("duplicate", first.registration, "confirmed")
    assert retried == again
    assert kinds(ports) == ["confirmation", "link"]


def test_other_content_for_the_same_person_overwrites_nothing() -> None:
    ports = some_ports()
    event = put_event(ports)
    first = register(ports, event, a_submission(), webhook(1))
    again = register(ports, event, a_submission(institution="Elsewhere"), webhook(2))
    retried = register(ports, event, a_submission(institution="Elsewhere"), webhook(2))
    assert again == retried == Registered("duplicate", first.registration, "confirmed")
    assert [one.institution for one in everybody(ports)] == ["Delta Institute"]


def test_the_same_address_with_another_name_is_another_registration() -> None:
    ports = some_ports()
    event = put_event(ports)
    register(ports, event, a_submission(), webhook(1))
    other = register(ports, event, a_submission(name="Jonas Aalders"), webhook(2))
    assert other.outcome == "confirmed"
    assert len(everybody(ports)) == 2


def test_an_event_unique_by_address_takes_one_person_per_address() -> None:
    ports = some_ports()
    rules = RegistrationRules(unique_by=UniqueBy.ADDRESS)
    event = put_event(ports, lambda one: replace(one, registration=rules))
    first = register(ports, event, a_submission(), webhook(1))
    other = register(ports, event, a_submission(name="Jonas Aalders"), webhook(2))
    assert other == Registered("duplicate", first.registration, "confirmed")


def test_a_full_event_puts_the_newcomer_on_the_line() -> None:
    ports = some_ports()
    event = put_event(ports, lambda one: replace(one, capacity=1))
    register(ports, event, person(1), webhook(1))
    waiting = register(ports, event, person(2), webhook(2))
    assert (waiting.outcome, waiting.reason) == ("waitlisted", None)
    assert ports.store.gate(EVENT) == Gate(EVENT, 1, 1, taken=1, waiting=1)
    assert [place.registration for place in ports.store.line(EVENT)] == [waiting.registration]
    assert sorted(kinds(ports)) == ["confirmation", "waitlisted"]


def test_a_full_event_without_a_line_refuses_and_says_so_by_mail() -> None:
    ports = some_ports()
    rules = RegistrationRules(waitlist=False)
    event = put_event(ports, lambda one: replace(one, capacity=0, registration=rules))
    assert register(ports, event, person(1), webhook(1)) == Registered("refused", None, "full")
    assert register(ports, event, person(1), webhook(2)) == Registered("refused", None, "full")
    [message] = ports.store.message_page(EVENT, None, 10).items
    assert (message.kind, dict(message.facts)["reason"]) == (MessageKind.REFUSED, "full")


@pytest.mark.parametrize(
    "rules",
    [
        RegistrationRules(opens_at=NOW + timedelta(seconds=1)),
        RegistrationRules(closes_at=NOW),
    ],
)
def test_before_opening_and_from_closing_on_nobody_registers(rules: RegistrationRules) -> None:
    ports = some_ports()
    event = put_event(ports, lambda one: replace(one, registration=rules))
    assert register(ports, event, person(1), webhook(1)) == Registered("refused", None, "closed")
    assert everybody(ports) == []
    assert [d.outcome for d in ports.store.delivery_page(EVENT, None, 9).items] == ["refused"]


def test_a_repeat_after_closing_is_still_a_duplicate() -> None:
    ports = some_ports()
    event = put_event(ports)
    first = register(ports, event, person(1), webhook(1))
    closed = revise(
        ports, EVENT, lambda e: replace(e, registration=RegistrationRules(closes_at=NOW))
    )
    again = register(ports, closed, person(1), webhook(2))
    assert again == Registered("duplicate", first.registration, "confirmed")


def test_the_same_response_still_updates_after_closing() -> None:
    ports = some_ports()
    event = put_event(ports)
    first = register(ports, event, person(1), webhook(1, "resp_7"))
    closed = revise(
        ports, EVENT, lambda e: replace(e, registration=RegistrationRules(closes_at=NOW))
    )
    moved = replace(person(1), email="person.one@example.org")
    updated = register(ports, closed, moved, webhook(2, "resp_7"))
    assert updated == Registered("confirmed", first.registration, "updated")
    assert [one.email for one in everybody(ports)] == ["person.one@example.org"]


def test_a_response_of_somebody_who_left_does_not_open_a_closed_meeting() -> None:
    ports = some_ports()
    event = put_event(ports)
    first = register(ports, event, person(1), webhook(1, "resp_7"))
    cancel(ports, EVENT, first.registration or "")
    closed = revise(
        ports, EVENT, lambda e: replace(e, registration=RegistrationRules(closes_at=NOW))
    )
    back = register(ports, closed, person(1), webhook(2, "resp_7"))
    assert back == Registered("refused", None, "closed")


def test_an_organiser_may_register_somebody_after_closing() -> None:
    ports = some_ports()
    rules = RegistrationRules(closes_at=NOW)
    event = put_event(ports, lambda one: replace(one, registration=rules))
    assert register(ports, event, person(1), Origin("organiser")).outcome == "confirmed"


def test_settings_newer_than_those_decided_on_are_told_to_the_caller() -> None:
    ports = some_ports()
    stale = put_event(ports)
    revise(ports, EVENT, lambda e: replace(e, capacity=5))
    with pytest.raises(SettingsChanged):
        register(ports, stale, person(1), webhook(1))
    assert everybody(ports) == []


def test_somebody_who_left_comes_back_as_the_same_registration_with_the_same_uid() -> None:
    ports = some_ports()
    event = put_event(ports)
    first = register(ports, event, person(1), webhook(1))
    assert first.registration
    left = cancel(ports, EVENT, first.registration)
    back = register(ports, event, person(1), webhook(2))
    [registration] = everybody(ports)
    assert back == Registered("confirmed", first.registration, None)
    assert (left.entry.sequence, registration.entry.sequence) == (1, 2)
    assert (registration.entry.uid, registration.entry.live) == (left.entry.uid, True)
    assert sorted(kinds(ports)) == ["cancelled", "confirmation", "confirmation"]


def test_the_same_response_id_updates_and_an_identical_one_is_a_duplicate() -> None:
    ports = some_ports()
    event = put_event(ports)
    first = register(ports, event, person(1), webhook(1, "resp_7"))
    renamed = replace(person(1), name="Person One", institution="Upper House")
    updated = register(ports, event, renamed, webhook(2, "resp_7"))
    repeated = register(ports, event, renamed, webhook(3, "resp_7"))
    retried = register(ports, event, renamed, webhook(2, "resp_7"))
    [registration] = everybody(ports)
    assert updated == Registered("confirmed", first.registration, "updated")
    assert repeated == Registered("duplicate", first.registration, "confirmed")
    assert retried == Registered("duplicate", first.registration, "confirmed")
    assert (registration.name, registration.institution) == ("Person One", "Upper House")
    assert registration.entry.sequence == 0


def test_a_repeated_response_names_the_first_outcome_although_a_seat_has_come_since() -> None:
    ports = some_ports()
    event = put_event(ports, lambda one: replace(one, capacity=1))
    seated = register(ports, event, person(1), webhook(1))
    waiting = register(ports, event, person(2), webhook(2, "resp_7"))
    cancel(ports, EVENT, seated.registration or "")
    again = register(ports, event, person(2), webhook(3, "resp_7"))
    assert again == Registered("duplicate", waiting.registration, "waitlisted")


def test_a_repeated_response_names_the_state_when_it_was_corrected_by_hand_since() -> None:
    ports = some_ports()
    event = put_event(ports)
    first = register(ports, event, person(1), webhook(1, "resp_7"))
    change(ports, event, first.registration or "", replace(person(1), name="Person One"))
    again = register(ports, event, person(1), webhook(2, "resp_7"))
    assert again == Registered("duplicate", first.registration, "confirmed")


def test_a_response_of_somebody_who_left_is_judged_afresh() -> None:
    ports = some_ports()
    event = put_event(ports)
    first = register(ports, event, person(1), webhook(1, "resp_7"))
    assert first.registration
    cancel(ports, EVENT, first.registration)
    renamed = replace(person(1), name="Person One")
    back = register(ports, event, renamed, webhook(2, "resp_7"))
    again = register(ports, event, renamed, webhook(3))
    assert back == Registered("confirmed", first.registration, None)
    assert again == Registered("duplicate", first.registration, "confirmed")


def test_a_known_alias_of_an_institution_gets_its_id_and_is_counted() -> None:
    ports = some_ports()
    event = put_event(ports)
    register(ports, event, a_submission(institution="  las "), webhook(1))
    [registration] = everybody(ports)
    assert (registration.institution_id, registration.institution) == (
        "sorrel",
        "Lake Authority of Sorrel",
    )
    [counted] = ports.store.tallies(EVENT, "")
    assert (counted.key, counted.taken, counted.waiting) == ("institution#sorrel", 1, 0)


def test_a_person_who_repeats_the_form_is_sent_the_link_at_most_every_ten_minutes() -> None:
    ports = some_ports()
    event = put_event(ports)
    for _ in range(3):
        register(ports, event, person(1), FORM)
    assert sorted(kinds(ports)) == ["confirmation", "link"]


def test_somebody_who_came_back_may_correct_their_name_and_leave_again() -> None:
    ports = some_ports()
    event = put_event(ports)
    first = register(ports, event, person(1), webhook(1)).registration or ""
    cancel(ports, EVENT, first)
    register(ports, event, person(1), webhook(2))
    change(ports, event, first, replace(person(1), name="Person One"))
    assert cancel(ports, EVENT, first).state is State.CANCELLED
    assert register(ports, event, person(1), webhook(3)).registration != first


def test_an_entry_keeps_its_uid_when_the_host_of_new_ones_is_another() -> None:
    ports = some_ports()
    event = put_event(ports)
    register(ports, event, person(1), FORM)
    elsewhere = replace(ports, calendar_host="other.example.net")
    cancel(elsewhere, EVENT, everybody(ports)[0].id)
    for number in (1, 2):
        register(elsewhere, event, person(number), FORM)
    hosts = [one.entry.uid.partition("@") for one in everybody(ports)]
    first, second = everybody(ports)
    assert hosts == [
        (first.id, "@", "meeting.example.org"),
        (second.id, "@", "other.example.net"),
    ]
