"""Notices, in: how long it must be quiet before changes are mailed, and what publishing mails."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from functions.organiser.schemas.part import Part
from functions.organiser.schemas.reading import Strict
from shared.domain.event import Event
from shared.domain.notice import Notify

LONGEST_QUIET = 24 * 60


class Notices(Part):
    """When people hear by mail of what changed; null is 30 minutes."""

    quiet_minutes: Annotated[int, Field(ge=0, le=LONGEST_QUIET)] | None = None

    def to_minutes(self) -> int:
        """How long it must be quiet."""
        return Event.quiet_minutes if self.quiet_minutes is None else self.quiet_minutes


class Publication(Strict):
    """Who hears by mail of a release: of dates, times, places and cancellations by default, of all
    changes, or of none.
    """

    notify: Notify = "default"
