"""Spending an allowance: so many in a window, of each source and of everybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from shared.adapters.memory import MemoryStore
from shared.domain.allowance import EVERYBODY, UNLIMITED, Limits, Scope
from shared.domain.errors import LimitReached
from shared.domain.event import Event
from shared.ports import Ports
from shared.verbs.spend import spend
from tests.builders import EVENT
from tests.fakes import FakeClock, put_event, some_ports

HOME, OFFICE = "192.0.2.7", "198.51.100.9"


def open_event(limits: Limits) -> tuple[Ports, Event, FakeClock]:
    clock = FakeClock()
    ports = replace(some_ports(clock=clock), limits=limits)
    return ports, put_event(ports), clock


def send(ports: Ports, event: Event, times: int, source: str = HOME) -> int | None:
    """Send so often; after how many seconds to try again, None when all were taken."""
    try:
        for _ in range(times):
            spend(ports, event, Scope.FORM, source)
    except LimitReached as reached:
        return reached.retry_after_s
    return None


def test_so_many_and_no_more_until_the_window_ends() -> None:
    ports, event, clock = open_event(Limits(per_source=3))
    assert send(ports, event, 3) is None
    clock.advance(seconds=90)
    assert send(ports, event, 1) == 510
    clock.advance(seconds=509.5)
    assert send(ports, event, 1) == 1
    clock.advance(seconds=0.5)
    assert send(ports, event, 3) is None
    assert send(ports, event, 1) == 600


def test_one_source_does_not_shut_out_another_nor_one_scope_the_other() -> None:
    ports, event, _ = open_event(Limits(per_source=1))
    assert send(ports, event, 2) == 600
    assert send(ports, event, 1, OFFICE) is None
    spend(ports, event, Scope.SELF, HOME)


def test_all_sources_together_have_a_limit_of_their_own() -> None:
    ports, event, _ = open_event(Limits(per_source=None, per_event=3))
    taken = [send(ports, event, 1, f"192.0.2.{n}") for n in range(5)]
    assert taken == [None, None, None, 600, 600]


def test_what_one_source_is_refused_counts_for_nobody() -> None:
    ports, event, _ = open_event(Limits(per_source=1, per_event=2))
    send(ports, event, 9)
    assert send(ports, event, 1, OFFICE) is None
    everybody = ports.store.allowance(EVENT, Scope.FORM, EVERYBODY)
    assert everybody is not None
    assert everybody.used == 2


def test_without_limits_nothing_is_written() -> None:
    ports, event, _ = open_event(UNLIMITED)
    assert send(ports, event, 500) is None
    assert ports.store.allowance(EVENT, Scope.FORM, EVERYBODY) is None


def test_no_address_of_anybody_is_kept() -> None:
    ports, event, _ = open_event(Limits())
    send(ports, event, 2)
    assert isinstance(ports.store, MemoryStore)
    assert HOME not in repr(ports.store._lists)


def test_the_limits_are_sixty_of_a_source_in_ten_minutes() -> None:
    ports, event, clock = open_event(Limits())
    assert send(ports, event, 60) is None
    assert send(ports, event, 1) == 600
    clock.at += timedelta(minutes=10)
    assert send(ports, event, 60) is None
