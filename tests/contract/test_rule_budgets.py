"""However many rules are on, a registration stays one transaction, and one more when full."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from infra.local.embedded_aws import EmbeddedAws
from shared.adapters.dynamodb.session import Session
from shared.adapters.dynamodb.store import DynamoStore
from shared.domain.event import Event, RegistrationRules
from shared.domain.form import DEFAULT_FORM, Field, FieldType
from shared.domain.quota import Quotas
from shared.ports import Ports
from shared.verbs.approve import approve, decline
from shared.verbs.cancel import cancel
from shared.verbs.move_in_line import move_in_line
from shared.verbs.register import Origin, register
from tests.builders import EVENT, a_submission
from tests.contract.clients import CountingClient, no_sleep
from tests.fakes import put_event, some_ports

DINNER = Field("dinner", {"en": "Dinner"}, FieldType.SELECT, options=("fish", "none"))
BUS = Field("bus", {"en": "Bus"}, FieldType.CHECKBOX)
FORM = (*DEFAULT_FORM, DINNER, BUS)
GET, QUERY, TRANSACT = "get_item", "query", "transact_write_items"
RULES = Quotas({"*": 1, "sorrel": 2}, {"dinner=fish": 2, "bus=yes": 2})


class Hall:
    """A meeting with every quota, on a table whose round trips are counted."""

    def __init__(self, client: Any, table: str, **changes: Any) -> None:
        self.client = CountingClient(client)
        self.ports: Ports = some_ports(DynamoStore(Session(self.client, table, sleep=no_sleep)))
        settled = {"form": FORM, "quotas": RULES, **changes}
        self.event: Event = put_event(self.ports, lambda one: replace(one, **settled))
        self._people = 0

    def come(self, institution: str | None = None, **answers: str) -> tuple[str, str]:
        """Outcome and id of somebody new."""
        self._people += 1
        said = a_submission(
            email=f"p{self._people}@example.org",
            name=f"P {self._people}",
            institution=institution,
            answers=answers,
        )
        origin = Origin("webhook:standard", "standard", f"msg-{self._people}", None, b"{}")
        result = register(self.ports, self.event, said, origin)
        return result.outcome, result.registration or ""

    def count(self) -> dict[str, int]:
        """The round trips since the last count."""
        calls, self.client.calls = dict(self.client.calls), type(self.client.calls)()
        return calls


@pytest.fixture
def hall(aws: EmbeddedAws, table: str) -> Hall:
    made = Hall(aws.dynamodb, table)
    made.count()
    return made


def test_every_quota_at_once_costs_the_one_transaction(hall: Hall) -> None:
    assert hall.come("LAS", dinner="fish", bus="yes")[0] == "confirmed"
    assert hall.count() == {TRANSACT: 1}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Delta Institute", {}), ("Delta Institute", {})),
        (("Delta Institute", {"dinner": "fish"}), ("Delta Institute", {"dinner": "fish"})),
    ],
)
def test_a_full_quota_costs_one_more(
    hall: Hall, first: tuple[str, dict[str, str]], second: tuple[str, dict[str, str]]
) -> None:
    hall.come(first[0], **first[1])
    hall.count()
    assert hall.come(second[0], **second[1])[0] == "waitlisted"
    assert hall.count() == {TRANSACT: 2}


def test_a_full_quota_costs_one_more_also_behind_people_whom_a_quota_holds_back(
    hall: Hall,
) -> None:
    for _ in range(2):
        hall.come("Delta Institute")
    hall.count()
    assert hall.come("Delta Institute")[0] == "waitlisted"
    assert hall.count() == {TRANSACT: 2}


def test_a_full_hall_costs_one_more_whatever_the_quotas(aws: EmbeddedAws, table: str) -> None:
    hall = Hall(aws.dynamodb, table, capacity=0)
    hall.count()
    assert hall.come("LAS", dinner="fish")[0] == "waitlisted"
    assert hall.count() == {TRANSACT: 2}


def test_somebody_held_back_by_a_quota_costs_a_newcomer_one_more_and_a_look_at_the_line(
    hall: Hall,
) -> None:
    for _ in range(2):
        hall.come("Delta Institute")
    hall.count()
    assert hall.come("LAS")[0] == "confirmed"
    assert hall.count() == {TRANSACT: 2, QUERY: 2}


def test_a_request_for_approval_costs_the_one_transaction(aws: EmbeddedAws, table: str) -> None:
    hall = Hall(aws.dynamodb, table, registration=RegistrationRules(approval=True))
    hall.count()
    assert hall.come("LAS", dinner="fish", bus="yes")[0] == "pending"
    assert hall.count() == {TRANSACT: 1}


def test_decisions_cost_what_they_read_and_one_transaction(aws: EmbeddedAws, table: str) -> None:
    hall = Hall(aws.dynamodb, table, registration=RegistrationRules(approval=True))
    _, one = hall.come("LAS", dinner="fish")
    _, two = hall.come("LAS", dinner="fish")
    hall.count()
    approve(hall.ports, EVENT, one)
    assert hall.count() == {GET: 2, TRANSACT: 1}
    decline(hall.ports, EVENT, two)
    assert hall.count() == {GET: 1, TRANSACT: 1}


def test_moving_in_the_line_costs_a_look_at_it_and_one_transaction(hall: Hall) -> None:
    people = [hall.come("Delta Institute")[1] for _ in range(4)]
    hall.count()
    move_in_line(hall.ports, EVENT, people[3], 1)
    assert hall.count() == {GET: 1, QUERY: 1, TRANSACT: 1}


def test_a_cancellation_under_quotas_passes_the_seat_in_one_transaction(hall: Hall) -> None:
    people = [hall.come("Delta Institute")[1] for _ in range(2)]
    hall.count()
    cancel(hall.ports, EVENT, people[0])
    assert hall.count()[TRANSACT] == 1
    promoted = hall.ports.store.registration(EVENT, people[1])
    assert promoted
    assert promoted.state == "confirmed"
