"""Revised outlines: sessions keep their ids, and no edit of either side is lost unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.draft_merge import PRINTED, Merged, merge_outline
from shared.domain.same_session import match_sessions
from shared.domain.session import Kind, Session, Speaker

WORDS = ("tide", "harbour", "ledger", "rope", "session", "1", "2", "and", "break")
titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
speakers = st.lists(st.sampled_from(("Ina", "Bo", "Cy")), max_size=2, unique=True).map(
    lambda names: tuple(Speaker("", name) for name in names)
)
hours = st.integers(0, 300).map(lambda n: datetime(2027, 5, 3, tzinfo=UTC) + timedelta(hours=n))
sessions = st.builds(
    Session,
    id=st.just(""),
    title=titles,
    kind=st.sampled_from((Kind.SESSION, Kind.BREAK)),
    start=hours,
    end=st.none() | hours,
    room=st.sampled_from((None, "Hall", "Loft")),
    description=st.sampled_from((None, "Bring a pen.")),
    speakers=speakers,
    items=st.sampled_from(((), ("Ink",))),
)
programmes = st.lists(sessions, max_size=12)
unique_titles = st.lists(sessions, max_size=8, unique_by=lambda one: one.title)
sides = st.dictionaries(st.sampled_from("abcdef"), sessions, max_size=6).map(
    lambda named: tuple(replace(one, id=name) for name, one in named.items())
)


@given(programmes)
def test_an_equal_programme_is_the_same_session_by_session(programme: list[Session]) -> None:
    found = match_sessions(programme, programme)
    assert [None if at is None else programme[at] for at in found] == programme


@given(programmes, programmes)
def test_no_session_is_two(before: list[Session], after: list[Session]) -> None:
    found = match_sessions(before, after)
    named = [at for at in found if at is not None]
    assert (len(found), len(named)) == (len(after), len(set(named)))
    assert set(named) <= set(range(len(before)))


@given(unique_titles, unique_titles, st.randoms(use_true_random=False))
def test_the_order_of_the_new_programme_does_not_matter(
    before: list[Session], after: list[Session], chance: Random
) -> None:
    order = list(range(len(after)))
    chance.shuffle(order)
    found = match_sessions(before, after)
    shuffled = match_sessions(before, [after[at] for at in order])
    assert shuffled == tuple(found[at] for at in order)


@given(sides, sides, sides)
def test_no_edit_of_either_side_is_lost_unsaid(
    base: tuple[Session, ...], hand: tuple[Session, ...], document: tuple[Session, ...]
) -> None:
    merged = merge_outline(base, hand, document)
    conflicts = {(one.session, one.field) for one in merged.conflicts}
    for side in (hand, document):
        unsaid = edits(base, side) - edits_in(merged.sessions, base, side)
        assert {one for one in unsaid if not {one, (one[0], None)} & conflicts} == set()


@given(sides, sides)
def test_a_document_that_says_the_same_changes_nothing(
    base: tuple[Session, ...], hand: tuple[Session, ...]
) -> None:
    assert merge_outline(base, hand, base) == Merged(hand)


Edit = tuple[str, str | None]


def edits(base: Sequence[Session], side: Sequence[Session]) -> set[Edit]:
    """What a side says otherwise than the base, by session and field; None: it dropped it."""
    was = {one.id: one for one in base}
    told = {one.id for one in side}
    return {(one.id, None) for one in base if one.id not in told} | {
        (one.id, name)
        for one in side
        for name in PRINTED
        if (getattr(one, name) != getattr(was[one.id], name) if one.id in was else said(one, name))
    }


def said(session: Session, name: str) -> bool:
    return bool(getattr(session, name))


def edits_in(
    merged: Sequence[Session], base: Sequence[Session], side: Sequence[Session]
) -> set[Edit]:
    """Which edits of a side stand in what was merged."""
    stands = {one.id: one for one in merged}
    wanted = {one.id: one for one in side}
    return {
        (name, field)
        for name, field in edits(base, side)
        if (
            name not in stands
            if field is None
            else name in stands and getattr(stands[name], field) == getattr(wanted[name], field)
        )
    }
