"""Preview the next digest: as if it were due now, nothing written."""

from __future__ import annotations

from shared.ports import Ports
from shared.render.mail.digest import render_digest
from shared.verbs.sum_up import sum_up


def preview_digest(ports: Ports, event_id: str) -> dict[str, str]:
    """Subject, text and HTML of the digest. Raises Missing."""
    event = ports.events.fresh(event_id)
    schedule = ports.store.digest_schedule(event_id)
    since, told = (schedule.since, schedule.told) if schedule else (event.created_at, ())
    text = render_digest(sum_up(ports, event, since, ports.clock.now(), told), event)
    return {"subject": text.subject, "text": text.text, "html": text.html}
