"""Which session of a revised programme is which of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.same_session import match_sessions
from shared.domain.session import Kind, Session, Speaker

Line = tuple[str, str, str]
KINDS = {
    "Opening": Kind.OPENING,
    "Coffee break": Kind.BREAK,
    "Tea": Kind.BREAK,
    "Lunch": Kind.BREAK,
    "Closing": Kind.CLOSING,
}


def programme(*lines: Line) -> list[Session]:
    """Sessions of `day hour:minute`, a title, and names with commas between."""
    return [
        Session(
            id="",
            title=title,
            kind=KINDS.get(title, Kind.SESSION),
            start=datetime.strptime(f"2027-05-{at} +0000", "%Y-%m-%d %H:%M %z"),
            speakers=tuple(Speaker("", name) for name in names.split(",") if name),
        )
        for at, title, names in lines
    ]


MUD = [
    ("03 09:00", "Opening", "Ada Lehm"),
    ("03 09:15", "Walls of clay", "Bo Ziegel"),
    ("03 10:15", "Coffee break", ""),
    ("03 10:30", "Roofs of reed", "Cy Rohr"),
    ("03 12:00", "Lunch", ""),
    ("03 13:00", "Panel: who pays for repair?", "Di Kasse,Ed Konto"),
    ("03 15:00", "Coffee break", ""),
    ("03 15:15", "Closing", ""),
]


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        pytest.param(
            MUD,
            [(f"04{at[2:]}", title, names) for at, title, names in MUD],
            (0, 1, 2, 3, 4, 5, 6, 7),
            id="everything a day later",
        ),
        pytest.param(
            MUD,
            [
                ("03 09:00", "Opening", "Ada Lehm"),
                ("03 09:15", "Clay walls and how they last", "Bo Ziegel"),
                ("03 10:30", "Coffee break", ""),
                ("03 10:45", "Roofs of reed", "Flo Halm"),
                ("03 12:00", "Lunch", ""),
                ("03 13:00", "Who pays for repair?", "Di Kasse,Ed Konto,Gus Taler"),
                ("03 14:00", "Coffee break", ""),
                ("03 14:15", "Closing", ""),
            ],
            (0, 1, 2, 3, 4, 5, 6, 7),
            id="titles reworded, times moved, people changed at once",
        ),
        pytest.param(
            [
                ("03 09:00", "Session 1", "Bo Ziegel"),
                ("03 10:00", "Session 2", "Cy Rohr"),
                ("03 11:00", "Session 3", "Di Kasse"),
            ],
            [("03 09:00", "Session 1", "Cy Rohr"), ("03 10:00", "Session 2", "Di Kasse")],
            (1, 2),
            id="the first of numbered sessions goes, the others count anew",
        ),
        pytest.param(
            [
                ("03 09:00", "Session 1: Clay", ""),
                ("03 10:00", "Session 2: Reed", ""),
                ("03 11:00", "Session 3: Lime", ""),
            ],
            [
                ("03 09:00", "Session 1: Straw", ""),
                ("03 10:00", "Session 2: Clay", ""),
                ("03 11:00", "Session 3: Reed", ""),
                ("03 12:00", "Session 4: Lime", ""),
            ],
            (None, 0, 1, 2),
            id="one comes before numbered sessions",
        ),
        pytest.param(
            [
                ("03 10:00", "Coffee break", ""),
                ("03 12:00", "Coffee break", ""),
                ("03 15:00", "Coffee break", ""),
            ],
            [
                ("03 11:00", "Coffee break", ""),
                ("03 13:00", "Coffee break", ""),
                ("03 16:00", "Coffee break", ""),
            ],
            (0, 1, 2),
            id="three breaks go in order",
        ),
        pytest.param(
            MUD,
            [one for one in MUD if one[1] != "Roofs of reed"]
            + [("03 10:30", "A visit to the quarry", "Hal Bruch")],
            (0, 1, 2, 4, 5, 6, 7, None),
            id="what takes the place of a talk that is gone is not that talk",
        ),
        pytest.param(
            [("03 09:00", "Opening", ""), ("03 10:15", "Coffee break", "")],
            [("03 09:00", "Opening", ""), ("03 10:15", "Tea", "")],
            (0, 1),
            id="a break at the same time is the same break",
        ),
        pytest.param(
            [("03 09:00", "Walls", "Bo Ziegel"), ("03 10:00", "Roofs", "Cy Rohr")],
            [("03 09:00", "What stands for a century", "Bo Ziegel"), ("03 10:00", "Roofs", "")],
            (0, 1),
            id="a new title of somebody who presents nothing else",
        ),
    ],
)
def test_sessions_are_told_by_title_people_kind_and_time(
    before: Sequence[Line], after: Sequence[Line], wanted: tuple[int | None, ...]
) -> None:
    assert match_sessions(programme(*before), programme(*after)) == wanted


def test_nothing_matches_nothing() -> None:
    assert match_sessions((), programme(*MUD)) == (None,) * len(MUD)
    assert match_sessions(programme(*MUD), ()) == ()


def a_conference(count: int) -> list[Session]:
    """Talks in ten rooms, all titled with words that others have too, and many breaks."""
    first = datetime(2027, 5, 3, 9, tzinfo=UTC)
    return [
        Session(
            id=str(number),
            title=f"Soil {number % 37} water {number // 37} and seed" if number % 9 else "Break",
            kind=Kind.SESSION if number % 9 else Kind.BREAK,
            start=first + timedelta(days=number // 280, minutes=30 * (number % 280 // 14)),
            speakers=(Speaker("", f"Name {number // 2}"),) if number % 9 else (),
        )
        for number in range(count)
    ]


def test_a_conference_of_1400_sessions_is_told_apart() -> None:
    before = a_conference(1400)
    later = [replace(one, start=one.start + timedelta(minutes=10)) for one in before]
    assert match_sessions(before, before) == tuple(range(1400))
    assert match_sessions(before, later) == tuple(range(1400))
