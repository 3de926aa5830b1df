"""Every operation does what its document says, whatever it is asked (schemathesis).

Each is tried on a meeting of its own, with the examples, with values at the edges of what the
document allows, and with made-up values that it allows or forbids; the same ones every time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.config import SchemathesisConfig
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import negative_data_rejection

from tests.api.meeting import Meeting, open_meeting
from tests.api.ready import ready
from tests.api.sending import session_of

EXAMPLES = 20
CONFIG = {
    "seed": 1,
    "generation": {
        "deterministic": True,
        "max-examples": EXAMPLES,
        "database": "none",
        "allow-extra-parameters": False,  # some are lost on the way and then held against us
    },
    "checks": {
        # What the schema allows may still break a rule of the meeting, or name what is not there.
        "positive_data_acceptance": {"enabled": False},
        "negative_data_rejection": {
            "expected-statuses": [400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 428]
        },
        "missing_required_header": {"expected-statuses": [400, 401, 428]},  # RFC 6585 section 3
    },
}
TOLERANT = ("importInvitations",)
"""What they are sent is judged line by line, and the answer tells what is wrong with each."""
AS_TEXT = "application/x-www-form-urlencoded"
tried_alike = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def schema_of(function: str) -> BaseSchema:
    """What a function promises."""
    config = SchemathesisConfig.from_dict(CONFIG)
    return schemathesis.openapi.from_dict(ready(function), config=config)


agenda, registration, organiser = map(schema_of, ("agenda", "registration", "organiser"))


@pytest.fixture
def meeting() -> Iterator[Meeting]:
    """A meeting of the operation's own."""
    with open_meeting() as opened:
        yield opened


def judge(case: Case[Any], meeting: Meeting, token: str | None = None) -> None:
    """Ask, and compare the answer with the document."""
    case.call_and_validate(
        base_url=meeting.stack.url,
        session=session_of(meeting),
        headers={"Authorization": f"Bearer {token}"} if token else {},
        excluded_checks=[negative_data_rejection] if takes_anything(case) else [],
        allow_redirects=False,
    )


def takes_anything(case: Case[Any]) -> bool:
    """Whether no body is wrong in itself: text is text, and forms are read as text."""
    told = case.operation.definition.raw
    media_types = told.get("requestBody", {}).get("content", {})
    plain = (case.media_type or "").startswith("text/")
    return plain or AS_TEXT in media_types or told["operationId"] in TOLERANT


@agenda.parametrize()
@tried_alike
def test_the_agenda_answers_as_described(case: Case[Any], meeting: Meeting) -> None:
    judge(case, meeting)


@registration.parametrize()
@tried_alike
def test_the_registration_answers_as_described(case: Case[Any], meeting: Meeting) -> None:
    judge(case, meeting)


@organiser.parametrize()
@tried_alike
def test_the_organiser_answers_as_described(case: Case[Any], meeting: Meeting) -> None:
    judge(case, meeting, meeting.stack.organiser_token)
