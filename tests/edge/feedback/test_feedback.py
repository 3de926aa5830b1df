"""The provider's answers: bounces and complaints, both dialects, told once or often."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest

from functions.feedback.app import app, on_feedback
from functions.feedback.schemas import read_notice
from shared.domain.journal import ChangeKind
from shared.domain.message import Suppression
from shared.domain.registration import Registration
from shared.domain.writes import Add
from shared.ports import Ports, Store
from tests.builders import (
    EVENT,
    NOW,
    a_message,
    a_registration,
    a_sent_mail,
    an_id,
)
from tests.fakes import put_event, some_ports

ADDRESS = "meret.aalders@example.org"
PROVIDER_ID = a_sent_mail().provider_id
LATER = NOW + timedelta(days=30)


def a_bounce(kind: str = "Permanent", feedback_id: str = "feedback-1") -> dict[str, Any]:
    return {
        "bounceType": kind,
        "bounceSubType": "General",
        "bouncedRecipients": [{"emailAddress": ADDRESS, "action": "failed", "status": "5.1.1"}],
        "timestamp": "2027-02-01T09:00:00.000Z",
        "feedbackId": feedback_id,
    }


def a_complaint(kind: str | None = "abuse") -> dict[str, Any]:
    told = {"complaintFeedbackType": kind} if kind else {}
    return {"complainedRecipients": [{"emailAddress": ADDRESS}], "feedbackId": "f-2", **told}


def a_notice(dialect: str = "eventType", tags: bool = False, **told: Any) -> dict[str, Any]:
    """An SES event about the confirmation of Meret Aalders; a bounce unless told otherwise."""
    ours = {"event": [EVENT], "message": [a_message().key], "ses:source-ip": ["192.0.2.1"]}
    told = told or {"bounce": a_bounce()}
    name = next(iter(told))
    return {
        dialect: name.capitalize(),
        **told,
        "mail": {
            "timestamp": "2027-02-01T08:59:00.000Z",
            "messageId": PROVIDER_ID,
            "source": "House of Rivers <desk@example.org>",
            "destination": [ADDRESS],
            **({"tags": ours} if tags else {}),
        },
        "added-next-year": {"x": 1},
    }


def some_feedback_ports(registration: Registration | None = None, sent: bool = True) -> Ports:
    ports = some_ports()
    put_event(ports)
    ports.store.commit([Add(registration or a_registration()), Add(a_message())], "put")
    if sent:
        ports.store.commit([Add(a_sent_mail())], "sent")
    return ports


def hear(ports: Ports, notice: dict[str, Any] | str) -> None:
    """One SNS notification, as Lambda brings it."""
    app.use(ports)
    text = notice if isinstance(notice, str) else json.dumps(notice)
    sns: dict[str, Any] = {"MessageId": "sns-1", "Message": text}
    sns |= {"Type": "Notification", "Subject": None, "MessageAttributes": {}}
    on_feedback({"Records": [{"EventSource": "aws:sns", "Sns": sns}]}, None)


def journal(ports: Ports) -> list[tuple[str | None, str | None]]:
    changes = list(ports.store.changes(EVENT, NOW - timedelta(days=60), LATER))
    assert {change.kind for change in changes} <= {ChangeKind.UNDELIVERED}
    assert {change.at for change in changes} <= {NOW}
    return [(change.registration, change.detail) for change in changes]


def mark(ports: Ports) -> str | None:
    registration = ports.store.registration(EVENT, an_id())
    assert registration is not None
    return registration.feedback


@pytest.mark.parametrize("dialect", ["eventType", "notificationType"])
@pytest.mark.parametrize(
    ("told", "reason"),
    [({"bounce": a_bounce()}, "bounced"), ({"complaint": a_complaint()}, "complained"),
     ({"complaint": a_complaint(None)}, "complained")],
)  # fmt: skip
def test_a_dead_or_unwilling_address_is_suppressed_marked_and_told(
    dialect: str, told: dict[str, Any], reason: str
) -> None:
    ports = some_feedback_ports()
    hear(ports, a_notice(dialect, **told))
    assert ports.store.suppression(ADDRESS) == Suppression(ADDRESS, reason, NOW)
    assert (mark(ports), journal(ports)) == (reason, [(an_id(), reason)])


@pytest.mark.parametrize(
    "told",
    [
        {"bounce": a_bounce("Transient")},
        {"bounce": a_bounce("Undetermined")},
        {"complaint": a_complaint("not-spam")},
        {"delivery": {"recipients": [ADDRESS]}},
        {"send": {}},
        {"deliveryDelay": {"delayType": "MailboxFull"}},
    ],
)
def test_what_is_no_bad_news_for_good_changes_nothing(told: dict[str, Any]) -> None:
    ports = some_feedback_ports()
    hear(ports, a_notice(**told))
    assert (ports.store.suppression(ADDRESS), mark(ports), journal(ports)) == (None, None, [])


def test_the_same_news_again_is_told_once() -> None:
    ports = some_feedback_ports()
    for _ in range(3):
        hear(ports, a_notice())
    assert journal(ports) == [(an_id(), "bounced")]


def test_news_without_an_id_of_its_own_is_told_once_by_the_mails_id() -> None:
    ports = some_feedback_ports()
    bounce = a_bounce()
    del bounce["feedbackId"]
    for _ in range(2):
        hear(ports, a_notice(bounce=bounce))
    assert journal(ports) == [(an_id(), "bounced")]


def test_other_news_of_the_same_mail_is_told_too() -> None:
    ports = some_feedback_ports()
    hear(ports, a_notice())
    hear(ports, a_notice(complaint=a_complaint()))
    assert [detail for _, detail in journal(ports)] == ["bounced", "complained"]


def test_news_that_comes_before_the_result_is_found_by_the_tags() -> None:
    ports = some_feedback_ports(sent=False)
    hear(ports, a_notice(tags=True))
    assert (mark(ports), journal(ports)) == ("bounced", [(an_id(), "bounced")])


def test_news_of_an_unknown_mail_still_suppresses_the_address() -> None:
    ports = some_feedback_ports(sent=False)
    hear(ports, a_notice())
    assert ports.store.suppression(ADDRESS) == Suppression(ADDRESS, "bounced", NOW)
    assert (mark(ports), journal(ports)) == (None, [])


def test_news_of_somebody_erased_still_suppresses_the_address() -> None:
    ports = some_ports()
    put_event(ports)
    ports.store.commit([Add(a_message()), Add(a_sent_mail())], "put")
    hear(ports, a_notice())
    assert ports.store.suppression(ADDRESS) is not None
    assert journal(ports) == []


def test_news_of_an_address_corrected_meanwhile_does_not_mark_the_new_one() -> None:
    ports = some_feedback_ports(a_registration(email="meret@example.net"))
    hear(ports, a_notice())
    assert ports.store.suppression("meret@example.net") is None
    assert ports.store.suppression(ADDRESS) is not None
    assert (mark(ports), journal(ports)) == (None, [])


def test_an_address_is_suppressed_as_it_is_compared() -> None:
    bounce = a_bounce() | {"bouncedRecipients": [{"emailAddress": "Meret <MERET@Mühle.example>"}]}
    ports = some_feedback_ports()
    hear(ports, a_notice(bounce=bounce))
    assert ports.store.suppression("meret@xn--mhle-0ra.example") is not None


def test_a_mailbox_behind_a_forwarding_one_suppresses_the_one_we_wrote_to_as_well() -> None:
    bounce = a_bounce() | {"bouncedRecipients": [{"emailAddress": "behind@example.com"}]}
    ports = some_feedback_ports()
    hear(ports, a_notice(bounce=bounce))
    assert ports.store.suppression("behind@example.com") is not None
    assert (ports.store.suppression(ADDRESS) is not None, mark(ports)) == (True, "bounced")


def test_what_is_no_address_is_left_out() -> None:
    notice = a_notice(bounce=a_bounce() | {"bouncedRecipients": [{"emailAddress": "nobody"}]})
    notice["mail"]["destination"] = []
    ports = some_feedback_ports()
    hear(ports, notice)
    assert journal(ports) == []


@pytest.mark.parametrize(
    "text",
    ["", "hello", "[]", "{}", "null", '{"eventType":"Bounce","bounce":{},"mail":{}}',
     json.dumps({"eventType": "Bounce", "bounce": ADDRESS, "mail": {"messageId": "1"}})],
)  # fmt: skip
def test_what_cannot_be_read_is_logged_without_quoting_it(
    text: str, caplog: pytest.LogCaptureFixture
) -> None:
    ports = some_feedback_ports()
    with caplog.at_level(logging.INFO, logger="secretariat"):
        hear(ports, text)
    assert [json.loads(one.message) for one in caplog.records] == [
        {"fault": "unreadable", "function": "feedback"}
    ]
    assert journal(ports) == []


def test_reading_a_notice_keeps_what_counts() -> None:
    notice = read_notice(json.dumps(a_notice(tags=True)))
    assert (notice.id, notice.reason, notice.addresses) == ("feedback-1", "bounced", (ADDRESS,))
    assert (notice.tag("event"), notice.tag("registration")) == (EVENT, None)


class StaleReads:
    """A store that still shows a registration which has gone meanwhile."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Callable[..., object]:
        return cast("Callable[..., object]", getattr(self._store, name))

    def registration(self, event_id: str, registration_id: str) -> Registration | None:
        return a_registration(event=event_id, id=registration_id)


def test_news_of_somebody_erased_at_this_moment_still_suppresses_the_address() -> None:
    ports = some_ports()
    put_event(ports)
    ports.store.commit([Add(a_message()), Add(a_sent_mail())], "put")
    hear(replace(ports, store=cast("Store", StaleReads(ports.store))), a_notice())
    assert ports.store.suppression(ADDRESS) is not None
    assert journal(ports) == []
