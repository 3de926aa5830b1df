"""Events as SES published them: all are understood, and nothing personal is kept of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from functions.feedback.schemas import read_detail, read_notice
from tests.builders import EVENT, a_message
from tests.edge.feedback.calling import by_bus, by_topic, some_feedback_ports, timeline_in
from tests.mail_builders import PROVIDER_ID

TOLD = {"Bounce": "bounced", "Delivery": "delivered", "Send": "sent"}


def events_in(corpus: Path) -> list[dict[str, Any]]:
    return [json.loads(one.read_text()) for one in sorted(corpus.glob("data/aws/ses_*.json"))]


def kind_of(event: dict[str, Any]) -> str:
    return str(event.get("eventType") or event.get("notificationType"))


def test_every_event_is_understood_alike_by_both_roads(corpus: Path) -> None:
    events = events_in(corpus)
    assert len(events) >= 6
    for event in events:
        kind = kind_of(event)
        notice = read_notice(json.dumps(event))
        assert read_detail(event) == notice
        assert notice.what == TOLD[kind]
        assert notice.at is not None


def test_every_event_about_a_mail_of_ours_is_one_step_without_addresses(corpus: Path) -> None:
    for event in events_in(corpus):
        ports = some_feedback_ports()
        told = {**event, "mail": {**event["mail"], "messageId": PROVIDER_ID}}
        by_topic(ports, told)
        by_bus(ports, told)
        kind = kind_of(event)
        assert [step.what for step in timeline_in(ports)] == [TOLD[kind]]
        kept = repr(list(ports.store.mail_events(EVENT, a_message().key)))
        assert "@" not in kept


def test_a_permanent_bounce_suppresses_whom_it_names(corpus: Path) -> None:
    bounces = [one for one in events_in(corpus) if "bounce" in one]
    assert len(bounces) >= 2
    for bounce in bounces:
        ports = some_feedback_ports()
        by_topic(ports, bounce)
        for recipient in bounce["bounce"]["bouncedRecipients"]:
            assert ports.store.suppression(recipient["emailAddress"]) is not None
