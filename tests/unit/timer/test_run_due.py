"""The tick: digests exactly once, messages that come back, a line that is served."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from functions.timer.run_due import Work, run_due
from shared.domain.digest_plan import plan_digests
from shared.domain.due import DueKind
from shared.domain.event import DigestRules
from shared.domain.message import Message, MessageState, claim_message
from shared.domain.session import Status
from shared.domain.writes import Put, Replace
from shared.ports import Ports
from shared.verbs.cancel import cancel
from shared.verbs.register import Origin, register
from shared.verbs.revise import revise
from tests.builders import EVENT, a_due_item, a_submission
from tests.fakes import FakeClock, put_event, some_ports

MORNING = datetime(2027, 3, 2, 3, 0, tzinfo=UTC)  # seven o'clock in Tbilisi


def meeting(clock: FakeClock, recipients: tuple[str, ...] = ("desk@example.org",)) -> Ports:
    ports = some_ports(clock=clock)
    event = put_event(ports, lambda one: replace(one, digest=DigestRules(recipients, 7)))
    ports.store.commit([Put(plan_digests(event, clock.now()))], "plan")
    return ports


def digests(ports: Ports) -> list[Message]:
    page = ports.store.message_page(EVENT, None, 500).items
    return sorted((m for m in page if m.kind == "digest"), key=lambda m: m.key)


def arrive(ports: Ports, number: int) -> str:
    said = a_submission(email=f"p{number}@example.org", name=f"Person {number}")
    return register(ports, ports.store.event(EVENT), said, Origin("form")).registration or ""


def test_each_recipient_gets_one_digest_at_the_chosen_hour_and_none_before() -> None:
    clock = FakeClock()
    ports = meeting(clock, ("one@example.org", "two@example.org"))
    arrive(ports, 1)
    clock.at = MORNING - timedelta(seconds=1)
    run_due(ports)
    assert digests(ports) == []
    clock.at = MORNING
    run_due(ports)
    run_due(ports)
    assert sorted(m.to.address for m in digests(ports) if m.to) == [
        "one@example.org",
        "two@example.org",
    ]
    assert all("1 of 20 confirmed, 0 waiting" in m.facts["subject"] for m in digests(ports))


def test_a_recipient_named_twice_gets_one_digest() -> None:
    clock = FakeClock()
    ports = meeting(clock, ("one@example.org", "one@example.org", "One@Example.org"))
    arrive(ports, 1)
    clock.at = MORNING
    run_due(ports)
    assert [m.to.address for m in digests(ports) if m.to] == ["one@example.org"]


def test_quiet_mornings_have_no_digest_but_one_a_week_and_the_last_three_working_days() -> None:
    clock = FakeClock()
    ports = meeting(clock)
    while clock.now().date() < date(2027, 3, 16):
        clock.advance(hours=1)
        run_due(ports)
    days = [m.created_at.date() for m in digests(ports)]
    assert days == [date(2027, 3, day) for day in (8, 10, 11, 12)]


def test_three_missed_mornings_are_three_digests_each_with_its_own_news() -> None:
    clock = FakeClock()
    ports = meeting(clock)
    ids = []
    for number in range(3):
        ids.append(arrive(ports, number))
        clock.advance(days=1)
    cancel(ports, EVENT, ids[0])
    clock.at = MORNING + timedelta(days=3, hours=5)
    run_due(ports)
    told = [m.facts["text"] for m in digests(ports)]
    assert len(told) == 4
    for number in range(3):
        assert [f"Person {number}" in text for text in told[:3]] == [
            number == other for other in range(3)
        ]
    assert "Person 0" in told[3]


def test_a_change_committed_late_is_told_by_the_next_digest_and_none_twice() -> None:
    clock = FakeClock()
    ports = meeting(clock)
    clock.at = MORNING - timedelta(seconds=10)
    arrive(ports, 1)
    clock.at = MORNING
    run_due(ports)
    clock.at = MORNING - timedelta(seconds=5)  # another machine's clock, behind ours
    arrive(ports, 2)
    clock.at = MORNING + timedelta(days=1)
    run_due(ports)
    texts = [m.facts["text"] for m in digests(ports)]
    assert [("Person 1" in text, "Person 2" in text) for text in texts] == [
        (True, False),
        (False, True),
    ]


def test_a_message_nobody_heard_of_rings_again_and_one_in_time_is_left_alone() -> None:
    clock = FakeClock()
    ports = meeting(clock, ())
    arrive(ports, 1)
    [message] = ports.store.message_page(EVENT, None, 9).items
    assert run_due(ports) == {}
    clock.advance(minutes=2)
    assert run_due(ports) == {"message": 1}
    [again] = ports.store.message_page(EVENT, None, 9).items
    assert (again.state, again.version) == (MessageState.PENDING, message.version + 1)


def test_a_claim_whose_holder_died_comes_back_after_the_lease() -> None:
    clock = FakeClock()
    ports = meeting(clock, ())
    arrive(ports, 1)
    [message] = ports.store.message_page(EVENT, None, 9).items
    ports.store.commit([Replace(claim_message(message, "dead", clock.now()))], "claim")
    clock.advance(minutes=3)
    run_due(ports)
    [again] = ports.store.message_page(EVENT, None, 9).items
    assert (again.state, again.attempts) == (MessageState.PENDING, 1)


def test_a_line_left_unserved_is_served_by_the_tick() -> None:
    clock = FakeClock()
    ports = meeting(clock, ())
    ports.store.commit([Put(a_due_item(event=EVENT, due_at=clock.now()))], "due")
    assert run_due(ports) == {"promotion": 1}
    assert ports.store.due_item(EVENT, DueKind.PROMOTION) is None


def cancel_event(ports: Ports) -> None:
    revise(ports, EVENT, lambda one: replace(one, status=Status.CANCELLED))


def test_everybody_with_an_entry_is_told_once_that_the_event_is_cancelled() -> None:
    clock = FakeClock()
    ports = meeting(clock, ())
    people = [arrive(ports, number) for number in range(230)]
    seated = {m.registration for m in told_of(ports, "confirmation")}
    cancel_event(ports)
    run_due(ports)
    run_due(ports)
    told = told_of(ports, "cancelled")
    assert sorted(m.registration or "" for m in told) == sorted(s or "" for s in seated)
    assert {(m.method, m.entry.sequence) for m in told if m.entry} == {("CANCEL", 1)}
    assert (len(people), len(seated)) == (230, 20)
    assert ports.store.due_item(EVENT, DueKind.CALL_OFF) is None


def test_an_event_that_takes_place_after_all_tells_nobody_further() -> None:
    clock = FakeClock()
    ports = meeting(clock, ())
    arrive(ports, 1)
    cancel_event(ports)
    revise(ports, EVENT, lambda one: replace(one, status=Status.SCHEDULED))
    run_due(ports)
    assert told_of(ports, "cancelled") == []
    assert ports.store.due_item(EVENT, DueKind.CALL_OFF) is None


def told_of(ports: Ports, kind: str) -> list[Message]:
    page = ports.store.message_page(EVENT, None, 500).items
    return [one for one in page if one.kind == kind]


def test_a_change_of_settings_does_not_lose_a_digest_that_is_overdue() -> None:
    clock = FakeClock()
    ports = meeting(clock)
    arrive(ports, 1)
    clock.at = MORNING + timedelta(minutes=1)
    revise(ports, EVENT, lambda one: replace(one, title="Rivers, shared"))
    run_due(ports)
    assert len(digests(ports)) == 1


def test_a_fault_nobody_foresaw_costs_one_item_and_not_its_neighbours() -> None:
    clock = FakeClock()
    ports = meeting(clock)
    arrive(ports, 1)
    clock.at = MORNING
    faults: list[Exception] = []

    def attempt(work: Work) -> bool:
        try:
            if not faults:
                raise ZeroDivisionError
            return work()
        except ZeroDivisionError as fault:
            faults.append(fault)
            return False

    assert run_due(ports, attempt) == {"message": 1, "digest": 1}
    assert (len(digests(ports)), len(faults)) == (1, 1)
