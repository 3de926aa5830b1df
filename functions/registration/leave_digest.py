"""Leave the digest: its reader gets none any more, and those who still read it are told.

Loaded only by who leaves: changing settings takes what renders agendas, and no webhook waits for
that.
"""

from __future__ import annotations

from datetime import datetime

from shared.domain.digest_plan import Reader, leave, reader_key, readers_of
from shared.domain.event import Event
from shared.domain.journal import Deed, Hand
from shared.domain.message import Message, MessageKind, Recipient, message_key, queue_message
from shared.domain.writes import Add, Write
from shared.ports import Ports
from shared.verbs.alert import alert_recipients
from shared.verbs.revise import revise

READER = "reader"
"""Who leaves is no organiser: the journal names the link that they followed."""
LEFT = "digest_left"


def leave_digest(ports: Ports, event: Event, reader: Reader) -> Event:
    """The event of which the reader gets no digest any more; gone already: as it is.

    Raises Missing, StoreUnavailable.
    """

    def tell(after: Event, now: datetime) -> list[Write]:
        return [Add(_letter(after, reader, to, now)) for to in alert_recipients(after)]

    return revise(
        ports,
        event.id,
        lambda one: leave(one, reader.key),
        Hand(READER, reader.address),
        Deed.DIGEST_LEFT,
        tell,
    )


def _letter(event: Event, gone: Reader, to: str, now: datetime) -> Message:
    """That somebody left, and how many still read the digest; once per change of the settings."""
    facts = {
        "what": LEFT,
        "name": gone.address,
        "institution": "",
        "detail": str(len(readers_of(event))),
    }
    occasion = f"left-{event.settings_version:06d}"
    key = message_key(MessageKind.ALERT, reader_key(event.id, to), occasion)
    return queue_message(
        Message(
            key=key,
            kind=MessageKind.ALERT,
            event=event.id,
            created_at=now,
            to=Recipient(to),
            facts=facts,
        )
    )
