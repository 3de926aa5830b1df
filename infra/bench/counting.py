"""A DynamoDB client that notes what it is asked: the calls, and what AWS would charge for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from botocore.exceptions import ClientError

from shared.adapters.dynamodb.keys import DUE_SHARD, PK, SK, Key, primary_key

READ_BYTES = 4096
WRITE_BYTES = 1024
TRANSACTIONAL = 2
"""A write costs two units in a transaction ("DynamoDB read and write operations")."""
ACTIONS = {
    "Put": "dynamodb:PutItem",
    "Update": "dynamodb:UpdateItem",
    "Delete": "dynamodb:DeleteItem",
}


@dataclass
class Noted:
    """What was asked since the counting began. `rights` are pairs of IAM action and PK, `written`
    counts items.
    """

    calls: Counter[str] = field(default_factory=Counter)
    failed: int = 0
    read_units: float = 0
    write_units: int = 0
    written: int = 0
    rights: set[tuple[str, str]] = field(default_factory=set)
    last: dict[str, dict[str, Any]] = field(default_factory=dict)


class CountingClient:
    """Passes every call on and notes it; `noted` may be replaced to begin anew."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.noted = Noted()

    def get_item(self, **asked: Any) -> Any:
        """GetItem: one unit for each 4 KB of a strongly consistent read."""
        self._note("GetItem", asked, [_pk(asked["Key"])])
        answer = self._inner.get_item(**asked)
        self.noted.read_units += units_of([answer.get("Item", {})])
        return answer

    def batch_get_item(self, **asked: Any) -> Any:
        """BatchGetItem: each item as if it were read alone."""
        ((table, wanted),) = asked["RequestItems"].items()
        self._note("BatchGetItem", asked, map(_pk, wanted["Keys"]))
        answer = self._inner.batch_get_item(**asked)
        self.noted.read_units += sum(units_of([one]) for one in answer["Responses"][table])
        return answer

    def query(self, **asked: Any) -> Any:
        """Query: the page as one; half of it unless it is strongly consistent."""
        self._note("Query", asked, [next(iter(asked["ExpressionAttributeValues"].values()))["S"]])
        answer = self._inner.query(**asked)
        share = 1 if asked.get("ConsistentRead") else 0.5
        self.noted.read_units += share * units_of(answer["Items"])
        return answer

    def transact_write_items(self, **asked: Any) -> Any:
        """TransactWriteItems: two units for each KB of each item, whether it succeeds or fails."""
        parts = [(kind, part) for one in asked["TransactItems"] for kind, part in one.items()]
        self.noted.calls["TransactWriteItems"] += 1
        self.noted.written += len(parts)
        self.noted.last["TransactWriteItems"] = asked
        self.noted.rights |= {(ACTIONS[kind], _pk(_key(part))) for kind, part in parts}
        try:
            return self._inner.transact_write_items(**asked)
        except ClientError:
            self.noted.failed += 1
            raise
        finally:
            self.noted.write_units += sum(self._written(part) for _, part in parts)

    def _note(self, operation: str, asked: dict[str, Any], partitions: Iterable[str]) -> None:
        self.noted.calls[operation] += 1
        self.noted.last[operation] = asked
        self.noted.rights |= {(f"dynamodb:{operation}", pk) for pk in partitions}

    def _written(self, part: Mapping[str, Any]) -> int:
        """Units of one part by the item as it is now, and one more where the due index has it."""
        stands = self._inner.get_item(TableName=part["TableName"], Key=_key(part)).get("Item")
        item = part.get("Item") or stands or _key(part)
        return TRANSACTIONAL * max(1, ceil(size_of(item) / WRITE_BYTES)) + (DUE_SHARD in item)


def units_of(items: Iterable[Mapping[str, Any]]) -> int:
    """Read units of items that are read together, strongly consistent; one for nothing."""
    return max(1, ceil(sum(map(size_of, items)) / READ_BYTES))


def size_of(item: Mapping[str, Any]) -> int:
    """About what DynamoDB counts for an item: the names and values of its attributes."""
    return sum(len(name.encode()) + _size(value) for name, value in item.items())


def _size(attribute: Mapping[str, Any]) -> int:
    ((kind, value),) = attribute.items()
    if kind == "M":
        return 3 + size_of(value) + len(value)
    if kind == "L":
        return 3 + sum(_size(one) + 1 for one in value)
    if kind in ("BOOL", "NULL"):
        return 1
    return len(value.encode()) if isinstance(value, str) else len(value)


def _key(part: Mapping[str, Any]) -> Any:
    item = part.get("Item")
    return primary_key(Key(item[PK]["S"], item[SK]["S"])) if item else part["Key"]


def _pk(key: Mapping[str, Any]) -> str:
    pk: str = key[PK]["S"]
    return pk
