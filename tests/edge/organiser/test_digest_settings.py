"""Who gets the digest, how often and when, as organisers set it."""

from __future__ import annotations

from datetime import UTC

from tests.edge.organiser.conftest import Desk

PATH = "/events/river-basins"


def test_a_digest_comes_weekly_and_a_recipient_has_it_otherwise(desk: Desk) -> None:
    choices = {"chair@example.org": {"every": "day", "hour": 9}}
    patch = {"recipients": ["desk@example.org", "chair@example.org"], "every": "week", "hour": 6}
    told = desk.ask("PATCH", PATH, {"digest": {**patch, "choices": choices, "at_full": True}})
    assert told.json()["settings"]["digest"] == {**patch, "choices": choices, "at_full": True}
    schedule = desk.ports.store.digest_schedule("river-basins")
    assert schedule is not None
    weekly, daily = (one.due_at for one in schedule.readers)
    assert weekly is not None
    assert daily is not None
    assert (weekly.astimezone(UTC).strftime("%A %H"), schedule.due_at) == ("Monday 02", daily)


def test_a_choice_is_changed_in_part_and_taken_back(desk: Desk) -> None:
    for choices, left in (
        (
            {"a@example.org": {"every": "never"}},
            {"a@example.org": {"every": "never", "hour": None}},
        ),
        ({"a@example.org": {"hour": 5}}, {"a@example.org": {"every": "never", "hour": 5}}),
        ({"a@example.org": None}, {}),
    ):
        told = desk.ask("PATCH", PATH, {"digest": {"choices": choices}}).json()
        assert told["settings"]["digest"]["choices"] == left


def test_digest_settings_are_what_they_were_told_to_be_by_default(desk: Desk) -> None:
    told = desk.ask("PATCH", PATH, {"digest": None}).json()["settings"]["digest"]
    assert told == {
        "recipients": ["secretary@example.org"],
        "hour": 7,
        "every": "day",
        "at_full": False,
        "choices": {},
    }
