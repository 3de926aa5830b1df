"""Begin the rounds of the reminders that are due, and plan the next one, in one commit."""

from __future__ import annotations

from shared.domain.due import Due, DueItem
from shared.domain.reminder_plan import begin_reminder, due_reminders, next_reminder
from shared.domain.writes import Add, Put, Remove, SetGate, Write
from shared.ports import Ports


def send_reminders(ports: Ports, due: Due) -> bool:
    """Begin what is due; a round that has begun before is not begun again.

    The gate, written as it is, proves that the event has not changed meanwhile. Raises GateRefused
    when it has, AlreadyThere or Stale when another tick was quicker.
    """
    now = ports.clock.now()
    item = ports.store.due_item(due.event, due.kind)
    if item is None or item.due_at > now:
        return False
    event = ports.events.fresh(due.event)
    rounds = [begin_reminder(event, one, now) for one in due_reminders(event, item.due_at, now)]
    writes: list[Write] = [
        SetGate(event.id, event.capacity, event.settings_version, event.settings_version),
        *(Add(one) for one in rounds if ports.store.round(event.id, one.id) is None),
    ]
    following = next_reminder(event, now)
    step = Put(DueItem(event.id, due.kind, following.at)) if following else Remove(item)
    ports.store.commit([*writes, step], ports.ids.new(now))
    return True
