"""Write a message of a round, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from shared.domain.errors import AlreadyThere
from shared.domain.message import OUTDATED, Message, MessageState
from shared.domain.writes import Add, Replace, Write
from shared.ports import Ports


def write_once(ports: Ports, message: Message, also: Sequence[Write], now: datetime) -> bool:
    """Whether the message was written now, with what belongs to it: not if it was there.

    One that was skipped since it was not true at that moment is written anew: nobody has it.
    Raises Stale.
    """
    try:
        ports.store.commit([Add(message), *also], ports.ids.new(now))
    except AlreadyThere:
        there = ports.store.message(message.event, message.key)
        if there is None or (there.state, there.error) != (MessageState.SKIPPED, OUTDATED):
            return False
        anew = replace(message, version=there.version + 1)
        ports.store.commit([Replace(anew), *also], ports.ids.new(now))
    return True
