"""Refuse a genuine submission: it is kept, and the person is told why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from shared.domain.address import normalise_address
from shared.domain.desk import Outcome
from shared.domain.errors import AlreadyThere
from shared.domain.event import Event
from shared.domain.form import Submission
from shared.domain.message import (
    Message,
    MessageKind,
    Recipient,
    message_key,
    queue_message,
    recipient_key,
)
from shared.domain.place import zone
from shared.domain.writes import Add, Write
from shared.ports import Ports
from shared.verbs.keep_delivery import Origin, Registered, answer_receipt, keep


def refuse(
    ports: Ports,
    event: Event,
    submission: Submission,
    origin: Origin,
    reason: str,
    registration: str | None = None,
    also: Sequence[Write] = (),
) -> Registered:
    """Keep the delivery with the writes `also`, and mail the refusal: one per address and day.

    What is refused to somebody who has a `registration` is an update; that stays as it is.

    An organiser who registers somebody by hand reads the answer; nobody is mailed.
    """
    now = ports.clock.now()
    result = Registered(Outcome.REFUSED, registration, reason)
    kept = [*keep(ports, event, origin, result, now), *also]
    by_desk = origin.source in ("organiser", "walk_in")
    letter = [] if by_desk else [_letter(event, submission, reason, now, registration)]
    for writes in ([*kept, *letter], kept):
        if not writes:
            break
        try:
            ports.store.commit(writes, ports.ids.new(now))
        except AlreadyThere as seen:
            if not isinstance(seen.existing, Message):
                return answer_receipt(seen)
        else:
            break
    return result


def _letter(
    event: Event, submission: Submission, reason: str, now: datetime, registration: str | None
) -> Add:
    day = now.astimezone(zone(event.timezone)).strftime("%Y%m%d")
    owner = recipient_key(f"{event.id} {normalise_address(submission.email)}")
    what = "update" if registration else "registration"
    letter = Message(
        key=message_key(MessageKind.REFUSED, owner, day),
        kind=MessageKind.REFUSED,
        event=event.id,
        created_at=now,
        to=Recipient(submission.email, submission.name),
        facts={"reason": reason, "name": submission.name, "what": what},
    )
    return Add(queue_message(letter))
