"""A commit as one TransactWriteItems, and what its failure means."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from botocore.exceptions import ClientError

from shared.adapters.commit import check_writes, place_of_write
from shared.adapters.dynamodb.expressions import actions_of
from shared.adapters.dynamodb.nouns import WRITTEN, noun_of
from shared.adapters.dynamodb.retry import failed_conditions
from shared.adapters.dynamodb.session import Session
from shared.adapters.effects import refusal
from shared.domain.writes import Write

_LONGEST_TOKEN = 36


def transact(session: Session, writes: Sequence[Write], token: str) -> None:
    """Make all writes in one TransactWriteItems; errors as the port's `commit` says."""
    check_writes(writes)
    parts = [(write, one) for write in writes for one in actions_of(write, token, session.table)]
    asked = {
        "TransactItems": [action for _, action in parts],
        "ClientRequestToken": _request_token(token),
    }
    try:
        session.patiently(lambda: session.client.transact_write_items(**asked))
    except ClientError as error:
        _explain(error, [write for write, _ in parts], token)


def _explain(error: ClientError, writes: Sequence[Write], token: str) -> None:
    """Say which write was refused; nothing when it was made before and its answer lost."""
    failed = failed_conditions(error)
    if not failed:
        raise error
    if any(item and item[WRITTEN]["S"] == token for _, item in failed):
        return
    part, item = failed[0]
    write = writes[part]
    kind = place_of_write(write).noun
    raise refusal(write, noun_of(kind, item) if item else None) from error


def _request_token(token: str) -> str:
    if len(token) <= _LONGEST_TOKEN:
        return token
    return hashlib.sha256(token.encode()).hexdigest()[:_LONGEST_TOKEN]
