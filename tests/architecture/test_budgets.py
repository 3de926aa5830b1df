"""What a happening may ask of the table, and what a function may load until its first answer."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from infra.bench.canned import serve_canned
from infra.bench.happenings import Happening, play
from infra.bench.measuring import run_first_call, write_payload
from infra.bench.meeting import open_meeting
from infra.bench.payloads import FirstCall, first_calls, pending
from infra.bench.staging import stage_here
from infra.package.roles import Handler, read_handlers
from infra.package.target import LAMBDA_PYTHON

GET, QUERY, TRANSACT = "GetItem", "Query", "TransactWriteItems"
BUDGETS: Mapping[str, tuple[Mapping[str, int], int]] = {
    "register": ({TRANSACT: 1}, 0),
    "send one message": ({GET: 5, TRANSACT: 3}, 0),
    "the same webhook again": ({TRANSACT: 1}, 1),
    "register when full": ({TRANSACT: 2}, 1),
    "cancel and promote": ({GET: 1, QUERY: 1, TRANSACT: 1}, 0),
    "agenda, nothing kept": ({GET: 2}, 0),
    "agenda, pointer kept": ({GET: 1}, 0),
    "304, pointer kept": ({}, 0),
    "304, nothing kept": ({GET: 1}, 0),
    "publish 9 sessions": ({GET: 4, QUERY: 1, TRANSACT: 2}, 0),
    "publish 1,400 sessions": ({GET: 4, QUERY: 1, TRANSACT: 4}, 0),
    "publish them in two languages": ({GET: 4, QUERY: 1, TRANSACT: 8}, 0),
}
"""Calls by operation, and how many of them fail."""
WRITTEN = {
    "publish 9 sessions": 18,
    "publish 1,400 sessions": 18,
    "publish them in two languages": 28,
}
"""Items: as many as there are representations in each language, and eight more."""
MOST_UNITS = {
    "publish 9 sessions": 140,
    "publish 1,400 sessions": 2400,
    "publish them in two languages": 4400,
}
"""Write units, which follow the bytes."""
DONE_BY = {
    "register": "registration-api_handler",
    "send one message": "mailer-on_outbox",
    "the same webhook again": "registration-api_handler",
    "register when full": "registration-api_handler",
    "cancel and promote": "registration-api_handler",
    "agenda, nothing kept": "agenda-api_handler",
    "agenda, pointer kept": "agenda-api_handler",
    "304, pointer kept": "agenda-api_handler",
    "304, nothing kept": "agenda-api_handler",
    **dict.fromkeys(WRITTEN, "organiser-api_handler"),
}
SLOW = frozenset({"boto3", "aws_lambda_powertools", "icalendar", "jinja2", "babel"})
NOT_UNTIL_ANSWERED = {"agenda": SLOW | {"pydantic"}, "registration": SLOW}
MOST_LOADED = {"agenda": 340, "registration": 420}
"""Modules loaded after the first answer on Lambda's Python, the runtime's own among them."""
NEWER_PYTHON = 0 if "{}.{}".format(*sys.version_info) == LAMBDA_PYTHON else 10
"""Later Pythons part the standard library into some more modules."""


@pytest.fixture(scope="module")
def happened() -> Iterator[tuple[dict[str, Happening], dict[str, FirstCall], str]]:
    """One meeting, all that happened at it, and its table as canned replies."""
    with open_meeting() as meeting:
        happenings = {one.name: one for one in play(meeting)}
        calls = {call.function: call for call in first_calls(meeting)}
        items = meeting.items()
    with serve_canned(pending(items)) as aws:
        yield happenings, calls, aws


@pytest.mark.parametrize("name", BUDGETS)
def test_a_happening_costs_what_it_may(
    happened: tuple[dict[str, Happening], object, str], name: str
) -> None:
    noted = happened[0][name].noted
    assert (dict(noted.calls), noted.failed) == BUDGETS[name]


@pytest.mark.parametrize("name", WRITTEN)
def test_publishing_writes_items_by_language_and_units_by_bytes(
    happened: tuple[dict[str, Happening], object, str], name: str
) -> None:
    noted = happened[0][name].noted
    assert noted.written == WRITTEN[name]
    assert noted.write_units <= MOST_UNITS[name]


@pytest.mark.parametrize("name", BUDGETS)
def test_a_happening_needs_no_right_that_its_role_lacks(
    happened: tuple[dict[str, Happening], object, str], name: str
) -> None:
    (role,) = (one for one in read_handlers() if one.key == DONE_BY[name])
    lacking = {right for right in happened[0][name].noted.rights if not allows(role, *right)}
    assert lacking == set()


def allows(role: Handler, action: str, partition: str) -> bool:
    """Whether IAM would let the role do that to an item of that partition key."""
    return any(
        action in statement["Action"] and _reaches(statement.get("Condition", {}), partition)
        for statement in role.policy["Statement"]
    )


def _reaches(condition: Mapping[str, Mapping[str, list[str]]], partition: str) -> bool:
    patterns = condition.get("ForAllValues:StringLike", {}).get("dynamodb:LeadingKeys", ["*"])
    return any(partition.startswith(pattern.removesuffix("*")) for pattern in patterns)


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The code of the functions as it is packaged, for this machine."""
    return stage_here(tmp_path_factory.mktemp("staged"), tuple(NOT_UNTIL_ANSWERED))


@pytest.mark.parametrize("function", NOT_UNTIL_ANSWERED)
def test_a_function_answers_before_anything_slow_is_loaded(
    happened: tuple[object, dict[str, FirstCall], str], staged: dict[str, Path], function: str
) -> None:
    _, calls, aws = happened
    call, code = calls[function], staged[function]
    told = run_first_call(call, write_payload(call, code.parent), [code], aws)
    loaded = {name.partition(".")[0] for name in told["modules"]}
    assert told["answer"]["statusCode"] == 200
    assert loaded & NOT_UNTIL_ANSWERED[function] == set()
    assert loaded >= {"chalice", "botocore", "shared"}
    assert len(told["modules"]) <= MOST_LOADED[function] + NEWER_PYTHON
