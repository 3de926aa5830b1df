"""The reminders of an event planned anew, in the commit of whatever changed it."""

from __future__ import annotations

from datetime import datetime

from shared.domain.due import DueKind
from shared.domain.event import Event
from shared.domain.reminder_plan import (
    plan_reminders,
    reminder_instants,
    reminders_back,
    resume_round,
)
from shared.domain.writes import Put, Remove, Replace, Write
from shared.ports import Ports


def replan_reminders(ports: Ports, before: Event, after: Event, now: datetime) -> list[Write]:
    """The writes that make the timer look at the next reminder, or at none any more, and go on with
    rounds that were cut short while the meeting was off, put off or elsewhere in time.

    A plan that stays as it was is left to the timer, which may be late, or moving on just now.
    """
    if reminder_instants(before) == reminder_instants(after):
        return []
    back = [ports.store.round(after.id, one.round_id) for one in reminders_back(before, after, now)]
    resumed: list[Write] = [Replace(resume_round(one, now)) for one in back if one]
    planned = plan_reminders(after, now)
    if planned is not None:
        return [*resumed, Put(planned)]
    there = ports.store.due_item(after.id, DueKind.REMINDER)
    return [*resumed, Remove(there)] if there else resumed
