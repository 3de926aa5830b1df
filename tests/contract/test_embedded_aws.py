"""The embedded AWS keeps DynamoDB's promises where moto alone does not."""

from __future__ import annotations

from typing import Any

import pytest

from infra.local.embedded_aws import EmbeddedAws, embedded_aws
from shared.adapters.dynamodb.session import Session
from shared.adapters.dynamodb.store import DynamoStore
from shared.domain.errors import AlreadyThere
from shared.domain.gate import GateMove
from shared.domain.writes import Add, CountTally, MoveGate, Put, Remove
from tests.builders import (
    EVENT,
    a_gate,
    a_line_place,
    a_message,
    a_pointer,
    a_registration,
    an_address_binding,
)
from tests.contract.reading import commit


@pytest.fixture
def moto_store(aws: EmbeddedAws) -> DynamoStore:
    return DynamoStore(Session(aws.dynamodb, aws.table_name))


def iterator_of(aws: EmbeddedAws) -> str:
    (shard,) = aws.streams.describe_stream(StreamArn=aws.stream_arn)["StreamDescription"]["Shards"]
    return aws.streams.get_shard_iterator(
        StreamArn=aws.stream_arn, ShardId=shard["ShardId"], ShardIteratorType="LATEST"
    )["ShardIterator"]


def records_after(aws: EmbeddedAws, iterator: str) -> list[tuple[Any, Any]]:
    records: list[Any] = list(aws.streams.get_records(ShardIterator=iterator)["Records"])
    return [(one["eventName"], one["dynamodb"]["Keys"]["SK"]["S"]) for one in records]


def test_a_cancelled_transaction_leaves_table_stream_and_iterators_as_they_were(
    aws: EmbeddedAws, moto_store: DynamoStore
) -> None:
    commit(moto_store, Add(a_gate(waiting=1)), Add(a_pointer()), Put(a_registration()))
    iterator = iterator_of(aws)
    with pytest.raises(AlreadyThere):
        commit(
            moto_store,
            MoveGate(EVENT, GateMove.LEAVE_LINE),
            Add(a_line_place()),
            Put(a_registration(name="Somebody Else")),
            CountTally(EVENT, "sorrel", taken=1),
            Add(a_pointer()),
        )
    assert moto_store.gate_and_head(EVENT) == (a_gate(waiting=1), None)
    assert moto_store.registration(EVENT, a_registration().id) == a_registration()
    assert list(moto_store.tallies(EVENT, "")) == []
    assert records_after(aws, iterator) == []
    commit(moto_store, Add(a_message()))
    assert records_after(aws, iterator) == [("INSERT", a_message().key)]


def test_a_removed_item_comes_back_when_its_transaction_is_cancelled(
    moto_store: DynamoStore,
) -> None:
    binding = an_address_binding(key="only here")
    commit(moto_store, Add(binding), Put(a_pointer()))
    with pytest.raises(AlreadyThere):
        commit(moto_store, Remove(binding), Add(a_pointer()))
    assert list(moto_store.address_bindings(EVENT, "only here")) == [binding]


def test_mail_may_be_sent_from_the_verified_identity(aws: EmbeddedAws) -> None:
    identities = aws.sesv2.list_email_identities()["EmailIdentities"]
    assert [one["IdentityName"] for one in identities] == ["example.org", "desk@example.org"]


def test_one_embedded_aws_may_stand_in_another(aws: EmbeddedAws) -> None:
    with embedded_aws("another") as inner:
        assert set(inner.dynamodb.list_tables()["TableNames"]) == {"another", "contract"}
        DynamoStore(Session(inner.dynamodb, "another")).commit([Add(a_gate())], "inside")
    commit(DynamoStore(Session(aws.dynamodb, "contract")), Put(a_pointer()))
