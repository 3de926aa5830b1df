"""The mailer's edge: records of the stream in, what could not be recorded out."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, replace
from typing import Any, cast

import pytest

from functions.mailer.app import app, on_outbox
from shared.adapters.dynamodb.items import items_of
from shared.domain.errors import StoreUnavailable
from shared.domain.message import MessageState, message_key
from shared.domain.writes import Add, Noun
from shared.edge.stream import Doorbell, read_doorbells
from shared.mail_ports import OutgoingMail
from shared.ports import Ports, Store
from tests.builders import EVENT, a_message, an_id
from tests.edge.mailer.hands import KEY, a_confirmation, a_person, message_in, ports_with
from tests.edge.mailer.test_crash import Trap, TrappedStore
from tests.fakes import FakeMail
from tests.nouns import BUILDERS


def record(number: int, noun: Noun | None, old: Noun | None = None) -> dict[str, Any]:
    """A record of the stream as Lambda brings it."""
    images = {"NewImage": noun, "OldImage": old}
    return {
        "eventID": f"id-{number}",
        "eventName": "INSERT" if old is None else "MODIFY",
        "eventSource": "aws:dynamodb",
        "dynamodb": {
            "SequenceNumber": f"{number:06d}",
            "StreamViewType": "NEW_AND_OLD_IMAGES",
            **{name: items_of(image, "token")[0] for name, image in images.items() if image},
        },
    }


def ring(ports: Ports, *records: dict[str, Any]) -> Any:
    app.use(ports)
    return on_outbox({"Records": list(records)}, None)


def test_only_pending_messages_are_doorbells() -> None:
    nouns = [record(number, build()) for number, build in enumerate(BUILDERS)]
    others = [
        record(50 + number, a_message(state=state))
        for number, state in enumerate(MessageState)
        if state is not MessageState.PENDING
    ]
    gone = record(90, None, a_message())
    index = BUILDERS.index(a_message)
    assert read_doorbells({"Records": [*nouns, *others, gone]}) == [
        Doorbell(f"{index:06d}", EVENT, KEY)
    ]


def test_a_message_that_comes_back_rings_too() -> None:
    back = record(1, a_message(attempts=1), a_message(state=MessageState.RETRY))
    assert read_doorbells({"Records": [back]}) == [Doorbell("000001", EVENT, KEY)]


def test_a_doorbell_sends_the_message() -> None:
    ports, mail = ports_with(a_confirmation(), a_person())
    assert ring(ports, record(1, a_confirmation())) == {"batchItemFailures": []}
    assert (len(mail.sent), message_in(ports).state) == (1, MessageState.SENT)


def test_the_same_records_again_send_nothing() -> None:
    ports, mail = ports_with(a_confirmation(), a_person())
    for _ in range(2):
        assert ring(ports, record(1, a_confirmation())) == {"batchItemFailures": []}
    assert len(mail.sent) == 1


def test_what_could_not_be_recorded_is_named_and_the_rest_is_sent() -> None:
    ports, mail = ports_with(a_confirmation(), a_person())
    other = replace(a_confirmation(), key=message_key(a_message().kind, an_id(), 2))
    ports.store.commit([Add(other)], "other")
    store = cast("Store", TrappedStore(ports.store, Trap(1, StoreUnavailable)))
    answer = ring(replace(ports, store=store), record(1, a_confirmation()), record(2, other))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "000001"}]}
    assert message_in(ports).state is MessageState.PENDING
    assert (len(mail.sent), message_in(ports, other.key).state) == (1, MessageState.SENT)


@dataclass
class BrokenOnce(FakeMail):
    """A provider with a fault of its own that nobody foresaw."""

    calls: int = 0

    def send(self, mail: OutgoingMail) -> str:
        self.calls += 1
        if self.calls == 1:
            raise RuntimeError(f"cannot write to {mail.to}")
        return f"provider-{self.calls}"


def test_an_unforeseen_fault_is_logged_without_its_text_and_holds_nothing_up(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ports, _ = ports_with(a_confirmation(), a_person())
    other = replace(a_confirmation(), key=message_key(a_message().kind, an_id(), 2))
    ports.store.commit([Add(other)], "other")
    with caplog.at_level(logging.INFO, logger="secretariat"):
        answer = ring(
            replace(ports, mail=BrokenOnce()), record(1, a_confirmation()), record(2, other)
        )
    fault, sent = (json.loads(one.message) for one in caplog.records)
    assert answer == {"batchItemFailures": []}
    assert (fault["function"], fault["error"]) == ("mailer", "RuntimeError")
    assert sent == {"function": "mailer", "message": other.key, "state": "sent"}
    assert "example.org" not in caplog.text
    assert message_in(ports).state is MessageState.SENDING
