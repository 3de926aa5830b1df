"""What every page of a registration tells about the meeting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from shared.calendar.invitation import mailto
from shared.domain.event import Event
from shared.domain.place import place_line
from shared.domain.session import Status
from shared.domain.text import clean_line
from shared.render.mail.when import say_instant, say_when

LANGUAGE = "en"


@dataclass(frozen=True)
class Facts:
    """The meeting in words; empty where nothing is known. `content` is the organiser's language."""

    id: str
    title: str
    origin: str
    when: str
    place: str
    contact: str
    email: str
    mailto: str
    phone: str
    tel: str
    status: str
    agenda: bool
    content: str


def tell_facts(event: Event) -> Facts:
    """The facts of an event; the telephone only if the organiser says so."""
    contact = event.contact
    who = ", ".join(part for part in (contact.name, contact.post, contact.organisation) if part)
    email = event.monitored_address or ""
    phone = (contact.phone if event.contact_phone else None) or ""
    return Facts(
        id=event.id,
        title=clean_line(event.title),
        origin=" · ".join(part for part in (event.project, event.reference) if part),
        when=say_when(event, LANGUAGE) or "",
        place=place_line(event.location) or "",
        contact=who,
        email=email,
        mailto=mailto(email) if email else "",
        phone=phone,
        tel=re.sub(r"[^+0-9]", "", phone),
        status="" if event.status is Status.SCHEDULED else event.status.value,
        agenda=event.release is not None,
        content=event.locale.replace("_", "-"),
    )


def say_closed(event: Event, now: datetime) -> str:
    """Why nobody can register now; empty when somebody can."""
    if event.is_open(now):
        return ""
    opens = event.registration.opens_at
    if event.status is Status.CANCELLED:
        return "This meeting is cancelled; registration is closed."
    if opens is not None and now < opens:
        return f"Registration opens on {say_instant(opens, event.timezone, LANGUAGE)}."
    return "Registration is closed."


def say_until(event: Event) -> str:
    """Until when somebody can register; empty when that is when the meeting ends."""
    closes = event.registration.closes_at
    return say_instant(closes, event.timezone, LANGUAGE) if closes else ""
