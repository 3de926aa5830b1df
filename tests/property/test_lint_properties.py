"""The lint: what no programme can make it say, and what every programme does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.lint import MOST_FINDINGS, lint_sessions
from shared.domain.place import Hall
from shared.domain.session import Kind, Session, Speaker, Status
from tests.builders import an_event

FIRST = date(2027, 5, 10)
MORNING = datetime(2027, 5, 10, 7, 0, tzinfo=UTC)  # 09:00 in Belgrade, in summer
EVENT = an_event(
    timezone="Europe/Belgrade", dates=(FIRST, FIRST + timedelta(days=1)), hall=Hall(480, 1320)
)
MINUTES = st.integers(0, 36 * 12).map(lambda number: timedelta(minutes=5 * number))
SPEAKERS = st.lists(st.sampled_from("abc"), max_size=2).map(
    lambda names: tuple(Speaker(name, name.upper(), organisation=name == "c") for name in names)
)
SESSIONS = st.builds(
    Session,
    id=st.uuids().map(str),
    title=st.sampled_from(["Lunch", "Tides", "Pauza za ručak"]) | st.text(min_size=1, max_size=90),
    kind=st.sampled_from(Kind),
    start=MINUTES.map(lambda later: MORNING + later),
    room=st.sampled_from([None, "Blue Hall", "blue hall", "Garden"]),
    status=st.sampled_from(Status),
    speakers=SPEAKERS,
)
PROGRAMMES = st.lists(
    st.builds(
        lambda session, length: replace(
            session, end=None if length is None else session.start + length
        ),
        SESSIONS,
        st.none() | st.integers(-2, 24).map(lambda number: timedelta(minutes=10 * number)),
    ),
    max_size=12,
    unique_by=lambda session: session.id,
)


@st.composite
def serial_programmes(draw: st.DrawFn) -> tuple[Session, ...]:
    """One thing after another on each day, in one room, with short ways between."""
    sessions: list[Session] = []
    for day in range(2):
        clock = MORNING + timedelta(days=day)
        for number, length in enumerate(draw(st.lists(st.integers(45, 90), max_size=7))):
            clock += timedelta(minutes=draw(st.integers(0, 14)))
            end = clock + timedelta(minutes=length)
            name = f"{day}-{number}"
            speakers = (Speaker("ida", "Ida Ferm"),)
            sessions.append(Session(name, "Lunch", draw(st.sampled_from(Kind)), clock, end,
                                    speakers=speakers))  # fmt: skip
            clock = end
    return tuple(sessions)


def shape(sessions: Sequence[Session], shift: int = 0) -> list[tuple[str, tuple[str, ...]]]:
    """Findings without their sentences, after everything has moved by some days."""
    days = timedelta(days=shift)
    event = replace(EVENT, dates=tuple(day + days for day in EVENT.dates))
    moved = [
        replace(one, start=one.start + days, end=one.end and one.end + days) for one in sessions
    ]
    return [(one.code.value, one.sessions) for one in lint_sessions(event, moved)]


def collide(one: Session, other: Session) -> bool:
    """Whether two sessions are on at once, told by their ends alone."""
    ends = [each.end or each.start + timedelta(seconds=1) for each in (one, other)]
    on = all(
        each.status is not Status.CANCELLED and end > each.start
        for each, end in zip((one, other), ends, strict=True)
    )
    return on and one.start < ends[1] and other.start < ends[0]


@given(serial_programmes())
def test_a_well_built_programme_has_nothing_to_mend(sessions: tuple[Session, ...]) -> None:
    assert lint_sessions(EVENT, sessions) == ()


@given(PROGRAMMES, st.data())
def test_the_order_of_the_sessions_does_not_matter(
    sessions: list[Session], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(sessions))
    assert lint_sessions(EVENT, shuffled) == lint_sessions(EVENT, sessions)


@given(PROGRAMMES, st.integers(-30, 100))
def test_moving_everything_by_days_between_changes_of_the_clock_keeps_the_findings(
    sessions: list[Session], shift: int
) -> None:
    assert shape(sessions, shift) == shape(sessions)


@given(PROGRAMMES)
def test_every_session_that_is_named_exists_and_every_sentence_is_one(
    sessions: list[Session],
) -> None:
    ids = {one.id for one in sessions}
    for finding in lint_sessions(EVENT, sessions):
        assert finding.sessions
        assert set(finding.sessions) <= ids
        assert finding.message.endswith(".")
        assert finding.code.value not in finding.message


@given(PROGRAMMES)
def test_the_sweep_finds_every_pair_that_shares_a_room(sessions: list[Session]) -> None:
    pairs = {
        frozenset((one.id, other.id))
        for number, one in enumerate(sessions)
        for other in sessions[number + 1 :]
        if (one.room or "").casefold() == (other.room or "").casefold() and collide(one, other)
    }
    told = [one for one in lint_sessions(EVENT, sessions) if one.code == "room_overlap"]
    assert {frozenset(one.sessions) for one in told} == pairs
    assert len(told) == len(pairs)


@given(PROGRAMMES)
def test_the_sweep_finds_every_person_in_two_places(sessions: list[Session]) -> None:
    people = [(one, {who.id for who in one.speakers if not who.organisation}) for one in sessions]
    expected = sum(
        len(here & there)
        for number, (one, here) in enumerate(people)
        for other, there in people[number + 1 :]
        if collide(one, other)
    )
    told = [one for one in lint_sessions(EVENT, sessions) if one.code == "person_in_two_places"]
    assert len(told) == expected


@given(st.integers(0, 80))
def test_however_many_there_are_they_are_counted(size: int) -> None:
    crowd = [
        Session(f"s{number:02}", "Tides", Kind.OTHER, MORNING, MORNING + timedelta(hours=1))
        for number in range(size)
    ]
    pairs, told = size * (size - 1) // 2, lint_sessions(EVENT, crowd)
    assert len(told) == min(pairs, MOST_FINDINGS + 1)
    if pairs > MOST_FINDINGS + 1:
        assert told[-1].message.startswith(f"{pairs - MOST_FINDINGS} more findings")
