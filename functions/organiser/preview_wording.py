"""Preview mails in an organiser's own words: to somebody invented, nothing written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from shared.domain.event import Wording
from shared.domain.message import MessageKind
from shared.ports import Ports
from shared.render.mail.wording import preview_wording as preview

Choose = Callable[[Mapping[str, Wording]], tuple[MessageKind, Wording]]


def preview_wording(ports: Ports, event_id: str, choose: Choose) -> dict[str, str]:
    """Subject, text and HTML of the mail that `choose` makes of what is saved.

    Raises Missing, and Invalid naming `subject` and `text` where they are broken.
    """
    event = ports.events.fresh(event_id)
    kind, wording = choose(event.wording)
    told = preview(kind, wording, event, ports.clock.now(), ports.public_url)
    return {"subject": told.subject, "text": told.text, "html": told.html}
