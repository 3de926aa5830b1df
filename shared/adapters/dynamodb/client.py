"""The botocore client of the table."""

from __future__ import annotations

from typing import cast

from botocore.config import Config
from botocore.session import get_session

from shared.adapters.dynamodb.session import TableClient

TABLE_CONFIG = Config(
    connect_timeout=1,
    read_timeout=5,
    retries={"total_max_attempts": 1, "mode": "standard"},
    # Both halve what a call costs on the client: our own code makes the parameters, and the
    # long user agent is worked out anew for every call.
    parameter_validation=False,
    user_agent="secretariat",
)
"""The store waits and tries again by itself, so botocore makes one attempt."""


def make_table_client(region: str) -> TableClient:
    """A DynamoDB client with short timeouts; making it takes 50 ms."""
    client = get_session().create_client("dynamodb", region, config=TABLE_CONFIG)
    return cast("TableClient", client)
