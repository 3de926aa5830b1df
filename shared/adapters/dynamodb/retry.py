"""Which of DynamoDB's answers mean "try again", and which conditions of a transaction failed."""

from __future__ import annotations

from typing import Any

from botocore import exceptions
from botocore.exceptions import ClientError

CONDITION_FAILED = "ConditionalCheckFailed"
BUSY_ANSWERS = frozenset(
    {
        "InternalServerError",
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingException",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)
"""Error codes that pass (DynamoDB Developer Guide, "Error handling")."""
BUSY_REASONS = frozenset(
    {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}
)
"""Cancellation reasons that pass (API reference, TransactWriteItems)."""
CALL_ERRORS = (ClientError, exceptions.HTTPClientError, exceptions.ConnectionError)
"""What a call raises: an answer that is an error, or no answer."""


def cancellation_reasons(error: ClientError) -> list[dict[str, Any]]:
    """One reason for each part of a cancelled transaction, in order; none for other errors."""
    answer: dict[str, Any] = dict(error.response)
    reasons: list[dict[str, Any]] = answer.get("CancellationReasons", [])
    return reasons


def failed_conditions(error: ClientError) -> list[tuple[int, dict[str, Any] | None]]:
    """The parts whose condition failed, with the item that each found there.

    They outrank conflicts and throttles: trying again would not make them hold.
    """
    return [
        (part, reason.get("Item") or None)
        for part, reason in enumerate(cancellation_reasons(error))
        if reason.get("Code") == CONDITION_FAILED
    ]


def may_pass(error: Exception) -> bool:
    """Whether the same call may succeed in a moment: conflict, throttle, timeout, lost line."""
    if not isinstance(error, ClientError):
        return True
    if failed_conditions(error):
        return False
    codes = {reason.get("Code") for reason in cancellation_reasons(error)} & BUSY_REASONS
    return bool(codes) or error.response.get("Error", {}).get("Code") in BUSY_ANSWERS
