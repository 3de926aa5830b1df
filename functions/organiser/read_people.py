"""Read everybody of an event, page by page."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from shared.domain.registration import Registration, State
from shared.ports import Ports

PAGE = 500


def read_people(
    ports: Ports, event_id: str, states: Collection[State] = ()
) -> Iterator[Registration]:
    """The registrations in these states (none: in any) in the order of registering.

    One page is held at a time; those that were erased are nobody's and left out.
    """
    only = next(iter(states)) if len(states) == 1 else None
    after: str | None = None
    while True:
        page = ports.store.registration_page(event_id, after, PAGE, only)
        for one in page.items:
            if one.erased_at is None and (not states or one.state in states):
                yield one
        after = page.next
        if after is None:
            return
