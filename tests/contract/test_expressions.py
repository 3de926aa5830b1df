"""The expressions of every write: nothing unused, nothing missing."""

from __future__ import annotations

import re

from shared.adapters.dynamodb.expressions import actions_of
from shared.domain.gate import GateMove
from shared.domain.writes import LookedAtGate, MoveGate, Remove, SetGate, Write
from tests.builders import EVENT, NOW, a_gate, a_line_place
from tests.contract.test_commits import REPEATED
from tests.contract.test_dynamodb_calls import REGISTER

EVERY_UPDATE: list[Write] = [
    *(MoveGate(EVENT, move, seen) for move in GateMove for seen in (None, 1)),
    MoveGate(EVENT, GateMove.TAKE_SEAT, 1, look_at=NOW),
    MoveGate(EVENT, GateMove.JOIN_LINE, 1, look_at=NOW),
    LookedAtGate(a_gate(taken=1, look_at=NOW)),
    SetGate(EVENT, None, 2, 1),
]


def test_every_value_of_an_expression_is_used_and_every_used_one_is_given() -> None:
    """DynamoDB refuses what is unused; moto does not mind."""
    writes = [*REGISTER, Remove(a_line_place()), *EVERY_UPDATE, *(w for ws in REPEATED for w in ws)]
    for write in writes:
        (action,) = actions_of(write, "token", "table")
        ((_, asked),) = action.items()
        text = asked["ConditionExpression"] + asked.get("UpdateExpression", "")
        given = asked.get("ExpressionAttributeValues", {})
        assert set(re.findall(r":\w+", text)) == set(given)
        assert set(re.findall(r"#\w+", text)) == set(asked["ExpressionAttributeNames"])


def test_every_part_of_a_transaction_asks_for_what_was_there() -> None:
    writes: list[Write] = [*REGISTER, Remove(a_line_place()), *(w for ws in REPEATED for w in ws)]
    for write in writes:
        (action,) = actions_of(write, "token", "table")
        ((_, asked),) = action.items()
        assert asked["ReturnValuesOnConditionCheckFailure"] == "ALL_OLD"
        assert asked["TableName"] == "table"
        assert asked["ConditionExpression"]
