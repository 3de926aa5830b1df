"""DynamoDB clients that count, and clients that fail the way networks and busy tables do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from botocore.exceptions import ClientError, ReadTimeoutError

Call = Callable[..., Any]


def no_sleep(seconds: float) -> None:
    """Wait not at all."""


def cancelled(*codes: str, items: Sequence[Any] = ()) -> ClientError:
    """A cancelled transaction with one reason for each part."""
    reasons: list[dict[str, Any]] = [{"Code": code} for code in codes]
    for reason, item in zip(reasons, items, strict=False):
        if item is not None:
            reason["Item"] = item
    answer: Any = {
        "Error": {"Code": "TransactionCanceledException", "Message": "cancelled"},
        "CancellationReasons": reasons,
    }
    return ClientError(answer, "TransactWriteItems")


def refused(code: str, operation: str) -> ClientError:
    """An answer that is an error."""
    return ClientError({"Error": {"Code": code, "Message": code}}, operation)


def timed_out() -> ReadTimeoutError:
    """No answer."""
    return ReadTimeoutError(endpoint_url="https://dynamodb.example.org")


class CountingClient:
    """Counts round trips by operation."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.calls: Counter[str] = Counter()

    def transact_write_items(self, **asked: Any) -> Any:
        return self._count("transact_write_items", asked)

    def get_item(self, **asked: Any) -> Any:
        return self._count("get_item", asked)

    def batch_get_item(self, **asked: Any) -> Any:
        return self._count("batch_get_item", asked)

    def query(self, **asked: Any) -> Any:
        return self._count("query", asked)

    def _count(self, operation: str, asked: dict[str, Any]) -> Any:
        self.calls[operation] += 1
        return getattr(self._inner, operation)(**asked)


class FaultyClient:
    """Fails the first attempt of every call in a way that `seed` chooses, then lets it pass.

    A transaction may take effect (or be refused) and its answer be lost. Like DynamoDB, and
    unlike moto, it remembers the client request tokens of transactions that were made.
    """

    def __init__(self, inner: Any, seed: int, *, remembers: bool = True) -> None:
        self._inner = inner
        self._chance = Random(seed)
        self._remembers = remembers
        self._made: set[str] = set()
        self._suffered: set[str] = set()
        self.faults: Counter[str] = Counter()

    def transact_write_items(self, **asked: Any) -> Any:
        token = asked["ClientRequestToken"]
        if token in self._suffered:
            return self._transact(asked)
        self._suffered.add(token)
        fault = self._choose("conflict", "throttle", "timeout before", "timeout after")
        parts = len(asked["TransactItems"])
        if fault == "conflict":
            raise cancelled(*["None"] * (parts - 1), "TransactionConflict")
        if fault == "throttle":
            raise cancelled("ThrottlingError", *["None"] * (parts - 1))
        if fault == "timeout after":
            self._transact_unheard(asked)
        raise timed_out()

    def get_item(self, **asked: Any) -> Any:
        self._suffer(repr(asked), "GetItem")
        return self._inner.get_item(**asked)

    def query(self, **asked: Any) -> Any:
        self._suffer(repr(asked), "Query")
        return self._inner.query(**asked)

    def batch_get_item(self, **asked: Any) -> Any:
        """Answers for half of the keys and leaves the rest to be asked for again."""
        ((table, wanted),) = asked["RequestItems"].items()
        half = (len(wanted["Keys"]) + 1) // 2
        now, later = wanted["Keys"][:half], wanted["Keys"][half:]
        answer = self._inner.batch_get_item(RequestItems={table: {**wanted, "Keys": now}})
        left = {table: {**wanted, "Keys": later}} if later else {}
        return {**answer, "UnprocessedKeys": left}

    def _suffer(self, call: str, operation: str) -> None:
        if call in self._suffered:
            self._suffered.discard(call)
            return
        self._suffered.add(call)
        if self._choose("throttle", "timeout before") == "throttle":
            raise refused("ThrottlingException", operation)
        raise timed_out()

    def _choose(self, *faults: str) -> str:
        fault = self._chance.choice(faults)
        self.faults[fault] += 1
        return fault

    def _transact_unheard(self, asked: dict[str, Any]) -> None:
        try:
            self._transact(asked)
        except ClientError:
            return

    def _transact(self, asked: dict[str, Any]) -> Any:
        if self._remembers and asked["ClientRequestToken"] in self._made:
            return {}
        answer = self._inner.transact_write_items(**asked)
        self._made.add(asked["ClientRequestToken"])
        return answer


class ScriptedClient:
    """Raises each of the given errors in turn, then passes calls on."""

    def __init__(self, inner: Any, *errors: Exception, lost: bool = False) -> None:
        self._inner = inner
        self._errors = list(errors)
        self._lost = lost
        self.asked: list[dict[str, Any]] = []

    def transact_write_items(self, **asked: Any) -> Any:
        return self._next("transact_write_items", asked)

    def get_item(self, **asked: Any) -> Any:
        return self._next("get_item", asked)

    def batch_get_item(self, **asked: Any) -> Any:
        return self._next("batch_get_item", asked)

    def query(self, **asked: Any) -> Any:
        return self._next("query", asked)

    def _next(self, operation: str, asked: dict[str, Any]) -> Any:
        self.asked.append(asked)
        if not self._errors:
            return getattr(self._inner, operation)(**asked)
        if self._lost:
            getattr(self._inner, operation)(**asked)
        raise self._errors.pop(0)
