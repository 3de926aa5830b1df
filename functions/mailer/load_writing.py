"""What an organiser wrote: a message names the round that holds it, and the round its file."""

from __future__ import annotations

from dataclasses import replace

from shared.domain.attachment import Attachment
from shared.domain.errors import MailFailed, StoreUnavailable
from shared.domain.message import Message
from shared.ports import Ports


def load_writing(ports: Ports, message: Message) -> tuple[Message, Attachment | None]:
    """The message with what its round says, and the file that goes out with it; any other mail as
    it is, at no cost.

    Raises MailFailed: permanent when either is gone, transient when the file is out of reach.
    """
    named = message.facts.get("round")
    if named is not None:
        of = ports.store.round(message.event, named)
        if of is None:
            raise MailFailed("permanent", "round")
        message = replace(message, facts={**of.facts, **message.facts})
    return message, _load_attachment(ports, message)


def _load_attachment(ports: Ports, message: Message) -> Attachment | None:
    named = message.facts.get("attachment")
    if not named:
        return None
    try:
        found = ports.attachments.fetch(message.event, named)
    except StoreUnavailable as lost:
        raise MailFailed("transient", "attachment") from lost
    if found is None:
        raise MailFailed("permanent", "attachment")
    return found
