"""What a commit does, and what it says when it does not: the same in every store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from shared.domain.desk import Receipt
from shared.domain.due import DueKind
from shared.domain.entry import Entry
from shared.domain.errors import AlreadyThere, GateRefused, Stale
from shared.domain.gate import GateMove
from shared.domain.writes import (
    Add,
    CountTally,
    MoveGate,
    NoteFeedback,
    NoteMail,
    Put,
    Remove,
    Replace,
    ReplaceEvent,
    SetGate,
    Write,
)
from shared.ports import Store
from tests.builders import (
    EVENT,
    NOW,
    a_digest_schedule,
    a_draft,
    a_due_item,
    a_gate,
    a_grant,
    a_line_place,
    a_mail_note,
    a_message,
    a_pointer,
    a_receipt,
    a_registration,
    a_rendition,
    a_response_binding,
    a_waiting_registration,
    an_address_binding,
    an_event,
    an_identity,
    an_organiser,
)
from tests.contract.reading import READERS, a_promotion, commit, read
from tests.nouns import BUILDERS

VERSIONED = (
    a_registration,
    a_response_binding,
    a_message,
    a_digest_schedule,
    a_draft,
    a_pointer,
    an_organiser,
    a_grant,
)
REMOVABLE = (
    a_line_place,
    an_identity,
    an_address_binding,
    a_due_item,
    a_grant,
    an_organiser,
    a_response_binding,
)
READABLE = tuple(build for build in BUILDERS if type(build()) in READERS)


def named(build: Callable[..., Any]) -> str:
    return build.__name__


@pytest.mark.parametrize("build", READABLE, ids=named)
def test_an_added_noun_is_read_as_it_was(store: Store, build: Callable[..., Any]) -> None:
    commit(store, Add(build()))
    assert read(store, build()) == build()


@pytest.mark.parametrize("build", BUILDERS, ids=named)
def test_adding_what_is_there_answers_with_what_is_there(
    store: Store, build: Callable[..., Any]
) -> None:
    commit(store, Add(build()))
    with pytest.raises(AlreadyThere) as there:
        commit(store, Add(build()))
    assert there.value == AlreadyThere(build())


@pytest.mark.parametrize("build", VERSIONED, ids=named)
def test_a_replacement_takes_the_next_version(store: Store, build: Callable[..., Any]) -> None:
    commit(store, Add(build()))
    commit(store, Replace(build(version=2)))
    assert read(store, build()) == build(version=2)


@pytest.mark.parametrize("build", VERSIONED, ids=named)
@pytest.mark.parametrize("version", [1, 3])
def test_a_replacement_of_another_version_is_stale(
    store: Store, build: Callable[..., Any], version: int
) -> None:
    commit(store, Add(build()))
    with pytest.raises(Stale) as stale:
        commit(store, Replace(build(version=version)))
    assert stale.value == Stale(type(build()).__name__)


def test_a_replacement_of_nothing_is_stale(store: Store) -> None:
    with pytest.raises(Stale) as stale:
        commit(store, Replace(a_draft(version=2)))
    assert stale.value == Stale("Draft")


def test_a_put_asks_nothing(store: Store) -> None:
    commit(store, Put(a_pointer()))
    commit(store, Put(a_pointer(revision=7, version=9)))
    assert store.pointer(EVENT) == a_pointer(revision=7, version=9)


def test_an_event_is_replaced_by_its_next_settings(store: Store) -> None:
    commit(store, Add(an_event()))
    commit(store, ReplaceEvent(an_event(title="Renamed", settings_version=2)))
    assert store.event(EVENT) == an_event(title="Renamed", settings_version=2)


@pytest.mark.parametrize("version", [1, 3])
def test_an_event_is_not_replaced_by_other_settings(store: Store, version: int) -> None:
    commit(store, Add(an_event()))
    with pytest.raises(Stale) as stale:
        commit(store, ReplaceEvent(an_event(settings_version=version)))
    assert stale.value == Stale("Event")


@pytest.mark.parametrize("build", REMOVABLE, ids=named)
def test_a_removed_noun_is_gone(store: Store, build: Callable[..., Any]) -> None:
    commit(store, Add(build()))
    commit(store, Remove(build()))
    assert read(store, build()) is None


@pytest.mark.parametrize("build", REMOVABLE, ids=named)
def test_removing_what_is_not_there_is_stale(store: Store, build: Callable[..., Any]) -> None:
    with pytest.raises(Stale) as stale:
        commit(store, Remove(build()))
    assert stale.value == Stale(type(build()).__name__)


def test_removing_another_version_is_stale(store: Store) -> None:
    commit(store, Add(a_grant(version=2)))
    with pytest.raises(Stale) as stale:
        commit(store, Remove(a_grant(version=1)))
    assert stale.value == Stale("Grant")


def test_a_promotion_written_again_is_not_removed_by_who_saw_the_first(store: Store) -> None:
    later = a_due_item(due_at=NOW + timedelta(minutes=1))
    commit(store, Add(a_due_item()))
    commit(store, Put(later))
    with pytest.raises(Stale) as stale:
        commit(store, Remove(a_due_item()))
    assert stale.value == Stale("DueItem")
    assert store.due_item(EVENT, DueKind.PROMOTION) == later


def test_of_a_refused_commit_nothing_is_written(store: Store) -> None:
    commit(store, Add(a_gate()), Add(a_grant()))
    with pytest.raises(AlreadyThere):
        commit(
            store,
            Add(a_registration()),
            MoveGate(EVENT, GateMove.TAKE_SEAT),
            CountTally(EVENT, "sorrel", taken=1),
            Add(a_grant()),
            Remove(an_address_binding()),
        )
    assert read(store, a_registration()) is None
    assert store.gate(EVENT) == a_gate()
    assert list(store.tallies(EVENT, "")) == []


def test_the_first_write_that_fails_speaks(store: Store) -> None:
    first, second = a_receipt(), an_identity()
    commit(store, Add(first), Add(second))
    gate = MoveGate(EVENT, GateMove.TAKE_SEAT)
    with pytest.raises(AlreadyThere) as of_receipt:
        commit(store, Add(first), Add(second), gate)
    with pytest.raises(AlreadyThere) as of_identity:
        commit(store, Add(second), gate, Add(first))
    with pytest.raises(GateRefused) as of_gate:
        commit(store, Put(a_pointer()), gate, Add(first), Add(second))
    assert of_receipt.value == AlreadyThere(first)
    assert of_identity.value == AlreadyThere(second)
    assert of_gate.value == GateRefused(None)


def test_a_receipt_answers_with_what_the_first_delivery_came_to(store: Store) -> None:
    commit(store, Add(a_receipt(outcome="waitlisted")))
    again: Receipt = a_receipt(outcome="confirmed", registration="another")
    with pytest.raises(AlreadyThere) as there:
        commit(store, Add(again), Add(a_registration()))
    assert there.value == AlreadyThere(a_receipt(outcome="waitlisted"))


SENT = NoteMail(EVENT, a_registration().id, a_mail_note(state="sent"))
REPEATED: tuple[tuple[Write, ...], ...] = (
    (MoveGate(EVENT, GateMove.TAKE_SEAT),),
    (CountTally(EVENT, "sorrel", taken=1),),
    (Add(an_identity()), MoveGate(EVENT, GateMove.TAKE_SEAT), Remove(a_grant())),
    (Replace(a_draft(version=2)), Put(a_pointer(version=2))),
    (SetGate(EVENT, 5, 2, 1), ReplaceEvent(an_event(settings_version=2))),
    (a_promotion(),),
    (NoteFeedback(EVENT, a_registration().id, "bounced"),),
    (SENT,),
)
THERE = (
    a_gate(),
    a_grant(),
    a_draft(),
    a_pointer(),
    an_event(),
    a_registration(),
    a_waiting_registration(),
)


def all_there_is(store: Store) -> list[Any]:
    counts = list(store.tallies(EVENT, ""))
    return [*(read(store, noun) for noun in (*THERE, an_identity())), counts]


@pytest.mark.parametrize("writes", REPEATED, ids=lambda writes: type(writes[0]).__name__)
def test_a_commit_repeated_under_its_token_is_made_once(
    store: Store, writes: tuple[Write, ...]
) -> None:
    commit(store, *(Add(noun) for noun in THERE))
    store.commit(writes, "the same attempt")
    once = all_there_is(store)
    store.commit(writes, "the same attempt")
    assert all_there_is(store) == once


def test_a_refused_commit_may_be_tried_again_under_its_token(store: Store) -> None:
    writes: list[Write] = [MoveGate(EVENT, GateMove.TAKE_SEAT), Add(a_registration())]
    with pytest.raises(GateRefused):
        store.commit(writes, "one attempt")
    commit(store, Add(a_gate()))
    store.commit(writes, "one attempt")
    assert store.gate(EVENT) == a_gate(taken=1)


def test_long_tokens_are_taken(store: Store) -> None:
    token = "a token " * 40
    commit(store, Add(a_gate()))
    store.commit([MoveGate(EVENT, GateMove.TAKE_SEAT)], token)
    store.commit([MoveGate(EVENT, GateMove.TAKE_SEAT)], token)
    assert store.gate(EVENT) == a_gate(taken=1)


def test_a_commit_takes_a_hundred_writes(store: Store) -> None:
    commit(store, *(Add(an_identity(key=f"key-{number}")) for number in range(100)))
    assert store.identity(EVENT, "key-99") == an_identity(key="key-99")


@pytest.mark.parametrize(
    "writes",
    [
        (),
        tuple(Add(an_identity(key=f"key-{number}")) for number in range(101)),
        (Add(a_gate()), MoveGate(EVENT, GateMove.TAKE_SEAT)),
        (Replace(a_registration(version=2)), NoteFeedback(EVENT, a_registration().id, "bounced")),
        (CountTally(EVENT, "sorrel", 1), CountTally(EVENT, "sorrel", 0, 1)),
    ],
    ids=["none", "a hundred and one", "gate twice", "registration twice", "institution twice"],
)
def test_a_commit_that_no_table_can_make_is_a_mistake(
    store: Store, writes: tuple[Write, ...]
) -> None:
    with pytest.raises(ValueError, match="commit"):
        commit(store, *writes)


def test_names_of_every_script_are_kept(store: Store) -> None:
    name = "Zoë Ḥāfiẓ‑Łukasiewicz 林明美 👩🏽‍🔬 ع"
    person = a_registration(name=name, answers={"ключ": name, "empty": ""}, identity="")
    commit(store, Add(person), Add(a_line_place(entry=Entry("uid", None, False, name))))
    assert read(store, person) == person
    assert [place.entry.facts for place in store.line(EVENT)] == [name]


def test_a_rendition_too_large_for_one_item_is_read_whole(store: Store) -> None:
    body = bytes(range(256)) * 4000
    commit(store, Put(a_rendition(body=body)))
    assert store.rendition(EVENT, 1, "json") == a_rendition(body=body)
    with pytest.raises(AlreadyThere) as there:
        commit(store, Add(a_rendition(body=b"other")))
    assert there.value == AlreadyThere(a_rendition(body=body))


@pytest.mark.parametrize("sizes", [(900_000, 10), (10, 900_000), (900_000, 400_000)])
def test_a_rendition_may_be_rendered_again_in_another_size(
    store: Store, sizes: tuple[int, int]
) -> None:
    for size in sizes:
        commit(store, Put(a_rendition(body=b"x" * size)))
    assert store.rendition(EVENT, 1, "json") == a_rendition(body=b"x" * sizes[1])
