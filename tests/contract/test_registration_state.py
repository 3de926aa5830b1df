"""The machine of registrations on the table, quiet and under fire: the same promises hold."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from infra.local.embedded_aws import EmbeddedAws
from shared.adapters.dynamodb.session import Session
from shared.adapters.dynamodb.store import DynamoStore
from shared.ports import Store
from tests.contract.clients import FaultyClient, no_sleep
from tests.property.registration_machine import RegistrationMachine

_MEETINGS = count(1)
FEW = settings(
    max_examples=6,
    stateful_step_count=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("under_fire", [False, True], ids=["quiet", "under fire"])
def test_registrations_on_the_table_keep_every_promise(
    aws: EmbeddedAws, table: str, under_fire: bool
) -> None:
    class OnTheTable(RegistrationMachine):
        def __init__(self) -> None:
            super().__init__()
            self.meeting = next(_MEETINGS)
            self.event_id = f"meeting-{self.meeting}"

        def make_store(self) -> Store:
            client = FaultyClient(aws.dynamodb, self.meeting) if under_fire else aws.dynamodb
            return DynamoStore(Session(client, table, sleep=no_sleep, chance=lambda: 0.5))

    run_state_machine_as_test(OnTheTable, settings=FEW)
