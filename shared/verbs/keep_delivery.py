"""Keep a webhook delivery: its receipt, by which repeats are known, and its body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shared.domain.desk import Delivery, Outcome, Receipt
from shared.domain.errors import AlreadyThere
from shared.domain.event import Event
from shared.domain.writes import Add, Write
from shared.ports import Ports


@dataclass(frozen=True)
class Origin:
    """Where a submission comes from; only webhooks have a sender, an id and a body.

    `source` is `webhook:<sender>`, `form` or `organiser`; `response_id` is the form service's
    own id of a response, the same when the person edits it.
    """

    source: str
    sender: str | None = None
    sender_id: str | None = None
    response_id: str | None = None
    body: bytes | None = None


@dataclass(frozen=True)
class Registered:
    """What a submission came to, in the words of the webhook's answer."""

    outcome: str
    registration: str | None
    reason: str | None


def keep_delivery(
    ports: Ports, event: Event, origin: Origin, outcome: Outcome, reason: str
) -> Registered:
    """Keep a delivery that registers nobody. A sender's id seen before answers `duplicate`."""
    now = ports.clock.now()
    result = Registered(outcome, None, reason)
    try:
        ports.store.commit(keep(ports, event, origin, result, now), ports.ids.new(now))
    except AlreadyThere as seen:
        return answer_receipt(seen)
    return result


def keep(
    ports: Ports, event: Event, origin: Origin, result: Registered, now: datetime
) -> list[Write]:
    """The receipt (first, so that a repeat speaks first) and the delivery; none but of webhooks."""
    if origin.sender is None or origin.sender_id is None or origin.body is None:
        return []
    receipt = Receipt(
        event.id, origin.sender, origin.sender_id, result.outcome, result.registration, now
    )
    delivery = Delivery(
        event=event.id,
        id=ports.ids.new(now),
        sender=origin.sender,
        received_at=now,
        outcome=result.outcome,
        reason=result.reason,
        registration=result.registration,
        body=origin.body,
    )
    return [Add(receipt), Add(delivery)]


def answer_receipt(seen: AlreadyThere) -> Registered:
    """The answer to a sender's id seen before; raises `seen` again if it is about another noun."""
    if not isinstance(seen.existing, Receipt):
        raise seen
    return Registered(Outcome.DUPLICATE, seen.existing.registration, seen.existing.outcome)
