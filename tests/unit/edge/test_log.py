"""The log: one JSON line, no text of faults."""

from __future__ import annotations

import json
import logging

import pytest

from shared.edge.log import log_failure, write_log


def test_facts_are_one_line_of_json(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "secretariat"):
        write_log("info", function="timer", digest=2)
    assert [record.levelname for record in caplog.records] == ["INFO"]
    assert caplog.messages == ['{"digest": 2, "function": "timer"}']


def test_a_fault_tells_where_it_arose_and_not_what_it_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    try:
        int("ada@example.org")
    except ValueError as error:
        log_failure("mailer", "outbox", error)
    told = json.loads(caplog.messages[0])
    assert (told["error"], told["function"], told["route"]) == ("ValueError", "mailer", "outbox")
    assert "test_log.py" in told["where"]
    assert "ada@example.org" not in caplog.text
