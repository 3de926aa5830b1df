"""One transaction out of writes, and patient reads: all calls to DynamoDB are made here."""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from botocore.exceptions import ClientError

from shared.adapters.dynamodb.codec import Item
from shared.adapters.dynamodb.expressions import actions_of, names_in, primary_key
from shared.adapters.dynamodb.items import WRITTEN, noun_of
from shared.adapters.dynamodb.keys import Key, Range
from shared.adapters.dynamodb.retry import CALL_ERRORS, failed_conditions, may_pass
from shared.adapters.effects import refusal
from shared.adapters.places import check_writes, place_of_write
from shared.domain.errors import StoreUnavailable
from shared.domain.writes import Write

T = TypeVar("T")
WAITS_S = (0.05, 0.1, 0.2, 0.4)
"""The longest wait before each of the four further tries; a random part of it is waited."""
MOST_KEYS = 100
_LONGEST_TOKEN = 36


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
        self._client = client
        self._table = table
        self._sleep = sleep
        self._chance = chance

    def transact(self, writes: Sequence[Write], token: str) -> None:
        """Make all writes in one TransactWriteItems; errors as the port's `commit` says."""
        check_writes(writes)
        parts = [(write, one) for write in writes for one in actions_of(write, token, self._table)]
        asked = {
            "TransactItems": [action for _, action in parts],
            "ClientRequestToken": _request_token(token),
        }
        try:
            self._patiently(lambda: self._client.transact_write_items(**asked))
        except ClientError as error:
            self._explain(error, [write for write, _ in parts], token)

    def get(self, key: Key) -> Item | None:
        """One item, strongly consistent."""
        if not key.is_possible:
            return None
        answer = self._patiently(
            lambda: self._client.get_item(
                TableName=self._table, Key=primary_key(key), ConsistentRead=True
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
        asked = _query(self._table, span, only)
        asked |= {"ScanIndexForward": forward, "ConsistentRead": consistent}
        if limit is not None:
            asked["Limit"] = limit
        while True:
            page = self._patiently(lambda: self._client.query(**asked))
            yield from page["Items"]
            if not page.get("LastEvaluatedKey"):
                return
            asked["ExclusiveStartKey"] = page["LastEvaluatedKey"]

    def _get_batch(self, keys: list[Item]) -> Iterator[Item]:
        waits = iter((*WAITS_S, None))
        while keys:
            answer = self._ask_for(keys)
            yield from answer["Responses"].get(self._table, [])
            left = answer.get("UnprocessedKeys", {}).get(self._table, {}).get("Keys", [])
            if len(left) == len(keys):
                self._wait(next(waits))
            keys = left

    def _ask_for(self, keys: list[Item]) -> Any:
        wanted = {self._table: {"Keys": keys, "ConsistentRead": True}}
        return self._patiently(lambda: self._client.batch_get_item(RequestItems=wanted))

    def _patiently(self, call: Callable[[], T]) -> T:
        """What the call returns, tried five times; any error that will not pass is raised."""
        waits = iter((*WAITS_S, None))
        while True:
            try:
                return call()
            except CALL_ERRORS as error:
                if not may_pass(error):
                    raise
            self._wait(next(waits))

    def _wait(self, longest: float | None) -> None:
        if longest is None:
            raise StoreUnavailable
        self._sleep(longest * self._chance())

    def _explain(self, error: ClientError, writes: Sequence[Write], token: str) -> None:
        """Say which write was refused; nothing when it was made before and its answer lost."""
        failed = failed_conditions(error)
        if not failed:
            raise error
        if any(item and item[WRITTEN]["S"] == token for _, item in failed):
            return
        part, item = failed[0]
        write = writes[part]
        kind = place_of_write(write).noun
        raise refusal(write, noun_of(kind, item) if item else None) from error


def _request_token(token: str) -> str:
    if len(token) <= _LONGEST_TOKEN:
        return token
    return hashlib.sha256(token.encode()).hexdigest()[:_LONGEST_TOKEN]


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
