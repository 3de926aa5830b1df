"""Bring a message back: its wait is over, its lease has run out, or nobody heard its doorbell."""

from __future__ import annotations

from shared.domain.due import Due
from shared.domain.errors import Illegal
from shared.domain.message import requeue_message
from shared.domain.writes import Replace
from shared.ports import Ports


def requeue(ports: Ports, due: Due) -> bool:
    """Make the message pending again; the write itself rings the mailer. Raises Stale."""
    message = ports.store.message(due.event, due.key)
    if message is None:
        return False
    now = ports.clock.now()
    try:
        pending = requeue_message(message, now)
    except Illegal:
        return False
    ports.store.commit([Replace(pending)], ports.ids.new(now))
    return True
