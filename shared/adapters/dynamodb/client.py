"""The low-level client of botocore: no boto3, one attempt a call."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from botocore.config import Config
from botocore.session import get_session

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.client import DynamoDBClient

ONE_ATTEMPT = Config(
    connect_timeout=2,
    read_timeout=4,
    retries={"total_max_attempts": 1, "mode": "standard"},
    parameter_validation=False,
)
"""The session repeats what may pass, and it alone: five attempts stay far below 29 s."""


def make_dynamo_client(region: str, endpoint_url: str | None = None) -> DynamoDBClient:
    """A client of the region's DynamoDB; made on first use, it takes 50 ms and more."""
    client = get_session().create_client(
        "dynamodb", region, endpoint_url=endpoint_url, config=ONE_ATTEMPT
    )
    return cast("DynamoDBClient", client)
