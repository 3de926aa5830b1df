"""Lease what a batch wants to send: one conditional update of the one row there is."""

from __future__ import annotations

from datetime import datetime, timedelta

from shared.domain.allotment import (
    Allotment,
    Lease,
    is_to_learn,
    learn_limits,
    lease,
)
from shared.domain.errors import ConditionFailed
from shared.domain.writes import Add, Replace
from shared.ports import Ports

MOST_RACES = 5
"""How often a lease is tried against other batches that lease at the same moment."""
AFTER_RACES = timedelta(minutes=1)
"""When those ask again whose batch lost every race."""


def lease_sends(ports: Ports, wanted: int) -> Lease:
    """Turns for as many of a batch as the provider's limits have room for, and when the rest may
    ask again. Who loses every race is granted nothing. Raises StoreUnavailable.
    """
    now = ports.clock.now()
    for _ in range(MOST_RACES):
        seen = ports.store.allotment() or Allotment(version=0)
        leased = lease(_learn(ports, seen, now), wanted, now)
        try:
            _commit(ports, leased.allotment, now)
        except ConditionFailed:
            continue  # another batch was quicker: look again at what it left
        return leased
    return Lease(Allotment(), (), (now + AFTER_RACES,) * wanted)


def _learn(ports: Ports, seen: Allotment, now: datetime) -> Allotment:
    """The row with the limits as they are, asked for at most once in an hour."""
    return learn_limits(seen, ports.mail.limits(), now) if is_to_learn(seen, now) else seen


def _commit(ports: Ports, after: Allotment, now: datetime) -> None:
    write = Add(after) if after.version == 1 else Replace(after)
    ports.store.commit([write], ports.ids.new(now))
