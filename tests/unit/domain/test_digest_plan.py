"""Who reads the digest and when: choices, Mondays, and whoever has left."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from shared.domain.digest_plan import (
    due_now,
    enlist,
    go_on,
    hurry,
    is_nearly_full,
    leave,
    next_due,
    plan_digests,
    reader_key,
    readers_of,
)
from shared.domain.due import Cut
from shared.domain.event import DigestChoice, DigestRules, Event, Every
from tests.builders import EVENT, a_gate, an_event

ADA, CY = "ada@example.org", "cy@example.org"
START = datetime(2027, 3, 3, 12, tzinfo=UTC)  # a Wednesday


def event_of(*recipients: str, **rules: object) -> Event:
    made = DigestRules(recipients, **{"hour": 2, **rules})  # type: ignore[arg-type]
    return an_event(timezone="Europe/Belgrade", dates=(date(2027, 3, 30),), digest=made)


def weekly(**choice: object) -> Event:
    return event_of(ADA, CY, choices={CY: DigestChoice(Every.WEEK, **choice)})  # type: ignore[arg-type]


def test_a_weekly_digest_comes_on_mondays_at_the_hour_across_the_clock_change() -> None:
    event = event_of(ADA, every=Every.WEEK)
    at, mondays = START, []
    while (due := plan_digests(event, at).due_at) is not None:
        mondays.append(due)
        at = due
    assert [one.astimezone(UTC).isoformat()[:16] for one in mondays] == [
        "2027-03-08T01:00",
        "2027-03-15T01:00",
        "2027-03-22T01:00",
        "2027-03-29T00:00",
        "2027-04-05T00:00",
    ]


def test_a_recipient_chooses_how_often_and_at_which_hour() -> None:
    event = weekly(hour=20)
    assert [(one.address, one.every, one.hour) for one in readers_of(event)] == [
        (ADA, Every.DAY, 2),
        (CY, Every.WEEK, 20),
    ]


def test_a_choice_is_found_whatever_the_capitals_and_who_chose_never_reads_nothing() -> None:
    event = event_of(ADA, "Ada@Example.org", CY, choices={"CY@example.org": _never()})
    assert [one.address for one in readers_of(event)] == [ADA]


def _never() -> DigestChoice:
    return DigestChoice(Every.NEVER)


def test_the_schedule_is_due_when_its_first_reader_is() -> None:
    schedule = plan_digests(weekly(), START)
    assert schedule.due_at == min(one.due_at for one in schedule.readers if one.due_at)
    assert [one.due_at for one in schedule.readers] == [
        datetime(2027, 3, 4, 1, tzinfo=UTC),
        datetime(2027, 3, 8, 1, tzinfo=UTC),
    ]


def test_each_reader_s_window_goes_on_from_their_own_last_digest() -> None:
    event, schedule = weekly(), plan_digests(weekly(), START)
    while schedule.due_at and schedule.due_at < datetime(2027, 3, 8, 1, tzinfo=UTC):
        schedule = go_on(schedule, event, Cut(schedule.due_at, ("x",)), ())
    daily, week = due_now(schedule)
    assert daily.since == datetime(2027, 3, 7, 1, tzinfo=UTC)
    assert week.since == START
    assert (schedule.told_at(daily.since), schedule.told_at(START)) == (("x",), ())
    assert [cut.at for cut in schedule.cuts] == [START]


def test_the_cuts_of_nobody_s_last_digest_are_forgotten() -> None:
    event, schedule = event_of(ADA), plan_digests(event_of(ADA), START)
    for _ in range(5):
        assert schedule.due_at is not None
        schedule = go_on(schedule, event, Cut(schedule.due_at, ("x",)), ())
    assert (schedule.cuts, schedule.told) == ((), ("x",))


def test_a_new_reader_begins_where_the_last_digest_ended_and_one_who_left_is_gone() -> None:
    schedule = plan_digests(event_of(ADA), START)
    schedule = go_on(schedule, event_of(ADA), Cut(START + timedelta(hours=13)), ())
    now = START + timedelta(hours=20)
    schedule = enlist(schedule, event_of(CY), now)
    [reader] = schedule.readers
    assert (reader.key, reader.since) == (reader_key(EVENT, CY), START + timedelta(hours=13))
    assert schedule.due_at == reader.due_at == datetime(2027, 3, 5, 1, tzinfo=UTC)


def test_a_digest_that_is_overdue_stays_so_when_the_settings_change() -> None:
    schedule = plan_digests(event_of(ADA), START)
    late = START + timedelta(days=3)
    assert enlist(schedule, event_of(ADA, hour=9), late).due_at == schedule.due_at
    early = enlist(schedule, event_of(ADA, hour=9), START)
    assert early.due_at == datetime(2027, 3, 4, 8, tzinfo=UTC)


def test_a_digest_at_once_is_due_to_everybody_and_later_than_the_last_one() -> None:
    schedule = hurry(plan_digests(weekly(), START), START)
    assert {one.due_at for one in schedule.readers} == {schedule.due_at} == {schedule.full_at}
    assert schedule.due_at is not None
    assert schedule.due_at > START


def test_without_recipients_or_days_nothing_is_ever_due() -> None:
    assert plan_digests(event_of(), START).due_at is None
    [reader] = readers_of(event_of(ADA))
    assert next_due(replace(event_of(ADA), dates=()), reader, START) is None


def test_who_leaves_chose_never_whatever_was_chosen_before() -> None:
    event = event_of("Ada@example.org", CY, choices={ADA: DigestChoice(Every.WEEK, 5)})
    after = leave(event, reader_key(EVENT, ADA))
    assert after.digest.choices == {"Ada@example.org": _never()}
    assert [one.address for one in readers_of(after)] == [CY]
    assert leave(after, reader_key(EVENT, ADA)) == after


@pytest.mark.parametrize(
    ("taken", "capacity", "full"),
    [
        (17, 20, False),
        (18, 20, True),
        (20, 20, True),
        (1, 1, True),
        (0, 0, False),
        (9, None, False),
    ],
)
def test_nine_places_of_ten_are_nearly_full(taken: int, capacity: int | None, full: bool) -> None:
    assert is_nearly_full(a_gate(taken=taken), capacity) is full
