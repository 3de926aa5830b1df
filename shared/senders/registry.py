"""The senders that secretariat understands, by the name they have in its addresses."""

from __future__ import annotations

from collections.abc import Mapping

from shared.senders.google_forms import GoogleForms
from shared.senders.jotform import Jotform
from shared.senders.presets import PRESETS
from shared.senders.sender import Sender
from shared.senders.standard import StandardWebhooks
from shared.senders.tally import Tally
from shared.senders.typeform import Typeform

SENDERS: Mapping[str, Sender] = {
    "standard": StandardWebhooks(),
    "google_forms": GoogleForms(),
    "jotform": Jotform(),
    "tally": Tally(),
    "typeform": Typeform(),
    **PRESETS,
}
