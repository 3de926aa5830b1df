"""The alert about the quarantine: soon, not too often, and only while something stands there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.timer.alert_quarantine import MOST_COUNTED, PAUSE
from functions.timer.run_due import run_due
from shared.domain.desk import Outcome
from shared.domain.due import DueKind
from shared.domain.event import DigestRules, Event, OrganiserIdentity, Sender
from shared.domain.journal import Hand
from shared.domain.message import Message, MessageKind
from shared.ports import Ports
from shared.senders.sender import Incoming, Kind
from shared.verbs.keep_delivery import Origin, Registered
from shared.verbs.replay_delivery import replay_delivery
from shared.verbs.revise import revise
from shared.verbs.take_delivery import take_delivery
from tests.builders import EVENT, an_id
from tests.fakes import FakeClock, put_event, some_ports

NUMBERS = count(1)
TICK = timedelta(minutes=1)


def desk(*recipients: str) -> tuple[Ports, FakeClock]:
    clock = FakeClock()
    ports = some_ports(clock=clock)
    put_event(ports, lambda one: replace(one, digest=DigestRules(recipients)))
    return ports, clock


def quarantine(ports: Ports, body: bytes = b"{}") -> Registered:
    """A delivery that names nobody."""
    number = f"msg_{next(NUMBERS)}"
    origin = Origin("webhook:standard", "standard", number, body=body)
    event = ports.store.event(EVENT)
    return take_delivery(ports, event, Incoming(Kind.REGISTRATION, number), origin)


def alerts(ports: Ports) -> list[Message]:
    page = ports.store.message_page(EVENT, None, 500).items
    found = [one for one in page if one.kind is MessageKind.ALERT]
    return sorted(found, key=lambda one: (one.created_at, one.key))


def pass_minutes(ports: Ports, clock: FakeClock, minutes: int) -> None:
    for _ in range(minutes):
        clock.at += TICK
        run_due(ports)


def test_everybody_who_gets_the_digest_hears_of_it_at_the_next_tick() -> None:
    ports, clock = desk("one@example.org", "two@example.org")
    quarantine(ports)
    quarantine(ports)
    pass_minutes(ports, clock, 1)
    assert sorted(one.to.address for one in alerts(ports) if one.to) == [
        "one@example.org", "two@example.org",
    ]  # fmt: skip
    assert dict(alerts(ports)[0].facts) == {
        "what": "quarantined",
        "name": "",
        "institution": "",
        "detail": "2",
        "where": "https://meeting.example.org/organiser/events/river-basins/deliveries"
        "?outcome=quarantined",
    }
    assert ports.store.due_item(EVENT, DueKind.QUARANTINE) is None


def test_without_recipients_the_monitored_address_hears_of_it() -> None:
    ports, clock = desk()
    quarantine(ports)
    pass_minutes(ports, clock, 1)
    assert [one.to.address for one in alerts(ports) if one.to] == ["organiser@example.org"]


def unread(event: Event) -> Event:
    silent = replace(event.contact, email=None)
    return replace(event, organiser=OrganiserIdentity(), contact=silent)


def test_where_nobody_reads_the_due_item_goes_all_the_same() -> None:
    ports, clock = desk()
    revise(ports, EVENT, unread)
    quarantine(ports)
    pass_minutes(ports, clock, 1)
    assert alerts(ports) == []
    assert ports.store.due_item(EVENT, DueKind.QUARANTINE) is None


def test_what_was_replayed_before_the_tick_is_not_told() -> None:
    ports, clock = desk("one@example.org")
    body = b'{"type": "registration.created", "data": {"to": "ada@example.org"}}'
    quarantine(ports, body)
    revise(ports, EVENT, lambda one: replace(one, senders=mapped(one)))
    [delivery] = ports.store.quarantine_page(EVENT, None, 10).items
    told = replay_delivery(ports, EVENT, delivery.id, Hand(an_id(9)))
    pass_minutes(ports, clock, 1)
    assert told.outcome == Outcome.CONFIRMED
    assert alerts(ports) == []


def mapped(event: Event) -> dict[str, Sender]:
    return {"standard": replace(event.senders["standard"], mapping={"email": "to"})}


def test_a_replay_that_fails_again_is_no_news() -> None:
    ports, clock = desk("one@example.org")
    quarantine(ports, b'{"type": "registration.created", "data": {}}')
    pass_minutes(ports, clock, 1)
    [delivery] = ports.store.quarantine_page(EVENT, None, 10).items
    replay_delivery(ports, EVENT, delivery.id, Hand(an_id(9)))
    pass_minutes(ports, clock, 40)
    assert len(alerts(ports)) == 1


def test_very_many_are_not_counted_to_the_end() -> None:
    ports, clock = desk("one@example.org")
    for _ in range(MOST_COUNTED + 1):
        quarantine(ports)
    pass_minutes(ports, clock, 1)
    assert [one.facts["detail"] for one in alerts(ports)] == ["More than 100"]


@pytest.mark.parametrize("minutes", [1, 14])
def test_what_comes_soon_after_an_alert_waits_for_the_next(minutes: int) -> None:
    ports, clock = desk("one@example.org")
    quarantine(ports)
    pass_minutes(ports, clock, minutes)
    quarantine(ports)
    pass_minutes(ports, clock, 15 - minutes)
    assert len(alerts(ports)) == 1
    pass_minutes(ports, clock, 1)
    first, second = alerts(ports)
    assert (second.created_at - first.created_at, second.facts["detail"]) == (PAUSE, "2")


@given(st.lists(st.integers(0, 40 * 60), min_size=1, max_size=12))
def test_every_delivery_is_told_within_a_quarter_and_no_two_alerts_are_closer(
    seconds: list[int],
) -> None:
    ports, clock = desk("one@example.org")
    start, arrivals = clock.at, sorted(seconds)
    for minute in range(60):
        tick = start + minute * TICK
        while arrivals and start + timedelta(seconds=arrivals[0]) <= tick:
            clock.at = start + timedelta(seconds=arrivals.pop(0))
            quarantine(ports)
        clock.at = tick
        run_due(ports)
    told = [one.created_at for one in alerts(ports)]
    came = [one.received_at for one in ports.store.quarantine_page(EVENT, None, 100).items]
    assert all(any(at <= one <= at + PAUSE for one in told) for at in came)
    assert all(later - earlier >= PAUSE for earlier, later in pairwise(told))
