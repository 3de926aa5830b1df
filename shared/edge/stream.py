"""The table's stream as the mailer hears it: doorbells, no truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.adapters.dynamodb.items import marks
from shared.domain.message import Message, MessageState


@dataclass(frozen=True)
class Doorbell:
    """That a message was seen pending at one place of the stream."""

    sequence_number: str
    event: str
    message_key: str


def read_doorbells(payload: Mapping[str, Any]) -> list[Doorbell]:
    """The doorbells among the records of a stream's payload, in order.

    The payload is Lambda's, with DynamoDB's own JSON of each new image.
    """
    changes = [record.get("dynamodb", {}) for record in payload.get("Records", [])]
    return [
        Doorbell(change["SequenceNumber"], image["event"]["S"], image["key"]["S"])
        for change in changes
        if _is_pending_message(image := change.get("NewImage") or {})
    ]


def _is_pending_message(image: Mapping[str, Any]) -> bool:
    is_message = marks(Message).items() <= image.items()
    return bool(is_message and image["state"] == {"S": MessageState.PENDING})
