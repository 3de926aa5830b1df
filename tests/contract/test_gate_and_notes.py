"""The writes that do not replace a noun: the gate, counters, promotions, notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shared.domain.due import Due, DueKind
from shared.domain.errors import GateRefused, Missing, Stale
from shared.domain.gate import GateMove, Tally
from shared.domain.registration import State
from shared.domain.writes import (
    Add,
    CountTally,
    LookedAtGate,
    MoveGate,
    NoteFeedback,
    NoteMail,
    SetGate,
)
from shared.ports import Store
from tests.builders import (
    EVENT,
    NOW,
    a_gate,
    a_mail_note,
    a_registration,
    a_waiting_registration,
    an_entry,
)
from tests.contract.reading import a_promotion, commit, read


def test_the_gate_moves(store: Store) -> None:
    commit(store, Add(a_gate(limit=1)))
    commit(store, MoveGate(EVENT, GateMove.TAKE_SEAT, 1))
    commit(store, MoveGate(EVENT, GateMove.JOIN_LINE))
    assert store.gate(EVENT) == a_gate(limit=1, taken=1, waiting=1)


LATER = NOW + timedelta(minutes=1)
FULL = Due(DueKind.FULL, EVENT, "", NOW)


@pytest.mark.parametrize("move", [GateMove.TAKE_SEAT, GateMove.LEAVE_SEAT, GateMove.FILL_SEAT])
def test_a_gate_whose_seats_move_is_due_once(store: Store, move: GateMove) -> None:
    waiting = int(move is GateMove.FILL_SEAT)
    commit(store, Add(a_gate(taken=2, waiting=2 * waiting)))
    commit(store, MoveGate(EVENT, move, look_at=NOW))
    commit(store, MoveGate(EVENT, move, look_at=LATER))
    assert store.gate(EVENT).look_at == NOW
    assert list(store.due(LATER, 9)) == [FULL]


def test_a_gate_of_which_no_seat_moves_is_not_due(store: Store) -> None:
    commit(store, Add(a_gate(limit=1, taken=1)))
    for move in (GateMove.JOIN_LINE, GateMove.STAND, GateMove.PASS_SEAT):
        commit(store, MoveGate(EVENT, move, look_at=NOW))
    assert store.gate(EVENT).look_at is None
    assert list(store.due(LATER, 9)) == []


def test_a_gate_that_was_looked_at_is_due_no_more_until_it_moves(store: Store) -> None:
    commit(store, Add(a_gate()))
    commit(store, MoveGate(EVENT, GateMove.TAKE_SEAT, look_at=NOW))
    commit(store, LookedAtGate(store.gate(EVENT)))
    assert store.gate(EVENT) == a_gate(taken=1)
    assert list(store.due(LATER, 9)) == []
    commit(store, MoveGate(EVENT, GateMove.TAKE_SEAT, look_at=LATER))
    assert store.gate(EVENT).look_at == LATER


@pytest.mark.parametrize("seen", [{"taken": 2}, {"look_at": LATER}])
def test_a_gate_that_has_moved_since_it_was_looked_at_stays_due(
    store: Store, seen: dict[str, Any]
) -> None:
    there = a_gate(taken=1, look_at=NOW)
    commit(store, Add(there))
    with pytest.raises(GateRefused) as refused:
        commit(store, LookedAtGate(replace(there, **seen)))
    assert refused.value == GateRefused(there)
    assert list(store.due(LATER, 9)) == [FULL]


@pytest.mark.parametrize("seen", [1, None])
def test_a_refused_move_carries_the_gate(store: Store, seen: int | None) -> None:
    full = a_gate(limit=1, taken=1)
    commit(store, Add(full))
    with pytest.raises(GateRefused) as refused:
        commit(store, MoveGate(EVENT, GateMove.TAKE_SEAT, seen))
    assert refused.value == GateRefused(full)


def test_a_move_decided_on_other_settings_is_refused(store: Store) -> None:
    commit(store, Add(a_gate(settings_version=2)))
    with pytest.raises(GateRefused) as refused:
        commit(store, MoveGate(EVENT, GateMove.TAKE_SEAT, 1))
    assert refused.value == GateRefused(a_gate(settings_version=2))


@pytest.mark.parametrize("move", list(GateMove))
def test_no_move_passes_a_gate_that_is_not_there(store: Store, move: GateMove) -> None:
    with pytest.raises(GateRefused) as refused:
        commit(store, MoveGate(EVENT, move))
    assert refused.value == GateRefused(None)
    with pytest.raises(Missing):
        store.gate(EVENT)


@pytest.mark.parametrize("limit", [None, 0, 35])
def test_the_gate_is_set(store: Store, limit: int | None) -> None:
    commit(store, Add(a_gate(taken=3, waiting=2)))
    commit(store, SetGate(EVENT, limit, 2, seen_version=1))
    assert store.gate(EVENT) == a_gate(limit=limit, settings_version=2, taken=3, waiting=2)


def test_a_gate_with_other_settings_is_not_set(store: Store) -> None:
    commit(store, Add(a_gate(settings_version=5)))
    with pytest.raises(GateRefused) as refused:
        commit(store, SetGate(EVENT, None, 3, seen_version=2))
    assert refused.value == GateRefused(a_gate(settings_version=5))


def test_a_gate_that_is_not_there_is_not_set(store: Store) -> None:
    with pytest.raises(GateRefused) as refused:
        commit(store, SetGate(EVENT, None, 3, seen_version=2))
    assert refused.value == GateRefused(None)


def test_an_institution_is_counted(store: Store) -> None:
    commit(store, CountTally(EVENT, "sorrel", taken=1))
    commit(store, CountTally(EVENT, "sorrel", taken=-1, waiting=2))
    commit(store, CountTally(EVENT, "delta", taken=1))
    assert list(store.tallies(EVENT, "")) == [
        Tally(EVENT, "delta", 1, 0),
        Tally(EVENT, "sorrel", 0, 2),
    ]


def test_yes_and_no_count_as_one_and_nothing(store: Store) -> None:
    commit(store, CountTally(EVENT, "sorrel", taken=True, waiting=False))
    assert list(store.tallies(EVENT, "")) == [Tally(EVENT, "sorrel", 1, 0)]


def test_somebody_who_waits_is_promoted_unread(store: Store) -> None:
    at = NOW + timedelta(hours=1)
    commit(store, Add(a_waiting_registration()))
    commit(store, a_promotion(at=at))
    assert store.registration(EVENT, a_waiting_registration().id) == a_waiting_registration(
        state=State.CONFIRMED,
        line_key=None,
        entry=an_entry(),
        revision=2,
        mail=a_promotion().mail,
        updated_at=at,
        version=2,
    )


@pytest.mark.parametrize(
    "there",
    [
        a_waiting_registration(line_key="another place"),
        a_waiting_registration(state=State.CANCELLED),
        a_waiting_registration(state=State.CONFIRMED, line_key=None),
        None,
    ],
)
def test_nobody_is_promoted_who_does_not_wait_there(store: Store, there: Any) -> None:
    if there is not None:
        commit(store, Add(there))
    with pytest.raises(Stale) as stale:
        commit(store, a_promotion())
    assert stale.value == Stale("Registration")
    assert store.registration(EVENT, a_waiting_registration().id) == there


def test_a_registration_is_told_how_its_mail_fared(store: Store) -> None:
    commit(store, Add(a_registration()))
    commit(store, NoteMail(EVENT, a_registration().id, a_mail_note(state="sent")))
    assert read(store, a_registration()) == a_registration(
        mail=a_mail_note(state="sent"), version=2
    )


@pytest.mark.parametrize(
    "there", [a_registration(mail=a_mail_note(key="later")), a_registration(mail=None), None]
)
def test_the_fate_of_an_earlier_mail_is_not_noted(store: Store, there: Any) -> None:
    if there is not None:
        commit(store, Add(there))
    with pytest.raises(Stale) as stale:
        commit(store, NoteMail(EVENT, a_registration().id, a_mail_note(state="sent")))
    assert stale.value == Stale("Registration")
    assert read(store, a_registration()) == there


def test_a_registration_is_marked_as_bounced(store: Store) -> None:
    commit(store, Add(a_registration()))
    commit(store, NoteFeedback(EVENT, a_registration().id, "bounced"))
    assert read(store, a_registration()) == a_registration(feedback="bounced", version=2)


def test_a_note_that_lifts_forgets_what_was_heard_before(store: Store) -> None:
    commit(store, Add(a_registration(feedback="bounced")))
    sent = a_mail_note(state="sent")
    commit(store, NoteMail(EVENT, a_registration().id, sent, lifted=1))
    assert read(store, a_registration()) == a_registration(mail=sent, version=2)


def test_a_note_that_lifts_nothing_leaves_nothing_behind(store: Store) -> None:
    commit(store, Add(a_registration()))
    commit(store, NoteMail(EVENT, a_registration().id, a_mail_note(), lifted=1))
    assert read(store, a_registration()) == a_registration(version=2)


def test_a_note_forgets_nothing_that_was_heard_since(store: Store) -> None:
    commit(store, Add(a_registration(feedback="bounced")))
    commit(store, NoteFeedback(EVENT, a_registration().id, "bounced"))
    with pytest.raises(Stale) as stale:
        commit(store, NoteMail(EVENT, a_registration().id, a_mail_note(state="sent"), lifted=1))
    assert stale.value == Stale("Registration")
    assert read(store, a_registration()) == a_registration(feedback="bounced", version=2)


def test_the_first_mail_of_a_thread_stays_the_first(store: Store) -> None:
    commit(store, Add(a_registration()))
    for provider_id in ("first", "second", None):
        commit(store, NoteMail(EVENT, a_registration().id, a_mail_note(), provider_id))
    assert read(store, a_registration()) == a_registration(thread="first", version=4)


def test_feedback_on_nobody_is_stale(store: Store) -> None:
    with pytest.raises(Stale) as stale:
        commit(store, NoteFeedback(EVENT, a_registration().id, "bounced"))
    assert stale.value == Stale("Registration")
    assert read(store, a_registration()) is None
