"""Patient calls to DynamoDB: all of them pass here."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

from shared.adapters.dynamodb.codec import Item
from shared.adapters.dynamodb.keys import Key, Range, names_in, primary_key
from shared.adapters.dynamodb.retry import CALL_ERRORS, may_pass
from shared.domain.errors import StoreUnavailable

T = TypeVar("T")
WAITS_S = (0.05, 0.1, 0.2, 0.4)
"""The longest wait before each of the four further tries; a random part of it is waited."""
MOST_KEYS = 100


class TableClient(Protocol):
    """What is used of botocore's low-level DynamoDB client."""

    @property
    def transact_write_items(self) -> Callable[..., Any]:
        """TransactWriteItems."""

    @property
    def get_item(self) -> Callable[..., Any]:
        """GetItem."""

    @property
    def batch_get_item(self) -> Callable[..., Any]:
        """BatchGetItem."""

    @property
    def query(self) -> Callable[..., Any]:
        """Query."""


class Session:
    """A client and a table. `sleep` and `chance` (0 <= x < 1) are what its patience needs."""

    def __init__(
        self,
        client: TableClient,
        table: str,
        *,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.client = client
        self.table = table
        self._sleep = sleep
        self._chance = chance

    def patiently(self, call: Callable[[], T]) -> T:
        """What the call returns, tried five times; any error that will not pass is raised."""
        waits = iter((*WAITS_S, None))
        while True:
            try:
                return call()
            except CALL_ERRORS as error:
                if not may_pass(error):
                    raise
            self._wait(next(waits))

    def get(self, key: Key) -> Item | None:
        """One item, strongly consistent."""
        if not key.is_possible:
            return None
        answer = self.patiently(
            lambda: self.client.get_item(
                TableName=self.table, Key=primary_key(key), ConsistentRead=True
            )
        )
        item: Item | None = answer.get("Item")
        return item

    def get_many(self, keys: Iterable[Key]) -> Iterator[Item]:
        """The items that are there, in any order, strongly consistent; 100 keys a call."""
        asked = [primary_key(key) for key in dict.fromkeys(keys) if key.is_possible]
        for start in range(0, len(asked), MOST_KEYS):
            yield from self._get_batch(asked[start : start + MOST_KEYS])

    def query(
        self,
        span: Range,
        *,
        forward: bool = True,
        limit: int | None = None,
        consistent: bool = True,
        only: tuple[str, str] | None = None,
    ) -> Iterator[Item]:
        """The items of a range in order, page by page as they are taken.

        `limit` is the size of a page; `only` keeps those whose attribute has that value.
        """
        if not Key(span.values.get(":pk", ""), "-").is_possible:
            return
        asked = _query(self.table, span, only)
        asked |= {"ScanIndexForward": forward, "ConsistentRead": consistent}
        if limit is not None:
            asked["Limit"] = limit
        while True:
            page = self.patiently(lambda: self.client.query(**asked))
            yield from page["Items"]
            if not page.get("LastEvaluatedKey"):
                return
            asked["ExclusiveStartKey"] = page["LastEvaluatedKey"]

    def _get_batch(self, keys: list[Item]) -> Iterator[Item]:
        waits = iter((*WAITS_S, None))
        while keys:
            answer = self._ask_for(keys)
            yield from answer["Responses"].get(self.table, [])
            left = answer.get("UnprocessedKeys", {}).get(self.table, {}).get("Keys", [])
            if len(left) == len(keys):
                self._wait(next(waits))
            keys = left

    def _ask_for(self, keys: list[Item]) -> Any:
        wanted = {self.table: {"Keys": keys, "ConsistentRead": True}}
        return self.patiently(lambda: self.client.batch_get_item(RequestItems=wanted))

    def _wait(self, longest: float | None) -> None:
        if longest is None:
            raise StoreUnavailable
        self._sleep(longest * self._chance())


def _query(table: str, span: Range, only: tuple[str, str] | None) -> dict[str, Any]:
    asked: dict[str, Any] = {"TableName": table, "KeyConditionExpression": span.condition}
    values = {name: {"S": value} for name, value in span.values.items()}
    names = names_in(span.condition)
    if span.index is not None:
        asked["IndexName"] = span.index
    if only is not None:
        attribute, value = only
        asked["FilterExpression"] = "#only = :only"
        names["#only"] = attribute
        values[":only"] = {"S": value}
    return asked | {"ExpressionAttributeNames": names, "ExpressionAttributeValues": values}
