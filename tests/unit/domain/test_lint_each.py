"""The lint about one session by itself: lengths, presenters, the hall."""

from __future__ import annotations

from typing import Any

import pytest

from shared.domain.place import Hall
from shared.domain.session import Kind, Status
from tests.builders import a_session, a_speaker, an_event
from tests.unit.domain.programmes import DAY, NEXT_DAY, at, found, message, on

# Lengths.


@pytest.mark.parametrize("end", ["09:00", "08:59"])
def test_an_end_that_does_not_follow_the_start_is_found(end: str) -> None:
    assert found(on("tides", "09:00", end)) == [("negative_length", ("tides",))]
    assert message(on("tides", "09:00", end)) == (
        f"“Tides” on Monday 15 March 2027 starts at 09:00 but ends at {end}. Give it an end after "
        "its start."
    )


def test_a_session_with_a_wrong_end_collides_with_nobody_and_leaves_no_gap() -> None:
    odd = on("tides", "09:00", "08:00")
    assert found(on("early", "08:30", "09:30"), odd, on("wells", "09:30", "10:00")) == [
        ("negative_length", ("tides",))
    ]


def test_lunch_has_45_minutes() -> None:
    lunch: dict[str, Any] = {"kind": Kind.BREAK, "title": "Networking lunch", "speakers": ()}
    assert found(on("lunch", "12:00", "12:45", **lunch)) == []
    assert found(on("lunch", "12:00", "12:44", **lunch)) == [("short_lunch", ("lunch",))]
    assert message(on("lunch", "12:00", "12:44", **lunch)) == (
        "“Networking lunch” on Monday 15 March 2027 has only 44 minutes (12:00–12:44). Give people "
        "45 minutes at least to eat."
    )


def test_only_a_break_that_takes_place_is_lunch() -> None:
    short: dict[str, Any] = {"title": "Lunch", "speakers": ()}
    assert found(on("lunch", "12:00", "12:15", kind=Kind.OTHER, **short)) == []
    gone = {**short, "kind": Kind.BREAK, "status": Status.CANCELLED}
    assert found(on("lunch", "12:00", "12:15", **gone)) == []
    assert found(on("lunch", "12:00", kind=Kind.BREAK, **short)) == []


# Presenters.


def test_a_session_in_which_nobody_is_has_no_presenter() -> None:
    assert found(on("tides", "09:00", "10:00", speakers=())) == [("no_presenter", ("tides",))]
    assert message(on("tides", "09:00", "10:00", speakers=())) == (
        "“Tides” on Monday 15 March 2027 at 09:00 names nobody who presents it. Add a speaker, or "
        "give it another kind if it needs none."
    )


def test_an_institution_presents_too_and_other_kinds_need_nobody() -> None:
    body = (a_speaker(organisation=True),)
    assert found(on("tides", "09:00", "10:00", speakers=body)) == []
    for kind in set(Kind) - {Kind.SESSION}:
        assert found(on("tides", "09:00", "10:00", kind=kind, speakers=())) == []
    assert found(on("tides", "09:00", "10:00", speakers=(), status=Status.CANCELLED)) == []


# The hall.

NINE_TO_SIX = an_event(hall=Hall(9 * 60, 18 * 60), dates=(DAY,))


def test_the_halls_own_hours_are_within_them() -> None:
    assert found(on("tides", "09:00", "18:00"), event=NINE_TO_SIX) == []


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("08:59", "10:00", "starts at 08:59, but the hall opens at 09:00"),
        ("17:00", "18:01", "ends at 18:01, but the hall is given back at 18:00"),
        ("18:00", None, "starts at 18:00, but the hall is given back at 18:00"),
        ("19:00", "20:00", "starts at 19:00, but the hall is given back at 18:00"),
        ("08:00", "19:00", "starts at 08:00, but the hall opens at 09:00, and it ends at 19:00, "
                           "but the hall is given back at 18:00"),
    ],
)  # fmt: skip
def test_what_is_outside_the_halls_hours_is_found(start: str, end: str | None, told: str) -> None:
    session = on("tides", start, end)
    assert found(session, event=NINE_TO_SIX) == [("after_hall", ("tides",))]
    assert message(session, event=NINE_TO_SIX) == (
        f"“Tides” on Monday 15 March 2027 {told}. Move it, or ask for the hall for longer."
    )


def test_a_hall_until_midnight_is_there_until_the_day_ends() -> None:
    event = an_event(hall=Hall(0, 24 * 60), dates=(DAY,))
    ball = on("ball", "22:00")
    until_midnight = a_session(id="ball", start=ball.start, end=at("00:00", NEXT_DAY))
    longer = a_session(id="ball", title="Ball", start=ball.start, end=at("00:30", NEXT_DAY))
    assert found(until_midnight, event=event) == []
    assert message(longer, event=event) == (
        "“Ball” on Monday 15 March 2027 ends at 00:30 on Tuesday 16 March 2027, but the hall is "
        "given back at 24:00. Move it, or ask for the hall for longer."
    )
