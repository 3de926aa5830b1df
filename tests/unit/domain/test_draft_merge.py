"""A revised outline against a draft that was edited by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shared.domain.draft_merge import Conflict, Merged, align_sessions, merge_outline
from shared.domain.session import Session, SessionTranslation, Speaker, Status
from tests.builders import a_session

NETS = a_session(id="nets", title="Nets and knots", room="Loft", speakers=())
TEA = a_session(id="tea", title="Tea in the yard", start=NETS.start + timedelta(hours=2), end=None)
HOUR = timedelta(hours=1)


def merge(hand: Session, document: Session, base: Session = NETS) -> Merged:
    return merge_outline((base,), (hand,), (document,))


def test_what_only_the_document_changed_is_taken() -> None:
    document = replace(NETS, title="Nets", start=NETS.start + timedelta(minutes=5), room=None)
    assert merge(NETS, document) == Merged((document,))


def test_what_only_the_hand_changed_stays() -> None:
    hand = replace(
        NETS,
        room="Attic",
        track="Rope",
        description="Bring gloves.",
        status=Status.POSTPONED,
        translations=(SessionTranslation("fr", "Filets"),),
    )
    document = replace(NETS, title="Nets, knots and floats")
    assert merge(hand, document) == Merged((replace(hand, title=document.title),))


@pytest.mark.parametrize(
    ("field", "by_hand", "printed"),
    [
        ("title", "Knots", "Nets"),
        ("room", "Attic", None),
        ("speakers", (Speaker("s1", "Ole Garn"),), (Speaker("s2", "Ola Garn"),)),
    ],
)
def test_what_both_changed_is_a_conflict_and_the_hand_stands(
    field: str, by_hand: Any, printed: Any
) -> None:
    hand = replace(NETS, **{field: by_hand})
    document = replace(NETS, **{field: printed})
    assert merge(hand, document) == Merged((hand,), (Conflict("nets", field, hand, document),))


def test_the_same_change_on_both_sides_is_none() -> None:
    hand = replace(NETS, title="Nets", speakers=(Speaker("own-id", "Ole Garn"),))
    document = replace(NETS, title="Nets", speakers=(Speaker("other", "Ole Garn"),))
    assert merge(hand, document) == Merged((hand,))


def test_times_that_would_run_backwards_together_are_a_conflict() -> None:
    assert NETS.end is not None
    hand = replace(NETS, start=NETS.start - HOUR, end=NETS.end - HOUR)
    document = replace(NETS, start=NETS.end, end=NETS.end + HOUR)
    early = replace(NETS, end=NETS.start + timedelta(minutes=5))
    late = replace(NETS, start=NETS.start + timedelta(minutes=10))
    assert [one.field for one in merge(hand, document).conflicts] == ["start", "end"]
    made = merge(early, late)
    assert (made.sessions, [one.field for one in made.conflicts]) == ((early,), ["start", "end"])


def test_a_session_that_the_document_dropped_goes_unless_it_was_edited() -> None:
    edited = replace(TEA, room="Yard")
    assert merge_outline((NETS, TEA), (NETS, TEA), (NETS,)) == Merged((NETS,))
    assert merge_outline((NETS, TEA), (NETS, edited), (NETS,)) == Merged(
        (NETS, edited), (Conflict("tea", None, edited, None),)
    )


def test_a_session_that_the_hand_dropped_stays_out_unless_the_document_changed_it() -> None:
    moved = replace(TEA, start=TEA.start + HOUR)
    assert merge_outline((NETS, TEA), (NETS,), (NETS, TEA)) == Merged((NETS,))
    assert merge_outline((NETS, TEA), (NETS,), (NETS, moved)) == Merged(
        (NETS,), (Conflict("tea", None, None, moved),)
    )


def test_a_session_of_either_side_alone_comes_in() -> None:
    new = replace(TEA, id="")
    assert merge_outline((NETS,), (NETS, TEA), (NETS, new)) == Merged((new, NETS, TEA))


def test_without_a_base_both_speak_and_a_difference_is_a_conflict() -> None:
    hand = replace(NETS, title="Knots", description=None)
    document = replace(NETS, room=None, description="Bring gloves.")
    made = merge_outline(None, (hand, TEA), (document,))
    assert made.sessions == (replace(hand, description="Bring gloves."), TEA)
    assert [(one.session, one.field) for one in made.conflicts] == [
        ("nets", "title"),
        ("tea", None),
    ]


def test_a_document_is_aligned_with_what_it_said_and_then_with_the_draft() -> None:
    by_hand = a_session(id="own", title="Songs of the ferrymen", start=TEA.start + HOUR)
    document = tuple(replace(one, id="new") for one in (by_hand, TEA, NETS))
    aligned = align_sessions((NETS, TEA), (NETS, by_hand), document)
    assert [one.id for one in aligned] == ["own", "tea", "nets"]
    assert [one.id for one in align_sessions(None, (NETS,), document)] == ["", "", "nets"]
