"""Spend: count what one source sends to an event, and refuse what is too much.

One conditional update counts for all Lambdas; only the first of a window takes a second one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from math import ceil

from shared.domain.allowance import (
    EVERYBODY,
    WINDOW,
    Allowance,
    Scope,
    renew_allowance,
    source_key,
)
from shared.domain.errors import (
    AllowanceSpent,
    AlreadyThere,
    LimitReached,
    Stale,
    StoreUnavailable,
)
from shared.domain.event import Event
from shared.domain.writes import Add, Replace, Spend, Write
from shared.ports import Ports

ATTEMPTS = 6


def spend(ports: Ports, event: Event, scope: Scope, source: str) -> None:
    """Count one more of a source and of the event, or none. Raises LimitReached, StoreUnavailable.

    `source` is the caller's address; only its keyed hash is kept, for as long as the window.
    """
    now = ports.clock.now()
    limits = {
        source_key(event.signing_key, source): ports.limits.per_source,
        EVERYBODY: ports.limits.per_event,
    }
    first = {
        key: Spend(event.id, scope, key, limit, now)
        for key, limit in limits.items()
        if limit is not None
    }
    if first:
        _commit(ports, first, now)


def _commit(ports: Ports, first: Mapping[str, Spend], now: datetime) -> None:
    writes: dict[str, Write] = {**first}
    for _ in range(ATTEMPTS):
        try:
            ports.store.commit(list(writes.values()), ports.ids.new(now))
        except AllowanceSpent as spent:
            writes[spent.source] = _begin(first[spent.source], spent, now)
        except (AlreadyThere, Stale):
            writes = {**first}  # somebody else has just begun the window
        else:
            return
    raise StoreUnavailable


def _begin(asked: Spend, spent: AllowanceSpent, now: datetime) -> Write:
    """The write that begins a new window. Raises LimitReached while the last one lasts."""
    there = spent.there
    if not isinstance(there, Allowance):
        return Add(Allowance(asked.event, asked.scope, asked.source, now))
    if there.lasts(now):
        left = there.since + WINDOW - now
        raise LimitReached(max(1, ceil(left.total_seconds())))
    return Replace(renew_allowance(there, now))
