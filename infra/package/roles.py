"""The hand-written roles: which handlers there are, and which calls each may make."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.package.errors import CannotPackage
from infra.package.imports import ROOT

OPERATIONS: Mapping[str, tuple[str, ...]] = {
    "dynamodb:GetItem": ("dynamodb", "GetItem"),
    "dynamodb:BatchGetItem": ("dynamodb", "BatchGetItem"),
    "dynamodb:Query": ("dynamodb", "Query"),
    "dynamodb:PutItem": ("dynamodb", "TransactWriteItems"),
    "dynamodb:UpdateItem": ("dynamodb", "TransactWriteItems"),
    "dynamodb:DeleteItem": ("dynamodb", "TransactWriteItems"),
    "dynamodb:ConditionCheckItem": ("dynamodb", "TransactWriteItems"),
    "ses:SendEmail": ("sesv2", "SendEmail"),
    "ses:SendRawEmail": ("sesv2", "SendEmail"),
    "ses:GetAccount": ("sesv2", "GetAccount"),
    "s3:PutObject": ("s3", "CreateBucket"),
    "s3:GetObject": ("s3", "HeadObject", "GetObject"),
    "s3:DeleteObject": ("s3", "DeleteObject"),
}
"""The service and the calls that use each action; IAM judges a transaction by its parts, and raw
mail by two actions. botocore signs a form for S3 by the model of CreateBucket. Actions that are not
here are used by Lambda itself, such as writing logs, or by S3 (s3:ListBucket: what is not there is
404 and not 403).
"""


@dataclass(frozen=True)
class Handler:
    """One Lambda: a function's HTTP routes, or another handler of its app.py, with its role."""

    function: str
    name: str
    policy: Mapping[str, Any]

    @property
    def key(self) -> str:
        """How the configuration and the policy's file call it."""
        return f"{self.function}-{self.name}"


def read_handlers(root: Path = ROOT) -> tuple[Handler, ...]:
    """All handlers by the policies that there are. Raises CannotPackage."""
    return tuple(_read_handler(path) for path in sorted((root / ".chalice").glob("policy-*.json")))


def operations_of(handlers: Iterable[Handler]) -> dict[str, frozenset[str]]:
    """The operations of each AWS service that these handlers may call."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for handler in handlers:
        for statement in handler.policy["Statement"]:
            for service, *operations in filter(None, map(OPERATIONS.get, statement["Action"])):
                found[service].update(operations)
    return {service: frozenset(names) for service, names in sorted(found.items())}


def _read_handler(path: Path) -> Handler:
    _, function, name = path.stem.split("-", 2)
    try:
        return Handler(function, name, json.loads(path.read_text("utf-8")))
    except ValueError as wrong:
        raise CannotPackage(f"{path.name} is not JSON: {wrong}") from wrong
