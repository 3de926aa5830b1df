"""The edge of the mailer: the table's stream rings, one message a doorbell."""

from __future__ import annotations

from functools import partial
from typing import Any

from chalice.app import DynamoDBEvent

from functions.mailer.send_message import send_message
from shared.domain.errors import StoreUnavailable
from shared.edge.app import App
from shared.edge.log import log_failure, write_log
from shared.edge.stream import Doorbell, read_doorbells
from shared.edge.wiring import wire

STREAM = "arn:aws:dynamodb:region:account:table/secretariat/stream/label"
"""Stands for the table's stream until packaging puts the real one in its place."""

app = App("mailer", partial(wire, "mailer"))


@app.on_dynamodb_record(stream_arn=STREAM, batch_size=10)  # type: ignore[untyped-decorator, unused-ignore]
def on_outbox(event: DynamoDBEvent) -> dict[str, list[dict[str, str]]]:
    """Send what the stream says is pending; answers with what could not be recorded."""
    payload: dict[str, Any] = event.to_dict()
    missed = [bell for bell in read_doorbells(payload) if not answer(bell)]
    return {"batchItemFailures": [{"itemIdentifier": bell.sequence_number} for bell in missed]}


def answer(bell: Doorbell) -> bool:
    """Send one message; False asks the stream to ring again.

    Another fault than the store's is noted and left to the timer: it must not hold up the rest.
    """
    try:
        state = send_message(app.ports, bell.event, bell.message_key)
    except StoreUnavailable:
        return False
    except Exception as fault:  # noqa: BLE001 -- the edge: one bad message never stops the others
        log_failure("mailer", "outbox", fault)
        return True
    write_log("info", function="mailer", message=bell.message_key, state=state)
    return True
