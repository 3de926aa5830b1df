"""What an organiser wrote, when the mailer comes to it: its round and its file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from functions.mailer.send_message import send_message
from infra.local.attachments import LocalAttachments
from shared.domain.attachment import Attachment, make_attachment
from shared.domain.errors import StoreUnavailable
from shared.domain.message import MessageKind, MessageState
from shared.domain.writes import Add
from shared.ports import Ports
from tests.builders import EVENT, a_message, a_registration
from tests.edge.mailer.hands import message_in, pass_time, ports_with
from tests.round_builders import a_round

FILE = make_attachment("field.pdf", b"%PDF-1.7 field")


@dataclass
class OutOfReach(LocalAttachments):
    """Files that cannot be had for the first so many times."""

    times: int

    def __post_init__(self) -> None:
        super().__init__()

    def fetch(self, event_id: str, attachment_id: str) -> Attachment | None:
        self.times -= 1
        if self.times >= 0:
            raise StoreUnavailable
        return super().fetch(event_id, attachment_id)


def a_letter_of(**facts: str) -> tuple[Ports, Any]:
    """A message of a round that says the usual words and these facts."""
    of = a_round(facts={**a_round().facts, **facts})
    message = a_message(kind=MessageKind.MESSAGE, facts={"round": of.id})
    ports, mail = ports_with(message, a_registration())
    ports.store.commit([Add(of)], "round")
    return ports, mail


def go(ports: Ports) -> MessageState | None:
    return send_message(ports, message_in(ports), ports.clock.now())


def test_the_words_stand_in_the_round_and_not_in_the_message() -> None:
    ports, mail = a_letter_of()
    assert go(ports) is MessageState.SENT
    assert b"The field is wet." in mail.sent[0].raw
    assert message_in(ports).facts == {"round": a_round().id}


def test_a_file_out_of_reach_is_tried_again_and_comes_with_the_mail() -> None:
    ports, mail = a_letter_of(attachment=FILE.id)
    ports = replace(ports, attachments=OutOfReach(1))
    ports.attachments.keep(EVENT, FILE)
    assert go(ports) is MessageState.RETRY
    assert message_in(ports).error == "attachment"
    assert mail.sent == []
    assert pass_time(ports)
    assert go(ports) is MessageState.SENT
    assert b"application/pdf" in mail.sent[0].raw


def test_a_file_that_is_gone_ends_the_message() -> None:
    ports, mail = a_letter_of(attachment=FILE.id)
    assert go(ports) is MessageState.DEAD
    assert (message_in(ports).error, mail.sent) == ("attachment", [])


def test_a_round_that_is_gone_ends_the_message() -> None:
    message = a_message(kind=MessageKind.MESSAGE, facts={"round": a_round().id})
    ports, mail = ports_with(message, a_registration())
    assert go(ports) is MessageState.DEAD
    assert (message_in(ports).error, mail.sent) == ("round", [])


@pytest.mark.parametrize("kind", sorted({MessageKind.CONFIRMATION, MessageKind.CHANGED}))
def test_other_mail_fetches_nothing(kind: MessageKind) -> None:
    ports, mail = ports_with(a_message(kind=kind), a_registration())
    ports = replace(ports, attachments=OutOfReach(99))
    assert go(ports) is MessageState.SENT
    assert len(mail.sent) == 1
