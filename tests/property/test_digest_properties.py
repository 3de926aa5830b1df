"""Digests for any zone, hour and choice: one per day or week, and windows that tile the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.digest_plan import (
    due_now,
    enlist,
    go_on,
    hurry,
    next_due,
    plan_digests,
    readers_of,
)
from shared.domain.due import Cut
from shared.domain.event import DigestChoice, DigestRules, Event, Every
from shared.domain.place import instant_of, zone
from tests.builders import an_event

ZONES = ("Europe/Belgrade", "America/Santiago", "Australia/Lord_Howe", "Asia/Tbilisi", "UTC")
ADDRESSES = ("ada@example.org", "cy@example.org", "eno@example.org")
HOURS = st.integers(0, 23)
CHOICES = st.dictionaries(
    st.sampled_from(ADDRESSES),
    st.builds(DigestChoice, st.none() | st.sampled_from(Every), st.none() | HOURS),
)
RULES = st.builds(
    DigestRules,
    st.lists(st.sampled_from(ADDRESSES), unique=True).map(tuple),
    HOURS,
    st.sampled_from([Every.DAY, Every.WEEK]),
    choices=CHOICES,
)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
EVENTS = st.builds(
    lambda rules, day, where: an_event(timezone=where, dates=(day,), digest=rules),
    RULES,
    DAYS,
    st.sampled_from(ZONES),
)
STARTS = st.timedeltas(timedelta(days=1), timedelta(days=60))


def begin(event: Event, before: timedelta) -> datetime:
    return datetime.combine(event.dates[0], time(12), UTC) - before


@given(EVENTS, STARTS)
def test_every_reader_has_one_digest_a_day_or_a_week_at_the_hour(
    event: Event, before: timedelta
) -> None:
    start = begin(event, before)
    for reader in readers_of(event):
        at, told = start, []
        while (due := next_due(event, reader, at)) is not None:
            told.append(due)
            at = due
        days = [one.astimezone(zone(event.timezone)).date() for one in told]
        step = timedelta(days=7 if reader.every is Every.WEEK else 1)
        assert {later - earlier for earlier, later in pairwise(days)} <= {step}
        assert told == [instant_of(day, time(reader.hour), event.timezone) for day in days]
        if reader.every is Every.WEEK:
            assert {day.weekday() for day in days} <= {0}


STEPS = st.lists(st.sampled_from(["tick", "full"]) | RULES, max_size=30)


class Mornings:
    """An event's schedule, and the windows that each reader was told of since they came."""

    def __init__(self, event: Event, now: datetime) -> None:
        self.event, self.now = event, now
        self.schedule = plan_digests(event, now)
        self.windows: dict[str, list[tuple[datetime, datetime]]] = {}
        self._know_readers()

    def take(self, step: str | DigestRules) -> None:
        """Change the settings, find the hall nearly full, or let the next digest fall due."""
        if isinstance(step, DigestRules):
            self.event = replace(self.event, digest=step)
            self.schedule = enlist(self.schedule, self.event, self.now)
            self._know_readers()
        elif step == "full":
            self.schedule = hurry(self.schedule, self.now)
        else:
            self._tell()

    def _know_readers(self) -> None:
        keys = [row.key for row in self.schedule.readers]
        self.windows = {key: self.windows.get(key, []) for key in keys}

    def _tell(self) -> None:
        at = self.schedule.due_at
        if at is None:
            return
        self.now = max(self.now, at)
        for row in due_now(self.schedule):
            self.windows[row.key].append((row.since, at))
        self.schedule = go_on(self.schedule, self.event, Cut(at, (at.isoformat(),)), ())


@given(EVENTS, STARTS, STEPS)
def test_windows_tile_the_time_and_no_instant_comes_twice(
    event: Event, before: timedelta, steps: list[str | DigestRules]
) -> None:
    mornings = Mornings(event, begin(event, before))
    for step in steps:
        mornings.take(step)
        for row in mornings.schedule.readers:
            found = mornings.windows[row.key]
            assert all(since < until for since, until in found)
            assert all(one[1] == other[0] for one, other in pairwise(found))
            assert not found or found[-1][1] == row.since
            assert not found or mornings.schedule.told_at(row.since) == (row.since.isoformat(),)
