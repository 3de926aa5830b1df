"""Run everything that is due: one verb per kind, each item by itself.

The index of due items may be a moment behind, twice or late: every verb looks at the noun itself
and its conditional write decides. What fails stays due and is tried again at the next tick.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from functions.timer.call_off import call_off
from functions.timer.requeue_message import requeue
from functions.timer.send_digest import send_digest
from functions.timer.serve_line import serve_line
from shared.domain.due import Due, DueKind
from shared.domain.errors import ConditionFailed, Missing, StoreUnavailable
from shared.ports import Ports

BATCH = 100
MOST_BATCHES = 20

VERBS: Mapping[DueKind, Callable[[Ports, Due], bool]] = {
    DueKind.MESSAGE: requeue,
    DueKind.DIGEST: send_digest,
    DueKind.PROMOTION: serve_line,
    DueKind.CALL_OFF: call_off,
}
"""Each verb answers whether it did anything."""


def run_due(ports: Ports) -> dict[str, int]:
    """Run what is due now; how many items of each kind did something."""
    ran: Counter[str] = Counter()
    for _ in range(MOST_BATCHES):
        batch = ports.store.due(ports.clock.now(), BATCH)
        done = [due.kind for due in batch if _run(ports, due, ran)]
        ran.update(done)
        if not done:
            break
    return dict(ran)


def _run(ports: Ports, due: Due, ran: Counter[str]) -> bool:
    try:
        return VERBS[due.kind](ports, due)
    except (ConditionFailed, Missing):
        return False  # another tick was quicker, or the noun is gone
    except StoreUnavailable:
        ran["unavailable"] += 1
        return False
