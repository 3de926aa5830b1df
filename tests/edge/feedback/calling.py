"""The provider's news as Lambda brings it: by the topic, or by the bus."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from functions.feedback.app import app, on_bus, on_feedback
from shared.domain.timeline import Step, timeline
from shared.domain.writes import Add
from shared.ports import Ports
from tests.builders import EVENT, a_message, a_registration, a_sent_mail
from tests.fakes import put_event, some_ports

Road = Callable[[Ports, Mapping[str, Any]], None]


def by_topic(ports: Ports, told: Mapping[str, Any]) -> None:
    app.use(ports)
    sns: dict[str, Any] = {"MessageId": "sns-1", "Message": json.dumps(told)}
    sns |= {"Type": "Notification", "Subject": None, "MessageAttributes": {}}
    on_feedback({"Records": [{"EventSource": "aws:sns", "Sns": sns}]}, None)


def by_bus(ports: Ports, told: Mapping[str, Any]) -> None:
    app.use(ports)
    payload = {
        "version": "0",
        "id": "bus-1",
        "detail-type": "Email Something",
        "source": "aws.ses",
        "account": "123456789012",
        "time": "2027-02-01T09:00:00Z",
        "region": "eu-west-1",
        "resources": [],
        "detail": dict(told),
    }
    on_bus(payload, None)


ROADS: Mapping[str, Road] = {"topic": by_topic, "bus": by_bus}


def some_feedback_ports() -> Ports:
    """The workshop, Meret Aalders, and her confirmation, which was sent."""
    ports = some_ports()
    put_event(ports)
    nouns = (a_registration(), a_message(), a_sent_mail())
    ports.store.commit([Add(noun) for noun in nouns], "put")
    return ports


def timeline_in(ports: Ports) -> list[Step]:
    """What was heard of the confirmation, without its writing."""
    key = a_message().key
    steps = timeline(a_message(), ports.store.mail_events(EVENT, key))
    return list(steps[1:])
