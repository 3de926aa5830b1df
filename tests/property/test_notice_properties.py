"""Whatever is published one after another: a notice tells what it comes to, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.changes import Note, What, note_sessions
from shared.domain.notice import Noted
from shared.domain.notice_plan import add_to_notice, due_of, merge_notes, told_since
from shared.domain.session import Session
from tests.builders import NOW, an_event
from tests.property.test_change_properties import one_session

NAMES = "abc"
Agenda = tuple[Session, ...]


@st.composite
def whole_agendas(draw: st.DrawFn) -> Agenda:
    """Three sessions, each as it may be."""
    return tuple(draw(one_session(name)) for name in NAMES)


@st.composite
def partial_agendas(draw: st.DrawFn) -> Agenda:
    """Some of the three."""
    names = draw(st.sets(st.sampled_from(NAMES)))
    return tuple(draw(one_session(name)) for name in sorted(names))


def steps_of(agendas: Sequence[Agenda]) -> list[Noted]:
    """What each publication noted."""
    return [
        Noted(note, version)
        for version, (before, after) in enumerate(pairwise(agendas), 2)
        for note in note_sessions(before, after)
    ]


def exact(notes: Sequence[Note]) -> set[Note]:
    """Those that tell all of what was and what is; of speakers only names are told."""
    silent = (What.DETAILS, What.SPEAKERS)
    return {note for note in notes if note.what not in silent}


@given(st.lists(whole_agendas(), min_size=2, max_size=10))
def test_many_edits_come_to_what_one_edit_would_have_been(agendas: list[Agenda]) -> None:
    merged = merge_notes(steps_of(agendas))
    direct = note_sessions(agendas[0], agendas[-1])
    assert exact(merged) == exact(direct)
    assert len(set(merged)) == len(merged)


@given(st.lists(partial_agendas(), min_size=1, max_size=10), st.data())
def test_edits_that_cancel_out_lead_to_nothing(agendas: list[Agenda], data: st.DataObject) -> None:
    back = [*agendas, *agendas[-2::-1]]
    cut = data.draw(st.integers(0, len(back) - 1))
    around = [*back[cut:], *back[1 : cut + 1]]
    assert exact(merge_notes(steps_of(around))) == set()


@given(st.lists(whole_agendas(), min_size=2, max_size=8), st.data())
def test_whoever_came_in_between_hears_what_came_after(
    agendas: list[Agenda], data: st.DataObject
) -> None:
    met = data.draw(st.integers(0, len(agendas) - 1))
    heard = told_since(steps_of(agendas), met + 1)
    assert exact(heard) == exact(note_sessions(agendas[met], agendas[-1]))


@given(st.lists(partial_agendas(), min_size=2, max_size=8))
def test_summing_up_what_is_summed_up_changes_nothing(agendas: list[Agenda]) -> None:
    merged = merge_notes(steps_of(agendas))
    assert merge_notes(Noted(note, 2) for note in merged) == merged


@given(
    st.lists(st.integers(0, 10_000), min_size=1, max_size=12),
    st.integers(0, 1440),
    st.integers(-5000, 50_000),
)
def test_a_notice_never_waits_longer_than_it_may(
    pauses: list[int], minutes: int, start: int
) -> None:
    event, starts = an_event(quiet_minutes=minutes), NOW + timedelta(seconds=start)
    now = NOW
    for pause in pauses:
        due = due_of(event, NOW, now, starts)
        assert now <= due <= max(now, NOW + max(timedelta(hours=2), 4 * timedelta(minutes=minutes)))
        assert due - now <= timedelta(minutes=minutes)
        assert due <= starts or now >= starts
        now += timedelta(seconds=pause)


@given(st.lists(partial_agendas(), min_size=2, max_size=8))
def test_a_notice_keeps_every_change_in_order(agendas: list[Agenda]) -> None:
    notice = None
    for step in steps_of(agendas):
        notice = add_to_notice(notice, (step,), an_event(), NOW, None)
    assert (notice.noted if notice else ()) == tuple(steps_of(agendas))
