"""Reminders under any sequence of ticks and moves: never late, never twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from functions.timer.run_due import run_due
from shared.domain.event import RegistrationRules
from shared.domain.message import MessageKind
from shared.domain.reminder import Anchor, Reminded, Reminder
from shared.domain.reminder_plan import reminder_instants
from shared.domain.writes import Put
from shared.verbs.revise import revise
from tests.builders import EVENT, NOW, a_registration, an_event, an_id
from tests.fakes import FakeClock, put_event, some_ports

ZONES = st.sampled_from(
    ["UTC", "Europe/Belgrade", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia",
     "Asia/Tbilisi", "Africa/Casablanca"]
)  # fmt: skip
REMINDERS = st.builds(
    Reminder, st.integers(1, 8760), st.sampled_from(Anchor), st.sampled_from(Reminded)
)
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


@given(ZONES, INSTANTS, INSTANTS, st.lists(REMINDERS, max_size=4, unique=True))
def test_no_reminder_goes_out_at_or_after_the_start_or_what_it_reminds_of(
    zone: str, starts: datetime, closes: datetime, reminders: list[Reminder]
) -> None:
    event = an_event(
        timezone=zone,
        span=(starts, starts + timedelta(hours=3)),
        registration=RegistrationRules(closes_at=closes),
        reminders=tuple(reminders),
    )
    planned = reminder_instants(event)
    assert all(one.at < starts and one.at < one.anchor for one in planned)
    assert list(planned) == sorted(planned, key=lambda one: one.at)
    assert reminder_instants(event) == planned
    for one in planned:  # a wall clock never jumped by more than a day and its summer hour
        hours = timedelta(hours=one.reminder.before_hours)
        assert abs(one.anchor - one.at - hours) <= timedelta(hours=25)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.integers(1, 90)),
        st.tuples(st.just("move"), st.integers(-60, 60)),
        st.tuples(st.just("touch"), st.integers(0, 1)),
        st.tuples(st.just("tick"), st.just(0)),
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(STEPS, st.sets(st.integers(1, 72), min_size=1, max_size=3))
def test_each_reminder_of_each_start_reaches_everybody_at_most_once(
    steps: list[tuple[str, int]], hours: set[int]
) -> None:
    clock = FakeClock()
    ports = some_ports(clock=clock)
    starts = NOW + timedelta(hours=60)
    span = (starts, starts + timedelta(hours=2))
    reminders = tuple(Reminder(one) for one in sorted(hours))
    put_event(ports, lambda event: replace(event, span=span))
    ports.store.commit([Put(a_registration())], "person")
    revise(ports, EVENT, lambda event: replace(event, reminders=reminders))
    for step, how in steps:
        take(ports, clock, step, how)
        run_due(ports)
    page = ports.store.message_page(EVENT, None, 500)
    sent = [one for one in page.items if one.kind is MessageKind.REMINDER]
    of_start = Counter(one.facts["anchor"] for one in sent)
    assert max(of_start.values(), default=0) <= len(reminders)
    person = ports.store.registration(EVENT, an_id())
    assert person
    assert person.revision == a_registration().revision + len(sent)
    for one in sent:
        assert one.created_at < datetime.fromisoformat(one.facts["anchor"])


def take(ports: Any, clock: FakeClock, step: str, how: int) -> None:
    """Let hours pass, move the meeting by so many hours, change something else, or nothing."""
    if step == "wait":
        clock.advance(hours=how / 3)
    elif step == "move":
        by = timedelta(hours=how)
        revise(ports, EVENT, lambda one: replace(one, span=(one.span[0] + by, one.span[1] + by)))  # type: ignore[index]
    elif step == "touch":
        revise(ports, EVENT, lambda one: replace(one, contact_phone=bool(how)))
