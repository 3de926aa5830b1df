"""What is asked of DynamoDB: how often, how patiently, and what its refusals are taken for."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError, NoCredentialsError

from infra.local.embedded_aws import EmbeddedAws
from shared.adapters.dynamodb.items import items_of
from shared.adapters.dynamodb.session import WAITS_S, Session
from shared.adapters.dynamodb.store import DynamoStore
from shared.domain.errors import AlreadyThere, GateRefused, Stale, StoreUnavailable
from shared.domain.gate import GateMove
from shared.domain.registration import State
from shared.domain.writes import (
    Add,
    CountTally,
    MoveGate,
    Put,
    Remove,
    Write,
)
from tests.builders import (
    EVENT,
    NOW,
    a_change,
    a_delivery,
    a_gate,
    a_line_place,
    a_message,
    a_pointer,
    a_receipt,
    a_registration,
    a_rendition,
    an_address_binding,
    an_event,
    an_id,
    an_identity,
)
from tests.contract.clients import (
    CountingClient,
    FaultyClient,
    ScriptedClient,
    cancelled,
    no_sleep,
    refused,
    timed_out,
)
from tests.contract.reading import commit
from tests.contract.test_commits import REPEATED, THERE, all_there_is

REGISTER: list[Write] = [
    Add(a_receipt()),
    Add(an_identity()),
    MoveGate(EVENT, GateMove.TAKE_SEAT, 1),
    Add(a_registration()),
    Put(an_address_binding()),
    Add(a_message(due_at=NOW)),
    Add(a_change()),
    Add(a_delivery()),
    CountTally(EVENT, "sorrel", taken=1),
]


class Sleeps:
    """A sleep that only notes how long."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def scripted(
    aws: EmbeddedAws, table: str, *errors: Exception, lost: bool = False
) -> tuple[DynamoStore, ScriptedClient, Sleeps]:
    client, sleeps = ScriptedClient(aws.dynamodb, *errors, lost=lost), Sleeps()
    session = Session(client, table, sleep=sleeps, chance=lambda: 0.5)
    return DynamoStore(session), client, sleeps


@pytest.fixture
def counting(aws: EmbeddedAws) -> CountingClient:
    return CountingClient(aws.dynamodb)


@pytest.fixture
def counted(counting: CountingClient, table: str) -> DynamoStore:
    return DynamoStore(Session(counting, table, sleep=no_sleep))


def test_registering_is_one_round_trip(counted: DynamoStore, counting: CountingClient) -> None:
    commit(counted, Add(a_gate()))
    counting.calls.clear()
    commit(counted, *REGISTER)
    assert counting.calls == {"transact_write_items": 1}


def test_the_same_webhook_again_is_one_round_trip(
    counted: DynamoStore, counting: CountingClient
) -> None:
    commit(counted, Add(a_gate()))
    commit(counted, *REGISTER)
    counting.calls.clear()
    with pytest.raises(AlreadyThere) as there:
        commit(counted, *REGISTER)
    assert there.value == AlreadyThere(a_receipt())
    assert counting.calls == {"transact_write_items": 1}


def test_the_gate_and_the_head_of_the_line_are_one_round_trip(
    counted: DynamoStore, counting: CountingClient
) -> None:
    commit(counted, Add(a_gate()), *(Add(a_line_place(key=str(n))) for n in range(5)))
    counting.calls.clear()
    assert counted.gate_and_head(EVENT) == (a_gate(), a_line_place(key="0"))
    assert counting.calls == {"query": 1}


@pytest.mark.parametrize(
    ("size", "trips"), [(20, {"get_item": 1}), (900_000, {"get_item": 1, "batch_get_item": 1})]
)
def test_a_rendition_is_one_round_trip_unless_it_fills_several_items(
    counted: DynamoStore, counting: CountingClient, size: int, trips: dict[str, int]
) -> None:
    commit(counted, Put(a_rendition(body=b"x" * size)))
    counting.calls.clear()
    assert counted.rendition(EVENT, 1, "json") == a_rendition(body=b"x" * size)
    assert counting.calls == trips


@pytest.mark.parametrize(("size", "trips"), [(1, 1), (3, 1), (100, 1), (101, 2)])
def test_registrations_by_id_take_a_round_trip_for_a_hundred(
    counted: DynamoStore, counting: CountingClient, size: int, trips: int
) -> None:
    assert counted.registrations(EVENT, (an_id(n) for n in range(size))) == {}
    assert counting.calls == {"batch_get_item": trips}


@pytest.mark.parametrize("size", [0, 1, 3, 60])
def test_a_page_is_one_round_trip(
    counted: DynamoStore, counting: CountingClient, size: int
) -> None:
    if size:
        commit(counted, *(Add(a_registration(id=an_id(n))) for n in range(size)))
    counting.calls.clear()
    assert len(counted.registration_page(EVENT, None, 50, None).items) == min(size, 50)
    assert counted.registration_page(EVENT, None, 50, State.PENDING).items == []
    assert counting.calls == {"query": 2}


def test_due_items_take_a_round_trip_for_each_shard(
    counted: DynamoStore, counting: CountingClient
) -> None:
    commit(counted, *(Add(a_message(key=f"key-{n}", due_at=NOW)) for n in range(90)))
    counting.calls.clear()
    assert len(counted.due(NOW, 50)) == 50
    assert counting.calls == {"query": 4}


@pytest.mark.parametrize(
    "passing",
    [
        cancelled("None", "TransactionConflict"),
        cancelled("ThrottlingError", "None"),
        cancelled("None", "ProvisionedThroughputExceeded"),
        refused("TransactionInProgressException", "TransactWriteItems"),
        refused("ThrottlingException", "TransactWriteItems"),
        refused("InternalServerError", "TransactWriteItems"),
        timed_out(),
    ],
    ids=str,
)
def test_what_passes_is_tried_four_times_more(
    aws: EmbeddedAws, table: str, passing: Exception
) -> None:
    store, client, sleeps = scripted(aws, table, *[passing] * 4)
    commit(store, Add(a_gate()))
    assert store.gate(EVENT) == a_gate()
    assert sleeps.seconds == [0.5 * longest for longest in WAITS_S]
    assert len({asked["ClientRequestToken"] for asked in client.asked[:5]}) == 1


def test_after_five_tries_the_store_is_unavailable(aws: EmbeddedAws, table: str) -> None:
    store, client, sleeps = scripted(aws, table, *[cancelled("TransactionConflict")] * 5)
    with pytest.raises(StoreUnavailable) as unavailable:
        commit(store, Add(a_gate()))
    assert unavailable.value.retry_after_s == 2
    assert len(client.asked) == 5
    assert len(sleeps.seconds) == 4


def test_reads_are_as_patient(aws: EmbeddedAws, table: str) -> None:
    slow = refused("ThrottlingException", "GetItem")
    store, client, _ = scripted(aws, table, slow, timed_out(), slow, timed_out())
    assert store.pointer(EVENT) is None
    assert len(client.asked) == 5
    busy, _, _ = scripted(aws, table, *[slow] * 5)
    with pytest.raises(StoreUnavailable):
        list(busy.line(EVENT))


def test_under_fire_every_fault_is_met_and_every_seat_counted(aws: EmbeddedAws, table: str) -> None:
    faulty = FaultyClient(aws.dynamodb, seed=7)
    store = DynamoStore(Session(faulty, table, sleep=no_sleep))
    commit(store, Add(a_gate(limit=None)))
    for _ in range(40):
        commit(store, MoveGate(EVENT, GateMove.TAKE_SEAT))
    assert store.gate(EVENT) == a_gate(limit=None, taken=40)
    assert set(faulty.faults) == {"conflict", "throttle", "timeout before", "timeout after"}


class Stuck:
    """A table that leaves every key of a batch for later."""

    def batch_get_item(self, **asked: Any) -> Any:
        return {"Responses": {}, "UnprocessedKeys": asked["RequestItems"]}


def test_a_batch_that_gets_nowhere_makes_the_store_unavailable(aws: EmbeddedAws) -> None:
    client, sleeps = CountingClient(Stuck()), Sleeps()
    store = DynamoStore(Session(client, "any", sleep=sleeps, chance=lambda: 1.0))
    with pytest.raises(StoreUnavailable):
        store.registrations(EVENT, [an_id()])
    assert client.calls == {"batch_get_item": 5}
    assert sleeps.seconds == list(WAITS_S)


@pytest.mark.parametrize(
    "final",
    [
        refused("ResourceNotFoundException", "TransactWriteItems"),
        refused("AccessDeniedException", "TransactWriteItems"),
        cancelled("ValidationError", "None"),
    ],
    ids=str,
)
def test_what_does_not_pass_is_raised_as_it_is(
    aws: EmbeddedAws, table: str, final: ClientError
) -> None:
    store, client, _ = scripted(aws, table, final)
    with pytest.raises(ClientError) as raised:
        commit(store, Add(a_gate()))
    assert raised.value is final
    assert len(client.asked) == 1


def test_missing_credentials_are_no_busy_table(aws: EmbeddedAws, table: str) -> None:
    store, client, _ = scripted(aws, table, NoCredentialsError())
    with pytest.raises(NoCredentialsError):
        store.event(EVENT)
    assert len(client.asked) == 1


def test_a_failed_condition_outranks_conflict_and_throttle(aws: EmbeddedAws, table: str) -> None:
    (there,) = items_of(an_identity(outcome="waitlisted"), "somebody else's commit")
    mixed = cancelled(
        "TransactionConflict",
        "ConditionalCheckFailed",
        "ThrottlingError",
        "ConditionalCheckFailed",
        items=[None, there],
    )
    store, client, sleeps = scripted(aws, table, mixed)
    with pytest.raises(AlreadyThere) as first:
        commit(
            store,
            MoveGate(EVENT, GateMove.TAKE_SEAT),
            Add(an_identity()),
            Put(a_pointer()),
            Remove(a_line_place()),
        )
    assert first.value == AlreadyThere(an_identity(outcome="waitlisted"))
    assert (len(client.asked), sleeps.seconds) == (1, [])


def test_a_condition_that_failed_on_nothing_carries_nothing(aws: EmbeddedAws, table: str) -> None:
    store, _, _ = scripted(aws, table, cancelled("None", "ConditionalCheckFailed"))
    with pytest.raises(GateRefused) as no_gate:
        commit(store, Add(an_event()), MoveGate(EVENT, GateMove.TAKE_SEAT))
    assert no_gate.value == GateRefused(None)


@pytest.mark.parametrize("writes", REPEATED, ids=lambda writes: type(writes[0]).__name__)
def test_a_lost_answer_is_recognised_by_the_token_in_the_items(
    aws: EmbeddedAws, table: str, writes: tuple[Write, ...]
) -> None:
    quiet, _, _ = scripted(aws, table)
    commit(quiet, *(Add(noun) for noun in THERE))
    unheard, client, _ = scripted(aws, table, timed_out(), lost=True)
    unheard.commit(writes, "one attempt")
    once = all_there_is(quiet)
    quiet.commit(writes, "one attempt")
    assert all_there_is(quiet) == once
    assert len(client.asked) == 2


def test_what_somebody_else_wrote_is_no_success_of_ours(aws: EmbeddedAws, table: str) -> None:
    quiet, _, _ = scripted(aws, table)
    quiet.commit([Add(a_pointer())], "theirs")
    store, _, _ = scripted(aws, table, timed_out())
    with pytest.raises(AlreadyThere):
        store.commit([Add(a_pointer())], "ours")
    with pytest.raises(Stale):
        store.commit([Remove(a_line_place())], "ours")


@pytest.mark.parametrize(("token", "sent"), [("short", "short"), ("x" * 36, "x" * 36)])
def test_a_token_travels_as_the_client_request_token(
    aws: EmbeddedAws, table: str, token: str, sent: str
) -> None:
    store, client, _ = scripted(aws, table)
    store.commit([Add(a_gate())], token)
    assert [asked["ClientRequestToken"] for asked in client.asked] == [sent]


def test_a_token_too_long_for_dynamodb_is_shortened_to_a_hash(aws: EmbeddedAws, table: str) -> None:
    store, client, _ = scripted(aws, table)
    store.commit([Add(a_gate())], "x" * 37)
    store.commit([Put(a_pointer())], "x" * 38)
    tokens = [asked["ClientRequestToken"] for asked in client.asked]
    assert [len(token) for token in tokens] == [36, 36]
    assert tokens[0] != tokens[1]
