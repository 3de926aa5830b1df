"""The first organiser of a new stack: nobody can ask over HTTP yet, so the table is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

import botocore.session
from botocore.exceptions import BotoCoreError, ClientError

from functions.organiser.keep_organisers import add_organiser
from infra.cli.exits import SaidNo
from shared.adapters.dynamodb.session import Session, TableClient
from shared.adapters.dynamodb.store import DynamoStore
from shared.domain.journal import Hand
from shared.domain.organiser import EVERYTHING
from shared.edge.cache import EventCache, PointerCache
from shared.edge.clock import SystemClock
from shared.edge.ids import RandomIds
from shared.edge.wiring import NoMail
from shared.ports import Ports

BY_TABLE = "operator"
"""Whose hand the journal names: nobody's token, but the account's own rights."""


def make_operator_client() -> TableClient:
    """A DynamoDB client on whatever credentials and region the operator's AWS set-up names."""
    return cast("TableClient", botocore.session.get_session().create_client("dynamodb"))


def add_first_organiser(
    make_client: Callable[[], TableClient], table: str, email: str
) -> Mapping[str, Any]:
    """Write an organiser who may run everything into the table; the answer shows the token once.

    Raises SaidNo when AWS refuses or is not set up here.
    """
    try:
        return add_organiser(_open_ports(make_client(), table), email, [EVERYTHING], Hand(BY_TABLE))
    except (BotoCoreError, ClientError) as refused:
        raise SaidNo(f"AWS: {refused}") from refused


def _open_ports(client: TableClient, table: str) -> Ports:
    clock = SystemClock()
    store = DynamoStore(Session(client, table))
    return Ports(
        store=store,
        events=EventCache(store, clock),
        pointers=PointerCache(store, clock),
        clock=clock,
        ids=RandomIds(),
        mail=NoMail(),
        public_url="",
        sender_identity="",
        calendar_host="",
    )
