"""The hand-written roles: one for each handler, naming actions and things, no more than used."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from functions.agenda.app import app as agenda
from functions.feedback.app import app as feedback
from functions.mailer.app import app as mailer
from functions.organiser.app import app as organiser
from functions.registration.app import app as registration
from functions.timer.app import app as timer
from infra.package.imports import find_imports
from infra.package.project import configuration_of, read_configuration
from infra.package.references import REFERENCES
from infra.package.roles import Handler, read_handlers
from shared.edge.settings import SETTINGS
from tests.architecture.sources import ROOT

APPS = (agenda, feedback, mailer, organiser, registration, timer)
HANDLERS = {handler.key: handler for handler in read_handlers()}
ADAPTERS = "shared/adapters/dynamodb"
TABLE = ["${TableArn}"]
READS = {"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"}
WRITES = {"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"}
BESIDE_THE_TABLE: Mapping[str, Mapping[str, list[str]]] = {
    "timer-on_tick": {"dynamodb:Query": ["${DueIndexArn}"]},
    "mailer-on_outbox": {
        "dynamodb:DescribeStream": ["${StreamArn}"],
        "dynamodb:GetRecords": ["${StreamArn}"],
        "dynamodb:GetShardIterator": ["${StreamArn}"],
        "dynamodb:ListStreams": ["${StreamArn}"],
        "sqs:SendMessage": ["${DeadLetterQueueArn}"],
        "ses:SendEmail": ["${SenderAddressArn}", "${SenderDomainArn}", "${ConfigurationSetArn}"],
        "ses:SendRawEmail": ["${SenderAddressArn}", "${SenderDomainArn}", "${ConfigurationSetArn}"],
        "ses:GetAccount": ["*"],
    },
}
"""What handlers may do to anything but the table and their own log."""
OF_FILES: Mapping[str, Mapping[str, Mapping[str, list[str]]]] = {
    "letters": {
        "presign": {"s3:PutObject": ["${LettersArn}"]},
        "received": {"s3:GetObject": ["${LettersArn}"], "s3:ListBucket": ["${LetterBucketArn}"]},
        "address": {"s3:GetObject": ["${LettersArn}"], "s3:ListBucket": ["${LetterBucketArn}"]},
        "forget": {"s3:DeleteObject": ["${LettersArn}"]},
    },
    "attachments": {
        "keep": {"s3:PutObject": ["${AttachmentsArn}"]},
        "look_up": {
            "s3:GetObject": ["${AttachmentsArn}"],
            "s3:ListBucket": ["${LetterBucketArn}"],
        },
        "fetch": {
            "s3:GetObject": ["${AttachmentsArn}"],
            "s3:ListBucket": ["${LetterBucketArn}"],
        },
    },
}
"""What each method of the ports of files needs."""
OF_NO_THING = ["ses:GetAccount"]
"""Actions that IAM can allow on everything alone (Service Authorization Reference, SES v2)."""
OWN_LOG = {
    "logs:CreateLogStream": ["${LogGroupArn}"],
    "logs:PutLogEvents": ["${LogGroupArn}"],
}
ONLY_PARTITIONS = {"agenda-api_handler": ["AGENDA#*"], "organiser-identify": ["GRANT#*"]}
ACTION_OF_WRITE = {
    "Add": "dynamodb:PutItem",
    "Put": "dynamodb:PutItem",
    "Replace": "dynamodb:PutItem",
    "ReplaceEvent": "dynamodb:PutItem",
    "Remove": "dynamodb:DeleteItem",
}
"""The writes of shared/domain/writes.py that are no updates."""
ACTION_OF_READ = {
    "get": "dynamodb:GetItem",
    "get_many": "dynamodb:BatchGetItem",
    "query": "dynamodb:Query",
}
"""The methods of the DynamoDB session that read."""

handlers = pytest.mark.parametrize("key", HANDLERS)


def statements(key: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = HANDLERS[key].policy["Statement"]
    return found


def table_actions(key: str) -> set[str]:
    """What a handler may do to items of the table."""
    mine = [one for one in statements(key) if one["Resource"] == TABLE]
    return {action for statement in mine for action in statement["Action"]}


def test_every_handler_has_a_role_and_no_role_lacks_a_handler() -> None:
    assert set(HANDLERS) == set(handlers_of_apps())


def handlers_of_apps() -> Iterator[str]:
    """The Lambdas that Chalice makes of our apps: routes, and everything else by its own name."""
    for app in APPS:
        if app.routes:
            yield f"{app.app_name}-api_handler"
        others: list[Any] = [*app.event_sources, *app.builtin_auth_handlers]
        yield from (f"{app.app_name}-{handler.name}" for handler in others)


@handlers
def test_a_role_names_single_actions_and_single_things(key: str) -> None:
    for statement in statements(key):
        assert statement.keys() - {"Condition"} == {"Sid", "Effect", "Action", "Resource"}
        assert statement["Effect"] == "Allow"
        assert all(re.fullmatch(r"[a-z0-9]+:[A-Z]\w+", action) for action in statement["Action"])
        if statement["Action"] == OF_NO_THING:
            assert statement["Resource"] == ["*"]
            continue
        known = {*REFERENCES, "${LogGroupArn}"}
        assert set(statement["Resource"]) <= known
        assert "*" not in json.dumps([statement["Action"], statement["Resource"]])


@handlers
def test_a_role_writes_its_own_log_and_reaches_nothing_unknown(key: str) -> None:
    beside = {
        action: one["Resource"]
        for one in statements(key)
        if one["Resource"] != TABLE
        for action in one["Action"]
    }
    function = HANDLERS[key].function
    files = {} if key == "organiser-identify" else rights_to_files(function)
    assert beside == {**BESIDE_THE_TABLE.get(key, {}), **files, **OWN_LOG}


def rights_to_files(function: str) -> dict[str, list[str]]:
    """What a function's source can lead to by `ports.letters` and `ports.attachments`."""
    rights: dict[str, set[str]] = {}
    for path in find_imports(function).modules:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
                for action, things in OF_FILES.get(node.value.attr, {}).get(node.attr, {}).items():
                    rights.setdefault(action, set()).update(things)
    return {action: sorted(things) for action, things in rights.items()}


@handlers
def test_a_role_reaches_only_the_partitions_that_it_needs(key: str) -> None:
    conditions = [
        statement.get("Condition")
        for statement in statements(key)
        if statement["Resource"] == TABLE
    ]
    if key not in ONLY_PARTITIONS:
        assert conditions == [None] * len(conditions)
        return
    only = {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": ONLY_PARTITIONS[key]},
        "Null": {"dynamodb:LeadingKeys": "false"},  # ForAllValues is true of none at all
    }
    assert conditions == [only]


def test_the_agenda_only_reads() -> None:
    assert table_actions("agenda-api_handler") == READS


def test_the_authorizer_only_looks_a_token_up() -> None:
    assert table_actions("organiser-identify") == {"dynamodb:GetItem"}


@pytest.mark.parametrize("key", sorted(HANDLERS.keys() - {"organiser-identify"}))
def test_a_role_allows_what_its_function_does_and_nothing_else(key: str) -> None:
    assert table_actions(key) == set(used_actions(HANDLERS[key].function))


def used_actions(function: str) -> Iterator[str]:
    """The actions on the table that a function's source can lead to."""
    updates = {node.name for node in _classes("shared/domain/writes.py")} - ACTION_OF_WRITE.keys()
    reads = actions_of_reads()
    for path in find_imports(function).modules:
        if path.is_relative_to(ROOT / "functions") or path.is_relative_to(ROOT / "shared/verbs"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    name = node.func.id
                    yield from {ACTION_OF_WRITE[name]} if name in ACTION_OF_WRITE else ()
                    yield from {"dynamodb:UpdateItem"} if name in updates else ()
                elif isinstance(node, ast.Attribute):
                    yield from _reads_of(node, reads)


def _reads_of(node: ast.Attribute, reads: Mapping[str, set[str]]) -> set[str]:
    owner = node.value.attr if isinstance(node.value, ast.Attribute) else ""
    if owner in ("events", "pointers"):
        return {"dynamodb:GetItem"}
    return reads.get(node.attr, set()) if owner == "store" else set()


def actions_of_reads() -> dict[str, set[str]]:
    """For each reading method of the store the actions that it leads to.

    `commit` reads as well, but only a rendition that is there already; who writes renditions
    reads them, too.
    """
    stores = [*_classes(f"{ADAPTERS}/agenda.py"), *_classes(f"{ADAPTERS}/store.py")]
    bodies = [node for store in stores for node in store.body]
    methods = {node.name: node for node in bodies if isinstance(node, ast.FunctionDef)}

    def actions(name: str) -> set[str]:
        found = set[str]()
        for node in ast.walk(methods[name]):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
                is_read = node.value.attr == "_session" and node.attr in ACTION_OF_READ
                found |= {ACTION_OF_READ[node.attr]} if is_read else set()
            elif isinstance(node, ast.Attribute) and node.attr in methods and node.attr != name:
                found |= actions(node.attr)
        return found

    return {name: actions(name) for name in methods if name[0] != "_" and name != "commit"}


def _classes(name: str) -> list[ast.ClassDef]:
    tree = ast.parse(Path(ROOT / name).read_text("utf-8"))
    return [node for node in tree.body if isinstance(node, ast.ClassDef)]


@handlers
def test_a_handler_is_given_what_its_settings_ask_for(key: str) -> None:
    handler = HANDLERS[key]
    given = settings_of(handler)["environment_variables"]
    asked = {name.upper() for name in SETTINGS[handler.function].__dataclass_fields__}
    assert given.keys() | {"AWS_REGION"} == asked  # Lambda itself sets AWS_REGION


@handlers
def test_a_handler_answers_before_whoever_waits_gives_up(key: str) -> None:
    settings = settings_of(HANDLERS[key])
    assert settings["lambda_timeout"] <= (29 if key.endswith(("api_handler", "identify")) else 60)
    assert settings["iam_policy_file"] == f"policy-{HANDLERS[key].name}.json"


def settings_of(handler: Handler) -> dict[str, Any]:
    computed = configuration_of(handler.function, [handler], read_configuration())
    found: dict[str, Any] = computed["stages"]["api"]["lambda_functions"][handler.name]
    return found


def test_every_function_runs_on_arm_with_its_own_role() -> None:
    computed = configuration_of("agenda", [HANDLERS["agenda-api_handler"]], read_configuration())
    assert (computed["lambda_architecture"], computed["autogen_policy"]) == ("arm64", False)
