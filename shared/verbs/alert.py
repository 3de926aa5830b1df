"""Tell the organiser at once what changes when the meeting is near."""

from __future__ import annotations

import hashlib
from datetime import datetime

from shared.domain.digest_plan import readers_of
from shared.domain.event import Event
from shared.domain.freeze import LateChange, is_late
from shared.domain.message import Message, MessageKind, Recipient, message_key, queue_message
from shared.domain.registration import Registration
from shared.domain.writes import Add, Write

RECIPIENT_LENGTH = 16


def alert(
    event: Event, after: Registration, what: LateChange, now: datetime, detail: str = ""
) -> list[Write]:
    """One message per recipient of the digest about a change that made `after`; none earlier.

    To be written in the commit of the change. `detail` is the state that somebody cancelled in,
    the name of whose place another takes, or which options changed.
    """
    if not is_late(event, now):
        return []
    facts = {
        "what": what.value,
        "name": after.name or after.email,
        "institution": after.institution or "",
        "detail": detail,
    }
    return [
        Add(
            queue_message(
                Message(
                    key=message_key(MessageKind.ALERT, after.id, _occasion(after, address)),
                    kind=MessageKind.ALERT,
                    event=event.id,
                    created_at=now,
                    to=Recipient(address),
                    facts=facts,
                )
            )
        )
        for address in alert_recipients(event)
    ]


def alert_recipients(event: Event) -> tuple[str, ...]:
    """Who hears of what cannot wait: whoever gets the digest, else the monitored address."""
    read = event.monitored_address
    return tuple(one.address for one in readers_of(event)) or ((read,) if read else ())


def _occasion(after: Registration, address: str) -> str:
    """The change, by the version that it made, and who hears of it."""
    recipient = hashlib.sha256(address.encode()).hexdigest()[:RECIPIENT_LENGTH]
    return f"v{after.version:06d}-{recipient}"
