"""Properties of the stores: nouns survive the table, and both adapters are one store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import count
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infra.local.embedded_aws import EmbeddedAws, embedded_aws
from shared.adapters.commit import Stored
from shared.adapters.dynamodb.codec import read_instant, write_instant
from shared.adapters.dynamodb.items import items_of
from shared.adapters.dynamodb.nouns import noun_of
from shared.adapters.dynamodb.session import Session
from shared.adapters.dynamodb.store import DynamoStore
from shared.adapters.memory import MemoryStore
from shared.domain.due import DueKind
from shared.domain.errors import ConditionFailed, GateRefused
from shared.domain.gate import Gate, GateMove, move_gate
from shared.domain.registration import State
from shared.domain.writes import (
    Add,
    CountTally,
    LookedAtGate,
    MoveGate,
    NoteFeedback,
    NoteMail,
    Promote,
    Put,
    Remove,
    Replace,
    SetGate,
    Write,
)
from shared.ports import Store
from tests.builders import (
    EVENT,
    NOW,
    a_digest_schedule,
    a_due_item,
    a_gate,
    a_line_place,
    a_mail_note,
    a_message,
    a_registration,
    an_entry,
)

INSTANTS = st.datetimes(min_value=datetime(1, 1, 2), timezones=st.just(UTC))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SIMPLE: dict[type[Any], st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(-(10**12), 10**12),
    bool: st.booleans(),
    bytes: st.binary(max_size=30),
    datetime: INSTANTS,
    date: st.dates(),
}


def values_of(annotation: Any) -> st.SearchStrategy[Any]:
    """Any value of that annotation."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is UnionType:
        return st.one_of([st.none() if one is NoneType else values_of(one) for one in inner])
    if origin is tuple and inner[1:] == (Ellipsis,):
        return st.lists(values_of(inner[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*(values_of(one) for one in inner))
    if origin is not None:
        return st.dictionaries(TEXTS, values_of(inner[1]), max_size=2)
    if is_dataclass(annotation):
        return nouns_of(annotation)
    if issubclass(annotation, StrEnum):
        return st.sampled_from(list(annotation))
    return SIMPLE[annotation]


def nouns_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any noun of that kind: every field is drawn."""
    hints = get_type_hints(kind)
    return st.deferred(
        lambda: st.builds(kind, **{one.name: values_of(hints[one.name]) for one in fields(kind)})
    )


@pytest.mark.parametrize("kind", get_args(Stored), ids=lambda kind: kind.__name__)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_noun_survives_the_table(kind: Any, data: st.DataObject) -> None:
    noun = data.draw(nouns_of(kind))
    (item,) = items_of(noun, "token")
    assert noun_of(kind, item) == noun
    assert items_of(noun_of(kind, item), "token") == [item]


@given(INSTANTS, INSTANTS)
def test_instants_sort_as_text_and_are_read_as_written(one: datetime, other: datetime) -> None:
    assert (write_instant(one) < write_instant(other)) == (one < other)
    assert read_instant(write_instant(one)) == one


@pytest.fixture(scope="module")
def aws() -> Iterator[EmbeddedAws]:
    with embedded_aws("store-properties") as made:
        yield made


@pytest.fixture(scope="module")
def table(aws: EmbeddedAws) -> DynamoStore:
    return DynamoStore(Session(aws.dynamodb, aws.table_name))


NUMBERS = count(1)
GATES = st.builds(
    Gate,
    event=st.builds(lambda: f"event-{next(NUMBERS)}"),
    limit=st.none() | st.integers(0, 3),
    settings_version=st.integers(1, 2),
    taken=st.integers(0, 4),
    waiting=st.integers(0, 2),
)


def answer_of(store: Store, *writes: Write) -> object:
    """The error of a commit; None when it was made."""
    try:
        store.commit(writes, f"token-{next(NUMBERS)}")
    except ConditionFailed as failed:
        return failed
    return None


@settings(max_examples=100, deadline=None)
@given(GATES, st.sampled_from(GateMove), st.none() | st.integers(1, 2))
def test_the_table_moves_a_gate_as_the_domain_does(
    table: DynamoStore, gate: Gate, move: GateMove, seen: int | None
) -> None:
    try:
        after = move_gate(gate, move, seen)
        expected = None
    except GateRefused as refused:
        after, expected = gate, refused
    table.commit([Put(gate)], f"token-{next(NUMBERS)}")
    assert answer_of(table, MoveGate(gate.event, move, seen)) == expected
    assert table.gate(gate.event) == after


PERSON = a_registration().id
VERSIONS = st.integers(1, 3)
PEOPLE = st.builds(
    a_registration,
    state=st.sampled_from([State.WAITLISTED, State.CONFIRMED]),
    line_key=st.none() | st.sampled_from(["a", "b"]),
    mail=st.none() | st.builds(a_mail_note, key=st.sampled_from(["k", "l"])),
    version=VERSIONS,
)
DUE = st.none() | st.sampled_from([NOW - timedelta(days=2), NOW, NOW + timedelta(seconds=1)])
SCHEDULES = st.builds(a_digest_schedule, due_at=DUE, version=VERSIONS)
MESSAGES = st.builds(a_message, key=st.sampled_from(["m", "n"]), due_at=DUE, version=VERSIONS)
PROMOTIONS = st.builds(a_due_item, due_at=st.sampled_from([NOW, NOW + timedelta(days=1)]))
LINE = st.builds(a_line_place, key=st.sampled_from(["a", "b", "c"]))
WRITES: st.SearchStrategy[Write] = st.one_of(
    st.builds(Add, st.one_of(PEOPLE, SCHEDULES, MESSAGES, PROMOTIONS, LINE)),
    st.builds(Put, st.one_of(PEOPLE, SCHEDULES, MESSAGES, PROMOTIONS, LINE)),
    st.builds(Replace, st.one_of(PEOPLE, SCHEDULES, MESSAGES)),
    st.builds(Remove, st.one_of(PROMOTIONS, LINE)),
    st.builds(
        MoveGate,
        st.just(EVENT),
        st.sampled_from(GateMove),
        st.none() | VERSIONS,
        look_at=st.none() | st.sampled_from([NOW, NOW + timedelta(minutes=1)]),
    ),
    st.builds(LookedAtGate, st.builds(a_gate, taken=st.integers(0, 2), look_at=st.just(NOW))),
    st.builds(SetGate, st.just(EVENT), st.none() | st.integers(0, 2), VERSIONS, VERSIONS),
    st.builds(CountTally, st.just(EVENT), st.sampled_from("xy"), st.integers(-1, 1)),
    st.builds(
        Promote,
        st.just(EVENT),
        st.just(PERSON),
        st.sampled_from("ab"),
        st.just(an_entry()),
        st.just(2),
        st.just(a_mail_note(key="l")),
        st.just(NOW),
    ),
    st.builds(
        NoteMail,
        st.just(EVENT),
        st.just(PERSON),
        st.just(a_mail_note(key="k", state="sent")),
        st.none() | st.sampled_from(["one", "other"]),
        st.none() | VERSIONS,
    ),
    st.builds(NoteFeedback, st.just(EVENT), st.just(PERSON), st.just("bounced")),
)
COMMITS = st.lists(st.lists(WRITES, min_size=1, max_size=3), min_size=1, max_size=8)


def answers_of(store: Store, commits: list[list[Write]]) -> list[object]:
    """What each commit came to, and after each one all that the store tells."""
    told: list[object] = []
    for writes in commits:
        try:
            told.append(answer_of(store, *writes))
        except ValueError as mistake:
            told.append(str(mistake))
        told.append(_all_of(store))
    return told


def _all_of(store: Store) -> list[object]:
    return [
        store.gate_and_head(EVENT),
        list(store.line(EVENT)),
        list(store.tallies(EVENT, "")),
        list(store.registration_page(EVENT, None, 9, None).items),
        list(store.registration_page(EVENT, None, 9, State.WAITLISTED).items),
        list(store.message_page(EVENT, None, 9).items),
        store.digest_schedule(EVENT),
        store.due_item(EVENT, DueKind.PROMOTION),
        list(store.due(NOW, 9)),
    ]


@settings(max_examples=40, deadline=None)
@given(COMMITS)
def test_both_stores_answer_alike_whatever_is_written(
    aws: EmbeddedAws, commits: list[list[Write]]
) -> None:
    name = f"table-{next(NUMBERS)}"
    aws.make_table(name)
    memory, dynamo = MemoryStore(), DynamoStore(Session(aws.dynamodb, name))
    for store in (memory, dynamo):
        store.commit([Add(a_gate(limit=1))], "gate")
    assert answers_of(dynamo, commits) == answers_of(memory, commits)
    aws.dynamodb.delete_table(TableName=name)
