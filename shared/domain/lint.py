"""What an organiser should look at in a draft before it is published."""

from __future__ import annotations

from collections.abc import Sequence

from shared.domain.event import Event
from shared.domain.finding import Finding, FindingCode
from shared.domain.lint_collisions import find_people_in_two_places, find_room_overlaps
from shared.domain.lint_days import find_clock_changes, find_gaps, find_off_days
from shared.domain.lint_each import (
    find_missing_presenters,
    find_negative_lengths,
    find_out_of_hall,
    find_short_lunches,
)
from shared.domain.session import Session

MOST_FINDINGS = 500
COLLISIONS = (find_room_overlaps, find_people_in_two_places)
RULES = (
    find_gaps,
    find_negative_lengths,
    find_short_lunches,
    find_missing_presenters,
    find_out_of_hall,
    find_clock_changes,
    find_off_days,
)


def lint_sessions(event: Event, sessions: Sequence[Session]) -> tuple[Finding, ...]:
    """What is to be mended or known, by time, whatever order the sessions come in.

    After `MOST_FINDINGS` one more says how many are not told.
    """
    ordered = sorted(sessions, key=lambda one: (one.start, one.id))
    collided = [rule(event, ordered, MOST_FINDINGS) for rule in COLLISIONS]
    spots = [found for rule in RULES for found in rule(event, ordered)]
    total = len(spots) + sum(one.total for one in collided)
    spots += [found for one in collided for found in one.spots]
    told = [one.finding for one in sorted(spots, key=lambda one: one.order)[:MOST_FINDINGS]]
    return (*told, *_say_rest(total - len(told)))


def _say_rest(more: int) -> tuple[Finding, ...]:
    if not more:
        return ()
    rest = "One more finding is" if more == 1 else f"{more} more findings are"
    return (Finding(FindingCode.MORE, f"{rest} not told here. Mend these first, then look again."),)
