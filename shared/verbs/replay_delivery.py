"""Replay a kept delivery: read it again by the event's present mapping and rules."""

from __future__ import annotations

from shared.domain.desk import Delivery, Outcome
from shared.domain.errors import Missing, Stale, StoreUnavailable
from shared.domain.journal import Hand
from shared.ports import Ports
from shared.senders.registry import SENDERS
from shared.verbs.keep_delivery import Origin, Registered
from shared.verbs.register import SettingsChanged
from shared.verbs.take_delivery import take_delivery

ATTEMPTS = 4


def replay_delivery(ports: Ports, event_id: str, delivery_id: str, hand: Hand) -> Registered:
    """What the delivery comes to now, as if it had just come in; its signature is not asked again.

    One that has its registration answers `duplicate`. One that was ignored, being a test or about
    something else, stays so; also one whose body was erased. Raises Missing, StoreUnavailable.
    """
    for _ in range(ATTEMPTS):
        delivery = ports.store.delivery(event_id, delivery_id)
        if delivery is None:
            raise Missing("delivery")
        if delivery.registration is not None and delivery.outcome != Outcome.REFUSED:
            return _answer_settled(delivery)
        if delivery.outcome == Outcome.IGNORED or not delivery.body:
            return Registered(delivery.outcome, None, delivery.reason)
        try:
            return _take_again(ports, delivery, hand)
        except (SettingsChanged, Stale):
            continue  # the settings changed, or somebody else has just replayed it: look again
    raise StoreUnavailable


def _answer_settled(delivery: Delivery) -> Registered:
    repeated = delivery.outcome == Outcome.DUPLICATE
    first = delivery.reason if repeated else delivery.outcome
    return Registered(Outcome.DUPLICATE, delivery.registration, first)


def _take_again(ports: Ports, delivery: Delivery, hand: Hand) -> Registered:
    headers = {"content-type": delivery.content_type} if delivery.content_type else {}
    incoming = SENDERS[delivery.sender].read(headers, delivery.body)
    origin = Origin(
        source=f"webhook:{delivery.sender}",
        sender=delivery.sender,
        sender_id=delivery.sender_id,
        response_id=incoming.response_id,
        body=delivery.body,
        content_type=delivery.content_type,
        hand=hand,
        kept=delivery,
    )
    return take_delivery(ports, ports.events.fresh(delivery.event), incoming, origin)
