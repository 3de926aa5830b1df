"""Reminders as settings: how long before what, and to whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from functions.organiser.schemas.reading import Strict
from shared.domain.reminder import Anchor, Reminded, Reminder

MOST_REMINDERS = 10
A_YEAR = 365 * 24


class ReminderBody(Strict):
    """One reminder; hours are those of the event's wall clock, so that 24 hours before 09:00 is
    09:00 the day before, also when the clock changes in the night between.
    """

    before_hours: Annotated[int, Field(ge=1, le=A_YEAR)]
    of: Annotated[Anchor | None, Field(strict=False)] = None
    to: Annotated[Reminded | None, Field(strict=False)] = None

    def to_reminder(self) -> Reminder:
        """The reminder as the domain knows it."""
        return Reminder(self.before_hours, self.of or Anchor.START, self.to or Reminded.REGISTERED)


def _refuse_twins(reminders: list[ReminderBody]) -> list[ReminderBody]:
    if len({one.to_reminder() for one in reminders}) < len(reminders):
        raise ValueError("Please name each reminder once.")
    return reminders


Reminders = Annotated[
    list[ReminderBody], Field(max_length=MOST_REMINDERS), AfterValidator(_refuse_twins)
]


def reminders_document(reminders: Iterable[Reminder]) -> list[dict[str, Any]]:
    """Reminders as settings show them."""
    return [
        {
            "before_hours": one.before_hours,
            **({} if one.of is Anchor.START else {"of": one.of.value}),
            **({} if one.to is Reminded.REGISTERED else {"to": one.to.value}),
        }
        for one in reminders
    ]
