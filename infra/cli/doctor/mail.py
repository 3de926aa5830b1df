"""Whether mail can leave and will be taken: SES first, then the DNS of the sender."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError

from infra.cli.doctor.check import Check
from infra.cli.doctor.names import Names
from infra.cli.doctor.records import check_records, check_reply
from infra.cli.doctor.ses import (
    GROUP,
    Identity,
    Unsaid,
    check_account,
    check_configuration_set,
    check_identity,
    find_identity,
)

if TYPE_CHECKING:
    from mypy_boto3_sesv2.client import SESV2Client


@dataclass(frozen=True)
class Asked:
    """What is to be looked at: the sender, the configuration set, and who is answered."""

    sender: str
    configuration_set: str | None
    answers: str | None


def check_mail(
    open_client: Callable[[], SESV2Client], names: Names, asked: Asked
) -> Iterator[Check]:
    """Every check of mail; without an answer of AWS the DNS is looked at all the same."""
    identity, region = None, None
    try:
        client = open_client()
    except BotoCoreError as wrong:
        yield Check("account", None, f"AWS cannot be asked: {wrong}", GROUP, "Give --region.")
    else:
        region = client.meta.region_name
        yield from check_account(client)
        found = _find(client, asked.sender)
        if isinstance(found, Check):
            yield found
        else:
            identity = found
            yield from check_identity(identity, asked.sender)
        yield from check_configuration_set(client, asked.configuration_set)
    yield from check_records(names, asked.sender, identity, region)
    yield check_reply(names, asked.answers or asked.sender)


def _find(client: SESV2Client, sender: str) -> Identity | Check | None:
    try:
        return find_identity(client, sender)
    except Unsaid as silence:
        return Check("identity", None, str(silence), GROUP)
