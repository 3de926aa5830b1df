"""The one table, as data: for CreateTable on the local stack and for the template in AWS."""

from __future__ import annotations

from typing import Any

from shared.adapters.dynamodb.items import EXPIRES
from shared.adapters.dynamodb.keys import DUE_INDEX, DUE_ORDER, DUE_SHARD, PK, SK


def table_properties() -> dict[str, Any]:
    """What CreateTable and AWS::DynamoDB::Table have in common."""
    names = (PK, SK, DUE_SHARD, DUE_ORDER)
    return {
        "AttributeDefinitions": [{"AttributeName": one, "AttributeType": "S"} for one in names],
        "KeySchema": _key_schema(PK, SK),
        "BillingMode": "PAY_PER_REQUEST",
        "GlobalSecondaryIndexes": [
            {
                "IndexName": DUE_INDEX,
                "KeySchema": _key_schema(DUE_SHARD, DUE_ORDER),
                "Projection": {"ProjectionType": "KEYS_ONLY"},
            }
        ],
    }


def create_table_request(name: str) -> dict[str, Any]:
    """The arguments of CreateTable."""
    stream = {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"}
    return {"TableName": name, **table_properties(), "StreamSpecification": stream}


def table_resource() -> dict[str, Any]:
    """The CloudFormation resource: with TTL, point-in-time recovery, kept when the stack goes."""
    return {
        "Type": "AWS::DynamoDB::Table",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": {
            **table_properties(),
            "StreamSpecification": {"StreamViewType": "NEW_IMAGE"},
            "TimeToLiveSpecification": {"AttributeName": EXPIRES, "Enabled": True},
            "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
        },
    }


def _key_schema(hash_key: str, range_key: str) -> list[dict[str, str]]:
    return [
        {"AttributeName": hash_key, "KeyType": "HASH"},
        {"AttributeName": range_key, "KeyType": "RANGE"},
    ]
