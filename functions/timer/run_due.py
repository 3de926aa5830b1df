"""Run everything that is due: one verb per kind, each item by itself.

The index of due items may be a moment behind, twice or late: every verb looks at the noun itself
and its conditional write decides. What fails stays due and is tried again at the next tick.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

from functions.timer.alert_quarantine import alert_quarantine
from functions.timer.call_off import call_off
from functions.timer.look_at_full import look_at_full
from functions.timer.requeue_message import requeue
from functions.timer.run_round import run_round
from functions.timer.send_digest import send_digest
from functions.timer.send_reminders import send_reminders
from functions.timer.serve_line import serve_line
from functions.timer.tell_changes import tell_changes
from shared.domain.due import Due, DueKind
from shared.domain.errors import ConditionFailed, Missing, StoreUnavailable
from shared.ports import Ports
from shared.verbs.finish_erasure import finish_due
from shared.verbs.regroup import regroup_due
from shared.verbs.send_invitations import send_due

BATCH = 100
MOST_BATCHES = 20

VERBS: Mapping[DueKind, Callable[[Ports, Due], bool]] = {
    DueKind.MESSAGE: requeue,
    DueKind.DIGEST: send_digest,
    DueKind.PROMOTION: serve_line,
    DueKind.CALL_OFF: call_off,
    DueKind.QUARANTINE: alert_quarantine,
    DueKind.FULL: look_at_full,
    DueKind.MERGE: regroup_due,
    DueKind.INVITATION: send_due,
    DueKind.ERASURE: finish_due,
    DueKind.NOTICE: tell_changes,
    DueKind.ROUND: run_round,
    DueKind.REMINDER: send_reminders,
}
"""Each verb answers whether it did anything."""


Work = Callable[[], bool]


def plainly(work: Work) -> bool:
    """Do the work; whatever it raises goes on up."""
    return work()


def run_due(ports: Ports, attempt: Callable[[Work], bool] = plainly) -> dict[str, int]:
    """Run what is due now; how many items of each kind did something.

    `attempt` does the work of one item and answers for faults nobody foresaw: one bad item must
    not hold up the rest.
    """
    ran: Counter[str] = Counter()
    for _ in range(MOST_BATCHES):
        batch = ports.store.due(ports.clock.now(), BATCH)
        done = [due.kind for due in batch if attempt(partial(_run, ports, due, ran))]
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
