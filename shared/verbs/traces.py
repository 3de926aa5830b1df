"""What somebody left in the table: the messages written for them, deliveries that name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote_plus

from shared.domain.desk import Delivery
from shared.domain.message import Message
from shared.ports import Ports

PAGE = 90


def messages_of(ports: Ports, event_id: str, owner: str) -> Iterator[Message]:
    """Every message written for an owner, such as a registration: their keys begin with its id."""
    after: str | None = owner
    while after is not None:
        page = ports.store.message_page(event_id, after, PAGE)
        for message in page.items:
            if not message.key.startswith(owner):
                return
            yield message
        after = page.next


def mentions(delivery: Delivery, address: str) -> bool:
    """Whether a body holds the address, also as forms encode it."""
    if not address:
        return False
    text = unquote_plus(delivery.body.decode(errors="replace")).casefold()
    return re.search(rf"(?<![\w.+-]){re.escape(address.casefold())}(?![\w.-])", text) is not None
