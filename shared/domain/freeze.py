"""What happens late: options that freeze, and changes of which the organiser hears at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from shared.domain.errors import Invalid
from shared.domain.event import Event
from shared.domain.form import Field
from shared.domain.quota import COUNTED

LATE = timedelta(hours=48)
FROZEN = "This can no longer be changed; please write to the organisers."


class LateChange(StrEnum):
    """What the organiser hears of at once when the meeting is near."""

    CANCELLED = "cancelled"
    SUBSTITUTED = "substituted"
    OPTIONS = "options"


def is_frozen(event: Event, now: datetime) -> bool:
    """Whether options can no longer be changed; giving up or passing on a place always can."""
    freeze = event.registration.freeze_at
    return freeze is not None and now >= freeze


def is_late(event: Event, now: datetime) -> bool:
    """Whether the meeting begins within 48 hours, or has begun."""
    start = event.starts_at
    return start is not None and now >= start - LATE


def changed_options(
    form: Iterable[Field], before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[Field, ...]:
    """The questions with options, which kitchens and rooms are counted by, answered otherwise."""
    return tuple(
        one
        for one in form
        if one.type in COUNTED and before.get(one.key, "") != after.get(one.key, "")
    )


def frozen_changes(
    event: Event, now: datetime, before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[Field, ...]:
    """The questions with options that are answered otherwise although they are frozen."""
    return changed_options(event.form, before, after) if is_frozen(event, now) else ()


def check_freeze(
    event: Event, now: datetime, before: Mapping[str, str], after: Mapping[str, str]
) -> None:
    """Raise Invalid, naming each field, when frozen options would change."""
    changed = frozen_changes(event, now, before, after)
    if changed:
        raise Invalid([(one.key, FROZEN) for one in changed])
