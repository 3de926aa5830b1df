"""The stores that the contract is asked of, each empty for each test."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from infra.local.embedded_aws import EmbeddedAws, embedded_aws
from shared.adapters.dynamodb.session import Session
from shared.adapters.dynamodb.store import DynamoStore
from shared.adapters.memory import MemoryStore
from shared.ports import Store
from tests.contract.clients import FaultyClient, no_sleep

_TABLES = count(1)
STORES = ("memory", "dynamodb", "dynamodb under fire")


@pytest.fixture(scope="module")
def aws() -> Iterator[EmbeddedAws]:
    """One for each module: while it lasts, every botocore client of the process talks to it."""
    with embedded_aws("contract") as made:
        yield made


@pytest.fixture
def table(aws: EmbeddedAws) -> Iterator[str]:
    name = f"table-{next(_TABLES)}"
    aws.make_table(name)
    yield name
    aws.dynamodb.delete_table(TableName=name)


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest) -> Store:
    if request.param == "memory":
        return MemoryStore()
    client = request.getfixturevalue("aws").dynamodb
    name = request.getfixturevalue("table")
    if request.param == "dynamodb":
        return DynamoStore(Session(client, name))
    seed = sum(request.node.name.encode())
    faulty = FaultyClient(client, seed)
    return DynamoStore(Session(faulty, name, sleep=no_sleep, chance=lambda: 0.5))
