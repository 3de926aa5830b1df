"""The senders that secretariat understands, by the name they have in its addresses."""

from __future__ import annotations

from collections.abc import Mapping

from shared.senders.sender import Sender
from shared.senders.standard import StandardWebhooks

SENDERS: Mapping[str, Sender] = {"standard": StandardWebhooks()}
