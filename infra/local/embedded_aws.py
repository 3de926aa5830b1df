"""DynamoDB, its stream and SES inside this process: moto, without network or account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import botocore.session
from botocore.config import Config
from moto import mock_aws

from infra.local.exact_moto import exact_moto
from infra.resources.table import create_table_request

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodbstreams import DynamoDBStreamsClient
    from mypy_boto3_sesv2 import SESV2Client

REGION = "eu-central-1"
TABLE = "secretariat"
IDENTITIES = ("example.org", "desk@example.org")
_CONFIG = Config(
    account_id_endpoint_mode="disabled",  # moto knows no account in a host's name
    retries={"total_max_attempts": 1},
)


@dataclass(frozen=True)
class EmbeddedAws:
    """The clients of one embedded AWS; making one costs 50 ms, so everybody shares these."""

    dynamodb: DynamoDBClient
    streams: DynamoDBStreamsClient
    sesv2: SESV2Client
    table_name: str
    stream_arn: str

    def make_table(self, name: str) -> str:
        """Make one more table of the same shape and answer the ARN of its stream."""
        made = self.dynamodb.create_table(**create_table_request(name))
        return made["TableDescription"]["LatestStreamArn"]


@contextmanager
def embedded_aws(
    table_name: str = TABLE, identities: Sequence[str] = IDENTITIES
) -> Iterator[EmbeddedAws]:
    """An embedded AWS with the table made and the sending identities verified."""
    with exact_moto(), mock_aws():
        session = botocore.session.get_session()
        session.set_credentials("embedded", "embedded")
        dynamodb, streams, sesv2 = _clients(session)
        made = dynamodb.create_table(**create_table_request(table_name))
        for identity in identities:
            sesv2.create_email_identity(EmailIdentity=identity)
        arn = made["TableDescription"]["LatestStreamArn"]
        yield EmbeddedAws(dynamodb, streams, sesv2, table_name, arn)


def _clients(
    session: botocore.session.Session,
) -> tuple[DynamoDBClient, DynamoDBStreamsClient, SESV2Client]:
    dynamodb, streams, sesv2 = (
        session.create_client(service, region_name=REGION, config=_CONFIG)
        for service in ("dynamodb", "dynamodbstreams", "sesv2")
    )
    return (
        cast("DynamoDBClient", dynamodb),
        cast("DynamoDBStreamsClient", streams),
        cast("SESV2Client", sesv2),
    )
