"""What a digest costs: the changes since the last one and counters, however many are registered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from functions.timer.send_digest import send_digest
from infra.local.embedded_aws import EmbeddedAws
from shared.adapters.dynamodb.session import Session
from shared.adapters.dynamodb.store import DynamoStore
from shared.domain.digest_plan import plan_digests
from shared.domain.due import Due, DueKind
from shared.domain.event import DigestChoice, DigestRules, Every
from shared.domain.invitation import Invitation
from shared.domain.message import Message
from shared.domain.writes import Add, Put
from shared.ports import Ports
from shared.verbs.register import Origin, register
from shared.verbs.take_stock import PAGE
from tests.builders import EVENT, NOW, a_submission, an_id, an_invitation
from tests.contract.clients import CountingClient, no_sleep
from tests.fakes import FakeClock, put_event, some_ports

READERS = tuple(f"reader{number}@example.org" for number in range(20))
GET, MANY, QUERY, TRANSACT = "get_item", "batch_get_item", "query", "transact_write_items"
NEWS = {
    GET: 4,  # the schedule, the event, the gate, the draft
    MANY: 1,  # the people named
    QUERY: 4,  # changes, tallies, deliveries, rejected attempts
    TRANSACT: 1,
}
QUIET = {GET: 2, QUERY: 1, TRANSACT: 1}


class Desk:
    """A meeting with twenty readers, on a table whose round trips are counted."""

    def __init__(self, client: Any, table: str, **rules: Any) -> None:
        self.client, self.clock = CountingClient(client), FakeClock()
        store = DynamoStore(Session(self.client, table, sleep=no_sleep))
        self.ports: Ports = some_ports(store, self.clock)
        digest = DigestRules(READERS, **rules)
        self.event = put_event(self.ports, lambda one: replace(one, digest=digest, capacity=None))
        store.commit([Put(plan_digests(self.event, NOW))], "plan")

    def come(self, people: int) -> None:
        for number in range(people):
            said = a_submission(email=f"p{number}@example.org", name=f"P {number}")
            register(self.ports, self.event, said, Origin("form"))

    def send(self) -> dict[str, int]:
        """The round trips of the digest of the next morning."""
        self.clock.advance(days=1)
        self.client.calls.clear()
        assert send_digest(self.ports, Due(DueKind.DIGEST, EVENT, "", self.clock.at))
        return dict(self.client.calls)


@pytest.mark.parametrize("people", [1, 40])
def test_twenty_readers_of_the_same_window_cost_one(
    aws: EmbeddedAws, table: str, people: int
) -> None:
    desk = Desk(aws.dynamodb, table)
    desk.come(people)
    assert desk.send() == NEWS
    page = desk.ports.store.message_page(EVENT, None, 500).items
    assert len([one for one in page if one.kind == "digest"]) == len(READERS)


def test_a_quiet_morning_costs_four(aws: EmbeddedAws, table: str) -> None:
    desk = Desk(aws.dynamodb, table)
    desk.come(3)
    desk.send()
    assert desk.send() == QUIET


def test_another_window_costs_its_own_counters_and_no_second_look_at_the_changes(
    aws: EmbeddedAws, table: str
) -> None:
    desk = Desk(aws.dynamodb, table, choices={READERS[0]: DigestChoice(Every.WEEK)})
    for _ in range(6):
        desk.send()
    desk.come(2)
    assert desk.send() == {GET: 6, MANY: 2, QUERY: 7, TRANSACT: 1}  # a Monday


def test_invitations_are_paged_only_where_anybody_was_invited(aws: EmbeddedAws, table: str) -> None:
    desk = Desk(aws.dynamodb, table)
    invited = replace(desk.event, invites=True)
    desk.ports.store.commit([Put(invited)], "invites")
    _invite(desk.ports, 2 * PAGE + 1)
    desk.come(1)
    assert desk.send() == NEWS | {QUERY: 4 + 3}
    told = next(one for one in _digests(desk.ports))
    assert f"{2 * PAGE + 1} invited" in told.facts["text"]


def _invite(ports: Ports, people: int) -> None:
    asked: list[Invitation] = [
        an_invitation(id=an_id(number), sent_at=NOW - timedelta(days=1)) for number in range(people)
    ]
    for first in range(0, people, 100):
        ports.store.commit([Add(one) for one in asked[first : first + 100]], f"invite-{first}")


def _digests(ports: Ports) -> list[Message]:
    page = ports.store.message_page(EVENT, None, 500).items
    return [one for one in page if one.kind == "digest"]
