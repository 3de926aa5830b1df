"""When digests are due: the local hour, the last working days, the clock changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from shared.domain.digest import is_last_day, last_working_days
from shared.domain.digest_plan import plan_digests
from shared.domain.event import DigestRules
from tests.builders import an_event

EVENT = an_event(
    timezone="Europe/Belgrade",
    dates=(date(2027, 3, 30),),
    digest=DigestRules(("desk@example.org",), 2),
)


def test_the_next_digest_is_the_chosen_hour_of_the_event_s_zone() -> None:
    at = plan_digests(EVENT, datetime(2027, 3, 1, 12, tzinfo=UTC)).due_at
    assert at == datetime(2027, 3, 2, 1, 0, tzinfo=UTC)


def test_an_hour_that_does_not_exist_means_the_next_instant() -> None:
    at = plan_digests(EVENT, datetime(2027, 3, 27, 12, tzinfo=UTC)).due_at
    assert at == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)


def test_every_day_has_exactly_one_digest_until_a_week_after_the_last_day() -> None:
    at, days = datetime(2027, 3, 25, tzinfo=UTC), []
    while (due := plan_digests(EVENT, at).due_at) is not None:
        days.append(due.astimezone(UTC).date())
        at = due
    assert days == [date(2027, 3, 25) + timedelta(days=n) for n in range(13)]


def test_an_event_without_recipients_or_dates_has_no_digest() -> None:
    now = datetime(2027, 3, 1, tzinfo=UTC)
    assert plan_digests(replace(EVENT, digest=DigestRules()), now).due_at is None
    assert plan_digests(replace(EVENT, dates=()), now).due_at is None


@pytest.mark.parametrize(
    ("first_day", "days"),
    [
        (date(2027, 3, 30), [date(2027, 3, 29), date(2027, 3, 26), date(2027, 3, 25)]),
        (date(2027, 3, 27), [date(2027, 3, 26), date(2027, 3, 25), date(2027, 3, 24)]),
    ],
)
def test_the_last_working_days_leave_the_weekend_out(first_day: date, days: list[date]) -> None:
    assert list(last_working_days(first_day)) == days


def test_the_day_is_counted_in_the_event_s_zone() -> None:
    assert is_last_day(EVENT, datetime(2027, 3, 28, 22, 30, tzinfo=UTC))
    assert not is_last_day(EVENT, datetime(2027, 3, 28, 21, 30, tzinfo=UTC))
