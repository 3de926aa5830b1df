"""A meeting on an embedded AWS in which every happening is counted."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from infra.bench.counting import CountingClient, Noted
from infra.cli.register import write_body
from infra.cli.signing import read_secret, sign
from infra.local.embedded_aws import EmbeddedAws, embedded_aws
from infra.local.engines import MotoEngine
from infra.local.exchange import Inbound, Outbound
from infra.local.founding import Founding
from infra.local.functions import load_functions
from infra.local.stack import Stack
from shared.domain.event import Event
from shared.domain.session import Session
from shared.ports import Ports
from shared.verbs.create_event import create_event

OUTLINE = Path(__file__).parents[1] / "local" / "meeting.txt"
PRINTED_DAY = "13 April 2027"
DAYS_AHEAD = 30
ZONE = "Europe/Ljubljana"
CAPACITY = 2


@dataclass(frozen=True)
class Meeting:
    """A published event of two seats, and the client through which all of it is stored."""

    stack: Stack
    client: CountingClient
    aws: EmbeddedAws
    event: str

    @property
    def ports(self) -> Ports:
        """What the functions run on."""
        return self.stack.ports

    @property
    def agenda(self) -> str:
        """The path of the agenda as JSON."""
        return f"/agenda/{self.event}/agenda.json"

    def count(self) -> Noted:
        """Begin to count anew."""
        self.client.noted = Noted()
        return self.client.noted

    def get(self, path: str, *headers: tuple[str, str]) -> Outbound:
        """Ask the gateway; a query may follow the path."""
        name, _, query = path.partition("?")
        return self.stack.respond(Inbound("GET", name, query, headers))

    def prepare(self, event: Event, sessions: tuple[Session, ...]) -> None:
        """Make another event with a draft, ready to be published."""
        create_event(self.ports, event, sessions, None)

    def register(self, person: str) -> str:
        """Post a person's signed webhook; the outcome."""
        headers, body = self.webhook(person)
        path = f"/registration/{self.event}/webhooks/standard"
        answer = self.stack.respond(Inbound("POST", path, headers=headers, body=body))
        outcome: str = json.loads(answer.body)["outcome"]
        return outcome

    def webhook(self, person: str) -> tuple[tuple[tuple[str, str], ...], bytes]:
        """The headers and the body by which a form service tells of a person."""
        now = int(self.stack.clock.now().timestamp())
        name, email = f"{person} Example", f"{person.lower()}@example.org"
        body = write_body(now, name, email, "Municipality of Lower Brook", {}, None)
        key = read_secret(self.stack.webhook_secret)
        return tuple(sign(key, f"msg_{person}", now, body).items()), body

    def items(self) -> list[dict[str, Any]]:
        """Every item of the table."""
        pages: Any = self.aws.dynamodb.get_paginator("scan").paginate(TableName=self.aws.table_name)
        return [item for page in pages for item in page["Items"]]


@contextmanager
def open_meeting() -> Iterator[Meeting]:
    """The meeting of the example outline, a month from now, for as long as the context lasts."""
    with embedded_aws() as aws:
        client = CountingClient(aws.dynamodb)
        counted = replace(aws, dynamodb=cast("Any", client))
        stack = Stack(MotoEngine(counted), load_functions(), seed=b"bench")
        try:
            event = stack.start_with(Founding(_outline(), ZONE))
            _limit(stack, event)
            yield Meeting(stack, client, aws, event)
        finally:
            stack.close()


def plain(item: Any) -> Any:
    """An item as JSON takes it: bytes in base64, as DynamoDB sends them."""
    if isinstance(item, bytes):
        return base64.b64encode(item).decode()
    if isinstance(item, dict):
        return {name: plain(one) for name, one in item.items()}
    return [plain(one) for one in item] if isinstance(item, list) else item


def _outline() -> bytes:
    day = datetime.now(UTC).date() + timedelta(days=DAYS_AHEAD)
    text = OUTLINE.read_text("utf-8")
    return text.replace(PRINTED_DAY, f"{day.day} {day:%B} {day.year}").encode()


def _limit(stack: Stack, event: str) -> None:
    token = ("Authorization", f"Bearer {stack.organiser_token}")
    body = json.dumps({"capacity": CAPACITY}).encode()
    path = f"/organiser/events/{event}"
    answer = stack.respond(Inbound("PATCH", path, headers=(token,), body=body))
    assert answer.status == 200, answer.body
