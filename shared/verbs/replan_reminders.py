"""The reminders of an event planned anew, in the commit of whatever changed it."""

from __future__ import annotations

from datetime import datetime

from shared.domain.due import DueKind
from shared.domain.event import Event
from shared.domain.reminder_plan import plan_reminders, reminder_instants
from shared.domain.writes import Put, Remove, Write
from shared.ports import Ports


def replan_reminders(ports: Ports, before: Event, after: Event, now: datetime) -> list[Write]:
    """The writes that make the timer look at the next reminder, or at none any more.

    A plan that stays as it was is left to the timer, which may be late, or moving on just now.
    """
    if reminder_instants(before) == reminder_instants(after):
        return []
    planned = plan_reminders(after, now)
    if planned is not None:
        return [Put(planned)]
    there = ports.store.due_item(after.id, DueKind.REMINDER)
    return [Remove(there)] if there else []
