"""Caches: how long values stay, by the clock that was given."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from shared.domain.agenda import Pointer
from shared.domain.errors import Missing
from shared.domain.writes import Add, Replace, ReplaceEvent
from shared.edge.cache import EventCache, PointerCache, TimedCache
from shared.ports import Ports
from tests.builders import NOW
from tests.fakes import FakeClock, put_event, some_ports

LIFE = timedelta(seconds=60)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def ports(clock: FakeClock) -> Ports:
    return some_ports(clock=clock)


def a_pointer(event_id: str) -> Pointer:
    return Pointer(event_id, 1, 1, NOW, NOW, "digest")


def test_a_value_stays_until_its_life_is_over(clock: FakeClock) -> None:
    cache: TimedCache[str] = TimedCache(clock, LIFE)
    cache.put("key", "value")
    clock.advance(seconds=59)
    assert cache.get("key") == "value"
    clock.advance(seconds=1)
    assert cache.get("key") is None


def test_the_oldest_goes_when_there_is_no_room(clock: FakeClock) -> None:
    cache: TimedCache[str] = TimedCache(clock, LIFE, most=2)
    for key in ("one", "two", "one", "three"):
        cache.put(key, key)
    assert [cache.get(key) for key in ("one", "two", "three")] == ["one", None, "three"]


def test_forgetting_empties_it(clock: FakeClock) -> None:
    cache: TimedCache[str] = TimedCache(clock, LIFE)
    cache.put("key", "value")
    cache.forget()
    assert cache.get("key") is None


def test_many_threads_may_use_one_cache(clock: FakeClock) -> None:
    cache: TimedCache[int] = TimedCache(clock, LIFE, most=10)

    def put_and_get(number: int) -> bool:
        cache.put(str(number % 20), number % 20)
        return cache.get(str(number % 20)) in (number % 20, None)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(put_and_get, range(2000)))


def test_a_known_event_may_be_a_minute_old(ports: Ports, clock: FakeClock) -> None:
    cache, event = EventCache(ports.store, clock), put_event(ports)
    assert cache.known(event.id) == event
    changed = replace(event, title="Another title", settings_version=event.settings_version + 1)
    ports.store.commit([ReplaceEvent(changed)], "change")
    assert cache.known(event.id) == event
    clock.advance(seconds=60)
    assert cache.known(event.id) == changed


def test_a_fresh_event_is_known_from_then_on(ports: Ports, clock: FakeClock) -> None:
    cache, event = EventCache(ports.store, clock), put_event(ports)
    cache.known(event.id)
    changed = replace(event, title="Another title", settings_version=event.settings_version + 1)
    ports.store.commit([ReplaceEvent(changed)], "change")
    assert cache.fresh(event.id) == changed
    assert cache.known(event.id) == changed


def test_an_unknown_event_is_missing(ports: Ports, clock: FakeClock) -> None:
    with pytest.raises(Missing):
        EventCache(ports.store, clock).known("nowhere")


def test_a_known_pointer_may_be_five_seconds_old(ports: Ports, clock: FakeClock) -> None:
    cache, first = PointerCache(ports.store, clock), a_pointer("meeting")
    ports.store.commit([Add(first)], "first")
    assert cache.known("meeting") == first
    second = replace(first, revision=2, version=2)
    ports.store.commit([Replace(second)], "second")
    clock.advance(seconds=4)
    assert cache.known("meeting") == first
    clock.advance(seconds=1)
    assert cache.known("meeting") == second


def test_that_there_is_no_pointer_is_not_kept(ports: Ports, clock: FakeClock) -> None:
    cache = PointerCache(ports.store, clock)
    assert cache.known("meeting") is None
    ports.store.commit([Add(a_pointer("meeting"))], "first")
    assert cache.known("meeting") == a_pointer("meeting")
