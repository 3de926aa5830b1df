"""All ten types of SES's events, in both dialects, by both roads."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.domain.journal import ChangeKind
from shared.domain.message import Suppression
from shared.domain.timeline import Step
from shared.domain.writes import Remove
from tests.builders import EVENT, NOW, a_message, an_id
from tests.edge.feedback.calling import (
    ROADS,
    by_bus,
    by_topic,
    some_feedback_ports,
    timeline_in,
)
from tests.mail_builders import ADDRESS, EVERY_TYPE, an_ses_event

AT = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
OF_MAIL = datetime(2027, 2, 1, 8, 59, tzinfo=UTC)
KEPT: dict[str, Step] = {
    "Send": Step("sent", OF_MAIL),
    "Delivery": Step("delivered", AT, "250"),
    "Bounce": Step("bounced", AT, "permanent, General, 5.1.1"),
    "Complaint": Step("complained", AT, "abuse"),
    "Reject": Step("rejected", OF_MAIL, "Bad content"),
    "Rendering Failure": Step("rejected", OF_MAIL, "Rendering Failure"),
    "DeliveryDelay": Step("delayed", AT, "MailboxFull"),
}
MARKS = {
    "Bounce": "bounced",
    "Complaint": "complained",
    "Reject": "rejected",
    "Rendering Failure": "rejected",
}
SUPPRESSES = {"Bounce": "bounced", "Complaint": "complained"}


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("dialect", ["eventType", "notificationType"])
@pytest.mark.parametrize("kind", EVERY_TYPE)
def test_every_type_is_understood_and_noted_once(kind: str, dialect: str, road: str) -> None:
    ports = some_feedback_ports()
    for _ in range(2):
        ROADS[road](ports, an_ses_event(kind, dialect))
    assert timeline_in(ports) == ([KEPT[kind]] if kind in KEPT else [])
    reason = SUPPRESSES.get(kind)
    assert ports.store.suppression(ADDRESS) == (
        Suppression(ADDRESS, reason, NOW) if reason else None
    )
    person = ports.store.registration(EVENT, an_id())
    assert person is not None
    assert person.feedback == MARKS.get(kind)
    journal = [(one.kind, one.detail) for one in ports.store.changes(EVENT, NOW, NOW)]
    told = [(ChangeKind.UNDELIVERED, MARKS[kind])] if kind in MARKS else []
    assert journal == told


@pytest.mark.parametrize("kind", KEPT)
def test_both_roads_and_both_dialects_tell_the_same_news_once(kind: str) -> None:
    ports = some_feedback_ports()
    by_topic(ports, an_ses_event(kind))
    by_bus(ports, an_ses_event(kind))
    by_bus(ports, an_ses_event(kind, "notificationType"))
    assert timeline_in(ports) == [KEPT[kind]]


@pytest.mark.parametrize("kind", KEPT)
def test_nothing_that_is_kept_names_anybody(kind: str) -> None:
    ports = some_feedback_ports()
    by_topic(ports, an_ses_event(kind))
    kept = repr(list(ports.store.mail_events(EVENT, a_message().key)))
    assert [word for word in ("@", "aalders", "example", "nobody") if word in kept] == []


@pytest.mark.parametrize(
    ("kind", "detail"),
    [
        ("Transient", "transient, General, 5.1.1"),
        ("Undetermined", "undetermined, General, 5.1.1"),
        ("AddedNextYear", "undetermined, General, 5.1.1"),
    ],
)
def test_a_bounce_that_is_not_for_good_is_told_and_suppresses_nothing(
    kind: str, detail: str
) -> None:
    ports = some_feedback_ports()
    by_topic(ports, an_ses_event("Bounce", bounceType=kind))
    assert timeline_in(ports) == [Step("bounced", AT, detail)]
    assert ports.store.suppression(ADDRESS) is None


def test_a_diagnostic_text_leaves_its_code_alone() -> None:
    ports = some_feedback_ports()
    quoting = {"emailAddress": ADDRESS, "diagnosticCode": f"smtp; 550 <{ADDRESS}> is unknown"}
    odd: dict[str, Any] = {"bouncedRecipients": [quoting], "bounceSubType": f"of {ADDRESS}"}
    by_topic(ports, an_ses_event("Bounce", **odd))
    assert timeline_in(ports) == [Step("bounced", AT, "permanent, 550")]


def test_a_complaint_taken_back_is_none() -> None:
    ports = some_feedback_ports()
    by_topic(ports, an_ses_event("Complaint", complaintFeedbackType="not-spam"))
    assert (timeline_in(ports), ports.store.suppression(ADDRESS)) == ([], None)


@pytest.mark.parametrize("stamp", [None, 7, "yesterday", "0001-01-01T00:00:00+14:00"])
def test_without_an_instant_of_its_own_news_has_the_mails(stamp: object) -> None:
    ports = some_feedback_ports()
    by_topic(ports, an_ses_event("Delivery", timestamp=stamp))
    assert timeline_in(ports) == [Step("delivered", OF_MAIL, "250")]


def test_without_any_instant_news_has_that_of_its_hearing() -> None:
    ports = some_feedback_ports()
    told = an_ses_event("Delivery", timestamp=None)
    del told["mail"]["timestamp"]
    by_topic(ports, told)
    assert timeline_in(ports) == [Step("delivered", NOW, "250")]


def test_a_suppression_that_was_lifted_does_not_come_back_with_a_repeat() -> None:
    ports = some_feedback_ports()
    by_topic(ports, an_ses_event("Complaint"))
    suppression = ports.store.suppression(ADDRESS)
    assert suppression is not None
    ports.store.commit([Remove(suppression)], "lifted")
    by_bus(ports, an_ses_event("Complaint"))
    assert ports.store.suppression(ADDRESS) is None


def test_the_bus_may_bring_what_cannot_be_read(caplog: pytest.LogCaptureFixture) -> None:
    ports = some_feedback_ports()
    with caplog.at_level(logging.INFO, logger="secretariat"):
        by_bus(ports, {"eventType": ADDRESS})
    assert [json.loads(one.message) for one in caplog.records] == [
        {"fault": "unreadable", "function": "feedback"}
    ]
