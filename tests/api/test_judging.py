"""What a document does not tell is found: else the other tests here would prove nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from schemathesis.core.failures import FailureGroup

from tests.api.meeting import Meeting, open_meeting
from tests.api.ready import KNOWN, UNKNOWN, ready
from tests.api.test_every_operation import judge

PATH = "/agenda/{event}/agenda.json"
Change = Callable[[Any], object]


@pytest.fixture(scope="module")
def meeting() -> Iterator[Meeting]:
    """A meeting that nobody changes."""
    with open_meeting() as opened:
        yield opened


def replies(document: Any) -> Any:
    return document["paths"][PATH]["get"]["responses"]


def agenda(document: Any) -> Any:
    return document["components"]["schemas"]["Agenda"]


def forget_revision(document: Any) -> None:
    agenda(document)["properties"].pop("revision")
    agenda(document)["required"].remove("revision")


def answer_text(document: Any) -> None:
    content = replies(document)["200"]["content"]
    content["text/plain"] = content.pop("application/json")


def ask(meeting: Meeting, event: str, change: Change) -> None:
    """Read an agenda, and judge the answer by the document after a change."""
    document = ready("agenda")
    change(document)
    schema = schemathesis.openapi.from_dict(document)
    judge(schema[PATH]["GET"].Case(path_parameters={"event": event}), meeting)


@pytest.mark.parametrize("event", [f"{KNOWN}event", UNKNOWN])
def test_a_true_document_is_true(meeting: Meeting, event: str) -> None:
    ask(meeting, event, lambda document: None)


@pytest.mark.parametrize(
    ("event", "change"),
    [
        (f"{KNOWN}event", forget_revision),
        (f"{KNOWN}event", lambda one: agenda(one)["properties"].update(release={"type": "string"})),
        (f"{KNOWN}event", lambda one: agenda(one)["required"].append("secret")),
        (f"{KNOWN}event", lambda one: replies(one).pop("200")),
        (f"{KNOWN}event", answer_text),
        (
            f"{KNOWN}event",
            lambda one: replies(one)["200"]["headers"].update(
                Age={"required": True, "schema": {"type": "string"}}
            ),
        ),
        (UNKNOWN, lambda one: replies(one).pop("404")),
    ],
    ids=["field", "type", "missing", "status", "media type", "header", "error"],
)
def test_a_document_that_says_something_else_is_found(
    meeting: Meeting, event: str, change: Change
) -> None:
    with pytest.raises(FailureGroup):
        ask(meeting, event, change)
