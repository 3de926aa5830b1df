"""It has been quiet: begin to tell everybody with a seat what changed."""

from __future__ import annotations

from shared.domain.due import Due
from shared.domain.round import Audience, Round, RoundKind
from shared.domain.session import Status
from shared.domain.writes import Add, Remove, Write
from shared.ports import Ports
from shared.verbs.calling_off import is_calling_off


def tell_changes(ports: Ports, due: Due) -> bool:
    """Close the event's notice and begin the round that tells it, in one commit.

    That a meeting is called off is told at once, by another mail, and nothing else of it; until
    everybody is told so the notice stays open. Raises Stale when something changed at this very
    moment, or another tick was quicker.
    """
    now = ports.clock.now()
    notice = ports.store.notice(due.event)
    if notice is None or notice.due_at > now:
        return False
    event = ports.store.event(due.event)
    if is_calling_off(ports, event):
        return False
    writes: list[Write] = [Remove(notice)]
    called_off = event.status is Status.CANCELLED
    if not called_off and any(one.told for one in notice.noted):
        told = Round(
            event=notice.event,
            id=ports.ids.new(now),
            kind=RoundKind.NOTICE,
            at=now,
            audience=Audience(),
            due_at=now,
            facts={"further": str(notice.further)},
            noted=notice.noted,
        )
        writes.append(Add(told))
    ports.store.commit(writes, ports.ids.new(now))
    return True
