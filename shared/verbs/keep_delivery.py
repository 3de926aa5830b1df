"""Keep a webhook delivery: its receipt, by which repeats are known, and its body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from shared.domain.desk import Delivery, Outcome, Receipt
from shared.domain.errors import AlreadyThere
from shared.domain.event import Event
from shared.domain.invitation import Invitation
from shared.domain.journal import Deed, Hand
from shared.domain.writes import Add, Put, Replace, Write
from shared.ports import Ports
from shared.verbs.letters import sign


@dataclass(frozen=True)
class Origin:
    """Where a submission comes from; only webhooks have a sender, an id and a body.

    `source` is `webhook:<sender>`, `form`, `focal_point`, `walk_in` or `organiser`; `response_id`
    is the form service's own id of a response, the same when the person edits it. `hand` is the
    organiser's who registers somebody, or has the `kept` delivery read again; `invitation` is the
    one whose link was followed.
    """

    source: str
    sender: str | None = None
    sender_id: str | None = None
    response_id: str | None = None
    body: bytes | None = None
    content_type: str | None = None
    hand: Hand | None = None
    kept: Delivery | None = None
    invitation: Invitation | None = None


@dataclass(frozen=True)
class Registered:
    """What a submission came to, in the words of the webhook's answer."""

    outcome: str
    registration: str | None
    reason: str | None


def keep_delivery(
    ports: Ports,
    event: Event,
    origin: Origin,
    outcome: Outcome,
    reason: str,
    also: Sequence[Write] = (),
) -> Registered:
    """Keep a delivery that registers nobody, with the writes `also`.

    A sender's id seen before answers `duplicate`.
    """
    now = ports.clock.now()
    result = Registered(outcome, None, reason)
    try:
        kept = keep(ports, event, origin, result, now)
        ports.store.commit([*kept, *also], ports.ids.new(now))
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
        event.id, origin.sender, origin.sender_id, _first_outcome(result), result.registration, now
    )
    if origin.kept is not None:
        return _keep_again(ports, receipt, origin.kept, origin.hand, result, now)
    delivery = Delivery(
        event=event.id,
        id=ports.ids.new(now),
        sender=origin.sender,
        received_at=now,
        outcome=result.outcome,
        reason=result.reason,
        registration=result.registration,
        body=origin.body,
        sender_id=origin.sender_id,
        content_type=origin.content_type,
    )
    return [Add(receipt), Add(delivery)]


def _keep_again(
    ports: Ports,
    receipt: Receipt,
    kept: Delivery,
    hand: Hand | None,
    result: Registered,
    now: datetime,
) -> list[Write]:
    """A delivery read again, told what has become of it; so will every repeat of it be."""
    after = replace(
        kept,
        outcome=result.outcome,
        reason=result.reason,
        registration=result.registration,
        version=kept.version + 1,
    )
    return [
        Put(receipt),
        Replace(after),
        *sign(ports, hand, kept.event, Deed.REPLAYED, now, kept.id),
    ]


def _first_outcome(result: Registered) -> str:
    """What repeats will name: a repeat itself names what it is the repeat of."""
    repeated = result.reason if result.outcome == Outcome.DUPLICATE else None
    return repeated or result.outcome


def answer_receipt(seen: AlreadyThere) -> Registered:
    """The answer to a sender's id seen before; raises `seen` again if it is about another noun."""
    if not isinstance(seen.existing, Receipt):
        raise seen
    return Registered(Outcome.DUPLICATE, seen.existing.registration, seen.existing.outcome)
