"""Replay deliveries: one, or all that stand in quarantine, those who came first before others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from functions.organiser.identify import is_id
from functions.organiser.listing import Json, Listing, open_cursor, seal_cursor
from shared.domain.errors import Missing
from shared.domain.journal import Hand
from shared.ports import Ports
from shared.verbs.keep_delivery import Registered
from shared.verbs.replay_delivery import replay_delivery

PAGE = 20
MOST_AT_ONCE = 500
"""So many fit into the time that one answer may take."""


def replay_one(ports: Ports, event_id: str, delivery_id: str, hand: Hand) -> Json:
    """What the delivery comes to now. Raises Missing, StoreUnavailable."""
    if not is_id(delivery_id):
        raise Missing("delivery")
    return _show(replay_delivery(ports, event_id, delivery_id, hand))


def replay_quarantine(
    ports: Ports, event_id: str, parameters: Mapping[str, str], hand: Hand
) -> Json:
    """How many deliveries were replayed, and what they came to; `next` is where to go on.

    Raises Missing, Invalid for a foreign cursor, StoreUnavailable.
    """
    listing = Listing(f"quarantine {event_id}", ports.events.fresh(event_id).signing_key)
    cursor = parameters.get("cursor")
    after = None if cursor is None else open_cursor(listing, cursor)
    outcomes: Counter[str] = Counter()
    while outcomes.total() < MOST_AT_ONCE:
        page = ports.store.quarantine_page(event_id, after, PAGE)
        results = [replay_delivery(ports, event_id, one.id, hand) for one in page.items]
        outcomes.update(one.outcome for one in results)
        after = page.next
        if after is None:
            break
    following = None if after is None else seal_cursor(listing, after)
    return {"replayed": outcomes.total(), "outcomes": dict(outcomes), "next": following}


def _show(result: Registered) -> Json:
    return {
        "outcome": result.outcome,
        "registration": result.registration,
        "reason": result.reason,
    }
