"""What a local stack stands on: an embedded AWS, or plain RAM for storms."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from itertools import count
from typing import Any, Protocol, cast

from infra.local.embedded_aws import IDENTITIES, EmbeddedAws, embedded_aws
from infra.local.mailbox import InProcessProvider
from infra.local.payloads import Payload, stream_record
from shared.adapters.dynamodb.items import items_of
from shared.adapters.dynamodb.keys import PK, SK
from shared.adapters.dynamodb.session import Session, TableClient
from shared.adapters.dynamodb.store import DynamoStore
from shared.adapters.memory import MemoryStore
from shared.adapters.ses import SesMail
from shared.domain.message import Message
from shared.domain.writes import Add, Put, Replace, Write
from shared.mail_ports import Mail
from shared.ports import Store

SENDER_IDENTITY = IDENTITIES[-1]
CALENDAR_HOST = "meeting.example.org"


class Engine(Protocol):
    """A store with a stream, and a mail provider."""

    @property
    def store(self) -> Store:
        """Where everything is kept until the stack ends."""

    @property
    def provider(self) -> Mail:
        """Who takes the mail."""

    def records(self) -> list[Payload]:
        """What the stream has that was not asked for before, in order."""


class MemoryEngine:
    """RAM; its stream tells of messages alone, which are all that anybody listens to."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.provider = InProcessProvider()
        self._numbers = count(1)
        self._written: deque[Message] = deque()
        self.store.subscribe(self._listen)

    def records(self) -> list[Payload]:
        """Records of the messages written since the last call, of the table's own shape."""
        messages = [self._written.popleft() for _ in range(len(self._written))]
        return [self._record(message) for message in messages]

    def _listen(self, writes: Sequence[Write]) -> None:
        nouns = [write.noun for write in writes if isinstance(write, Add | Put | Replace)]
        self._written.extend(noun for noun in nouns if isinstance(noun, Message))

    def _record(self, message: Message) -> Payload:
        (image,) = items_of(message, "")
        keys = {PK: image[PK], SK: image[SK]}
        number = f"{next(self._numbers):021d}"
        name = "INSERT" if message.version == 1 else "MODIFY"
        return stream_record(number, name, keys, image, datetime.now(UTC))


class MotoEngine:
    """The embedded AWS: the real adapters on its clients, its stream asked as Lambda asks it."""

    def __init__(self, aws: EmbeddedAws) -> None:
        self.store = DynamoStore(Session(cast("TableClient", aws.dynamodb), aws.table_name))
        self.provider = SesMail(aws.sesv2, None)
        self._aws = aws
        self._last: str | None = None

    def records(self) -> list[Payload]:
        """The table's records since the last call; the iterator is a fresh one each time."""
        found: list[Payload] = []
        iterator: str | None = self._iterator()
        while iterator:
            page: Any = self._aws.streams.get_records(ShardIterator=iterator, Limit=1000)
            found += [_to_payload(one) for one in page["Records"] if "NewImage" in one["dynamodb"]]
            if page["Records"]:
                self._last = page["Records"][-1]["dynamodb"]["SequenceNumber"]
            iterator = page.get("NextShardIterator") if page["Records"] else None
        return found

    def _iterator(self) -> str:
        stream = self._aws.stream_arn
        shards = self._aws.streams.describe_stream(StreamArn=stream)["StreamDescription"]["Shards"]
        where: dict[str, Any] = {"ShardIteratorType": "TRIM_HORIZON"}
        if self._last is not None:
            where = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": self._last}
        answer = self._aws.streams.get_shard_iterator(
            StreamArn=stream, ShardId=shards[0]["ShardId"], **where
        )
        return answer["ShardIterator"]


def _to_payload(record: Mapping[str, Any]) -> Payload:
    """A record of GetRecords as Lambda would get it."""
    change = record["dynamodb"]
    return stream_record(
        change["SequenceNumber"],
        record["eventName"],
        change["Keys"],
        change["NewImage"],
        change["ApproximateCreationDateTime"],
    )


@contextmanager
def _moto_engine() -> Iterator[Engine]:
    with embedded_aws() as aws:
        yield MotoEngine(aws)


@contextmanager
def _memory_engine() -> Iterator[Engine]:
    yield MemoryEngine()


ENGINES = {"moto": _moto_engine, "memory": _memory_engine}


def open_engine(name: str) -> AbstractContextManager[Engine]:
    """The engine of that name, for as long as the context lasts. Raises KeyError."""
    return ENGINES[name]()
