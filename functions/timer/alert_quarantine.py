"""Tell the organiser that deliveries stand in quarantine, at most once in a quarter of an hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from shared.agenda_ports import Page
from shared.domain.desk import QUARANTINED, Delivery
from shared.domain.due import Due
from shared.domain.event import Event
from shared.domain.message import (
    Message,
    MessageKind,
    Recipient,
    message_key,
    queue_message,
    recipient_key,
)
from shared.domain.writes import Add, Put, Remove, Write
from shared.ports import Ports
from shared.verbs.alert import alert_recipients

PAUSE = timedelta(minutes=15)
MOST_COUNTED = 100


def alert_quarantine(ports: Ports, due: Due) -> bool:
    """Write the alert, or put it off until the pause since the last one is over.

    Nothing is told when all have been replayed meanwhile. Raises Stale when one more has just
    come, AlreadyThere when another tick was quicker.
    """
    item, now = ports.store.due_item(due.event, due.kind), ports.clock.now()
    if item is None or item.due_at > now:
        return False
    event = ports.store.event(due.event)
    told = _last_told(ports, event, now)
    writes: list[Write] = [Put(replace(item, due_at=told + PAUSE))] if told else []
    if told is None or told + PAUSE <= now:
        waiting = ports.store.delivery_page(event.id, None, MOST_COUNTED, QUARANTINED)
        writes = [Remove(item), *_letters(ports, event, waiting, now)]
    ports.store.commit(writes, ports.ids.new(now))
    return True


def _last_told(ports: Ports, event: Event, now: datetime) -> datetime | None:
    """When the last alert was written, if that was in this quarter of an hour or the one before."""
    slot = _slot(now)
    sent = (ports.store.message(event.id, _key(event, 0, one)) for one in (slot, slot - 1))
    return next((message.created_at for message in sent if message), None)


def _letters(ports: Ports, event: Event, waiting: Page[Delivery], now: datetime) -> Sequence[Write]:
    if not waiting.items:
        return []
    many = f"More than {MOST_COUNTED}" if waiting.next else str(len(waiting.items))
    desk = f"{ports.public_url}/organiser/events/{event.id}/deliveries?outcome={QUARANTINED}"
    facts = {"what": QUARANTINED, "name": "", "institution": "", "detail": many, "where": desk}
    return [
        Add(
            queue_message(
                Message(
                    key=_key(event, number, _slot(now)),
                    kind=MessageKind.ALERT,
                    event=event.id,
                    created_at=now,
                    to=Recipient(address),
                    facts=facts,
                )
            )
        )
        for number, address in enumerate(alert_recipients(event))
    ]


def _slot(now: datetime) -> int:
    """The number of the quarter of an hour, in which one alert is written at most."""
    return int(now.timestamp() // PAUSE.total_seconds())


def _key(event: Event, number: int, slot: int) -> str:
    """The key of the alert to the recipient of that number."""
    owner = recipient_key(f"{event.id} {QUARANTINED} {number}")
    return message_key(MessageKind.ALERT, owner, str(slot))
