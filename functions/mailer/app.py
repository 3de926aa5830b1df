"""The edge of the mailer: the table's stream rings, one message a doorbell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from chalice.app import DynamoDBEvent

from functions.mailer.lease_sends import lease_sends
from functions.mailer.send_message import postpone, read_pending, send_message
from shared.domain.errors import StoreUnavailable
from shared.domain.message import Message, MessageState
from shared.edge.app import App
from shared.edge.log import log_failure, write_log
from shared.edge.stream import Doorbell, read_doorbells
from shared.edge.wiring import wire

STREAM = "arn:aws:dynamodb:region:account:table/secretariat/stream/label"
"""Stands for the table's stream until packaging puts the real one in its place."""

app = App("mailer", partial(wire, "mailer"))
Step = Callable[[], MessageState | None]


@app.on_dynamodb_record(stream_arn=STREAM, batch_size=10)  # type: ignore[untyped-decorator, unused-ignore]
def on_outbox(event: DynamoDBEvent) -> dict[str, list[dict[str, str]]]:
    """Send what the stream says is pending; answers with what could not be recorded."""
    payload: dict[str, Any] = event.to_dict()
    missed = answer(read_doorbells(payload))
    return {"batchItemFailures": [{"itemIdentifier": bell.sequence_number} for bell in missed]}


def answer(bells: Sequence[Doorbell]) -> list[Doorbell]:
    """Send a batch on one lease; the bells that the stream must ring again."""
    missed: list[Doorbell] = []
    pending: dict[Doorbell, Message] = {}
    steps: list[Step] = []
    for bell in {(bell.event, bell.message_key): bell for bell in bells}.values():
        with _noting([bell], missed):
            message = read_pending(app.ports, bell.event, bell.message_key)
            pending |= {bell: message} if message else {}
    if pending:
        with _noting(list(pending), missed):
            steps = _lease(list(pending.values()))
    for bell, step in zip(pending, steps, strict=False):  # no steps at all where no lease was had
        with _noting([bell], missed):
            write_log("info", function="mailer", message=bell.message_key, state=step())
    return missed


def _lease(pending: list[Message]) -> list[Step]:
    """What is to be done with each message, by one lease for all of them."""
    leased = lease_sends(app.ports, len(pending))
    granted = len(leased.turns)
    return [
        *(
            partial(send_message, app.ports, message, turn)
            for message, turn in zip(pending[:granted], leased.turns, strict=True)
        ),
        *(
            partial(postpone, app.ports, message, due_at)
            for message, due_at in zip(pending[granted:], leased.later, strict=True)
        ),
    ]


@contextmanager
def _noting(bells: Sequence[Doorbell], missed: list[Doorbell]) -> Iterator[None]:
    """Have the stream ring again where the store did not answer.

    Another fault is noted and left to the timer: it must not hold up the rest.
    """
    try:
        yield
    except StoreUnavailable:
        missed.extend(bells)
    except Exception as fault:  # noqa: BLE001 -- the edge: one bad message never stops the others
        log_failure("mailer", "outbox", fault)
