"""One item of a batch at the edge: a fault nobody foresaw is noted and costs that item alone."""

from __future__ import annotations

from collections.abc import Callable

from shared.edge.log import log_failure


def attempt(function: str, route: str, work: Callable[[], bool]) -> bool:
    """What the work answers; False when it failed in a way that is nobody's error."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 -- the edge: what is not foreseen stays one item's
        log_failure(function, route, error)
        return False
