"""moto made exact under threads and quick in transactions, for as long as a context lasts.

moto 5.2 handles requests on the caller's thread without a lock, so that two transactions may
take one seat. For its rollback it copies the whole table, stream included, once for each part
of a transaction, and a cancelled one leaves records in the stream.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

from moto.core.responses import BaseResponse
from moto.dynamodb.exceptions import DynamodbException
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table

_TRANSACT = DynamoDBBackend.transact_write_items


@contextmanager
def exact_moto() -> Iterator[None]:
    """One request at a time; rollbacks that copy only what a transaction touches."""
    touched: list[DynamoType] = []
    changes: list[tuple[type[Any], str, Callable[..., Any]]] = [
        (BaseResponse, "call_action", _one_at_a_time(BaseResponse.call_action)),
        (DynamoDBBackend, "update_item", _on_a_copy(DynamoDBBackend.update_item)),
        (DynamoDBBackend, "transact_write_items", _without_echo(_TRANSACT, touched)),
        (Table, "__deepcopy__", _copying_what_is(touched)),
    ]
    before = [(owner, name, owner.__dict__.get(name)) for owner, name, _ in changes]
    for owner, name, change in changes:
        setattr(owner, name, change)
    try:
        yield
    finally:
        for owner, name, original in before:
            if original is None:
                delattr(owner, name)
            else:
                setattr(owner, name, original)


def _one_at_a_time(handle: Callable[..., Any]) -> Callable[..., Any]:
    lock = RLock()

    def call_action(self: BaseResponse) -> Any:
        with lock:
            return handle(self)

    return call_action


def _on_a_copy(update: Callable[..., Any]) -> Callable[..., Any]:
    """moto changes an item in place; on a copy the one that a rollback needs stays as it was."""

    def update_item(
        self: DynamoDBBackend, table_name: str, key: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        table = self.get_table(table_name)
        partition, row = (DynamoType(key[name]) for name in table.table_key_attrs)
        item = table.get_item(partition, row)
        if item is not None:
            table.items[partition][row] = copy.deepcopy(item)
        return update(self, table_name, key, *args, **kwargs)

    return update_item


def _without_echo(transact: Callable[..., None], touched: list[DynamoType]) -> Callable[..., None]:
    """A cancelled transaction leaves the stream as it was, and its iterators valid."""

    def transact_write_items(self: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
        shards = [one.stream_shard for one in self.tables.values() if one.stream_shard]
        lengths = [len(shard.items) for shard in shards]
        touched[:] = [_hash_key(self, action) for action in transact_items]
        try:
            transact(self, transact_items)
        except DynamodbException:
            for shard, length in zip(shards, lengths, strict=True):
                del shard.items[length:]
            raise

    return transact_write_items


def _hash_key(backend: DynamoDBBackend, action: dict[str, Any]) -> DynamoType:
    ((_, asked),) = action.items()
    table = backend.get_table(asked["TableName"])
    return DynamoType((asked.get("Item") or asked["Key"])[table.hash_key_attr])


def _copying_what_is(touched: list[DynamoType]) -> Callable[..., Table]:
    """A copy of a table that shares all but the partitions which the transaction touches."""

    def deepcopy(self: Table, memo: dict[int, Any]) -> Table:
        twin = memo[id(self)] = copy.copy(self)
        twin.items = self.items.copy()
        for key in touched:
            if key in self.items:
                twin.items[key] = dict(self.items[key])
        return twin

    return deepcopy
