"""The table's stream as the mailer's doorbell, and the queue of what it did not hear."""

from __future__ import annotations

import json
from typing import Any

from shared.adapters.dynamodb.items import marks
from shared.domain.message import Message, MessageState

QUEUE = "DoorbellDeadLetters"


def doorbell_properties() -> dict[str, Any]:
    """What the stream's event source needs beside Chalice's: only pending messages ring.

    A record that cannot be recorded is told in the answer and comes again alone; after three
    tries it goes to the queue, and the timer looks after the message itself.
    """
    return {
        "FilterCriteria": {"Filters": [{"Pattern": json.dumps(_pending_message())}]},
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "BisectBatchOnFunctionError": True,
        "MaximumRetryAttempts": 3,
        "StartingPosition": "TRIM_HORIZON",
        "DestinationConfig": {
            "OnFailure": {"Type": "SQS", "Destination": {"Fn::GetAtt": [QUEUE, "Arn"]}}
        },
    }


def doorbell_resources() -> dict[str, Any]:
    """The queue: what Lambda gave up, kept for two weeks."""
    properties = {"MessageRetentionPeriod": 14 * 24 * 3600, "SqsManagedSseEnabled": True}
    return {
        QUEUE: {
            "Type": "AWS::SQS::Queue",
            "DeletionPolicy": "Delete",
            "UpdateReplacePolicy": "Delete",
            "Properties": properties,
        }
    }


def _pending_message() -> dict[str, Any]:
    """The filter that shared.edge.stream applies once more; it names stream records' own shape."""
    (kind,) = marks(Message)["noun"].values()
    image = {"noun": {"S": [kind]}, "state": {"S": [str(MessageState.PENDING)]}}
    return {"dynamodb": {"NewImage": image}}
