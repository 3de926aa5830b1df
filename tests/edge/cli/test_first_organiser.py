"""The first organiser of a new stack, written by who may write its table."""

from __future__ import annotations

from pathlib import Path

import pytest
from botocore.exceptions import NoCredentialsError

from infra.cli.exits import SaidNo
from infra.cli.first_organiser import add_first_organiser
from infra.local.embedded_aws import embedded_aws
from shared.adapters.dynamodb.session import Session
from shared.adapters.dynamodb.store import DynamoStore
from shared.domain.organiser import hash_token


def test_the_first_organiser_may_run_everything_by_the_token_that_was_shown() -> None:
    with embedded_aws("first") as aws:
        told = add_first_organiser(lambda: aws.dynamodb, "first", "chief@example.org")
        grant = DynamoStore(Session(aws.dynamodb, "first")).grant(hash_token(told["token"]))
    assert grant
    assert (grant.organiser, grant.email, grant.events) == (
        told["id"],
        "chief@example.org",
        ("*",),
    )


def test_a_table_that_is_not_there_is_a_no() -> None:
    with embedded_aws("first") as aws, pytest.raises(SaidNo):
        add_first_organiser(lambda: aws.dynamodb, "another", "chief@example.org")


def test_without_credentials_the_answer_is_no(tmp_path: Path) -> None:
    def make_client() -> None:
        raise NoCredentialsError

    with pytest.raises(SaidNo):
        add_first_organiser(make_client, str(tmp_path), "chief@example.org")  # type: ignore[arg-type]
